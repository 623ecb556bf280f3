/** Counts how often something went wrong for somebody, in the memory of this process only. */
export type Brake = Readonly<{
	/** Whether they have to wait. */
	isOn(who: string): boolean;
	count(who: string): void;
}>;

/** Whoever fills it drops the oldest: memory stays bounded at about 1 MB. */
const mostKept = 10_000;

/** After `limit` counts within `window` milliseconds the brake is on until the window is over. */
export function openBrake({
	limit,
	window,
	clock
}: {
	limit: number;
	window: number;
	clock: () => Date;
}): Brake {
	const kept = new Map<string, { times: number; until: number }>();
	const current = (who: string) => {
		const one = kept.get(who);
		return one && one.until > clock().getTime() ? one : null;
	};
	return {
		isOn: (who) => (current(who)?.times ?? 0) >= limit,
		count: (who) => {
			const one = current(who);
			if (one) {
				one.times += 1;
				return;
			}
			kept.delete(who);
			kept.set(who, { times: 1, until: clock().getTime() + window });
			if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
		}
	};
}
