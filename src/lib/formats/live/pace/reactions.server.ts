import type { Pool } from 'pg';
import { openBrake } from '../../../platform/brake.ts';
import { systemClock } from '../../../platform/clock.ts';
import { log } from '../../../platform/log.ts';
import { reactionSeconds, type ReactionSign } from './reactions.ts';

/** Taps of a hall are gathered so long, in milliseconds, and written as sums: no row is one person's. */
const gathering = 500;

const statement = `
with gone as (
	delete from live_reactions where activity_id = any ($1::uuid[]) and second < now() - interval '1 minute'
)
insert into live_reactions as r (activity_id, second, sign, count)
select activity_id, date_trunc('second', now()), sign, count from unnest($1::uuid[], $2::text[], $3::int[]) as g(activity_id, sign, count)
order by activity_id, sign
on conflict (activity_id, second, sign) do update set count = r.count + excluded.count`;

export type Reactions = Readonly<{
	tap(activityId: string, participant: Buffer, sign: ReactionSign): void;
	/** Writes what was gathered. */
	close(): Promise<void>;
}>;

/** @param changed whoever shows the session should look again */
export function openReactions(
	pool: Pool,
	changed: (activityId: string) => void,
	clock = systemClock
): Reactions {
	const brake = openBrake({ limit: 1, window: 1000, clock });
	let sums = new Map<string, number>();
	let timer: NodeJS.Timeout | null = null;

	async function write(): Promise<void> {
		timer = null;
		const rows = [...sums].map(([key, count]) => [...key.split('/'), count] as const);
		sums = new Map();
		if (rows.length === 0) return;
		const columns = [0, 1, 2].map((column) => rows.map((row) => row[column]));
		await pool.query({ name: 'live-reactions', text: statement, values: columns });
		for (const activityId of new Set(rows.map(([id]) => String(id)))) {
			changed(activityId);
			// They fade: the stage looks again when the last of them is over.
			setTimeout(() => changed(activityId), (reactionSeconds + 1) * 1000).unref();
		}
	}

	const writeOrLog = () =>
		write().catch((error: unknown) => log.warn({ err: error }, 'reactions were not written'));

	return {
		tap(activityId, participant, sign) {
			const who = participant.toString('latin1');
			if (brake.isOn(who)) return;
			brake.count(who);
			const key = `${activityId}/${sign}`;
			sums.set(key, (sums.get(key) ?? 0) + 1);
			timer ??= setTimeout(() => void writeOrLog(), gathering);
		},
		close: async () => {
			if (timer) clearTimeout(timer);
			await writeOrLog();
		}
	};
}
