import type { LngLat } from '../places/boundary.ts';

/** Finer bends than this many degrees (5 m) are not seen and only make the page heavier. */
const finest = 5e-5;

/** The ring of an outline without steps that nobody sees on a map. */
export function thinned(ring: readonly LngLat[]): LngLat[] {
	const kept: LngLat[] = [];
	for (const [lng, lat] of ring) {
		const last = kept.at(-1);
		if (last && Math.hypot(last[0] - lng, last[1] - lat) < finest) continue;
		kept.push([Number(lng.toFixed(5)), Number(lat.toFixed(5))]);
	}
	return kept;
}
