/** Somebody who waits, with so many places. */
export type Waiting = Readonly<{ id: string; places: number }>;

/**
 * Who is offered the free places, in the order in which they came. In strict order a group that does not fit holds up
 * everybody behind it; otherwise it goes on waiting and smaller ones pass.
 */
export function whoMovesUp(
	waiting: readonly Waiting[],
	free: number,
	strictOrder: boolean
): string[] {
	const chosen: string[] = [];
	for (const { id, places } of waiting) {
		if (free <= 0) break;
		if (places <= free) {
			chosen.push(id);
			free -= places;
		} else if (strictOrder) break;
	}
	return chosen;
}

/** Places that somebody who comes now can have at once: none while others wait for them. */
export const leftFor = (
	line: Readonly<{ capacity: number; confirmed: number; offered: number; waiting: number }>,
	strictOrder: boolean
): number =>
	strictOrder && line.waiting > 0 ? 0 : Math.max(0, line.capacity - line.confirmed - line.offered);
