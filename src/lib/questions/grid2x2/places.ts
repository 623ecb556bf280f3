import type { ResultRow } from '../contract.ts';
import type { GridConfig } from './index.ts';

/** Where an item is drawn, in percent of the picture from its lower left corner. */
export type Marker = Readonly<{ key: string; number: number; x: number; y: number }>;

/** Markers closer than this, in percent, would cover each other. */
const apart = 7;

/**
 * Items at their means, numbered as in the list beside the picture. One that would cover another is moved a little
 * upwards: the exact means are in the table.
 */
export function markersOf(rows: readonly ResultRow[], { steps }: GridConfig): Marker[] {
	const placed: Marker[] = [];
	rows.forEach(({ key, figures }, n) => {
		const [x, y] = [figures?.['x'], figures?.['y']];
		if (x == null || y == null) return;
		const at = (mean: number) => 8 + ((mean - 1) / (steps - 1)) * 84;
		let height = at(y);
		const covers = () =>
			placed.some((other) => Math.hypot(other.x - at(x), other.y - height) < apart);
		while (covers() && height < 96) height += 1;
		placed.push({ key, number: n + 1, x: at(x), y: height });
	});
	return placed;
}
