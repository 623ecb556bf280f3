import { noFilter } from '#lib/formats/ideas/filter.ts';
import { mapView } from '#lib/formats/ideas/map-features.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { TestMap } from '../../fixture/idea-map.ts';
import type { View } from './map-views.ts';
import { median, percentile, rounded } from './numbers.ts';

/** As the page asks, and as the API allows besides. */
export const modes = ['whole', 'exact'] as const;
export type Mode = (typeof modes)[number];
type Times = Record<Mode, { p50ms: number; p95ms: number }>;

/**
 * Percentiles over the views, of each the median of its repeats. Maps take turns view by view, so that whatever else the
 * machine does meets all alike.
 */
export async function timeViews(
	db: Db,
	maps: readonly TestMap[],
	views: readonly View[],
	repeats: number
): Promise<Times[]> {
	const samples = maps.map(() => ({
		whole: views.map((): number[] => []),
		exact: views.map((): number[] => [])
	}));
	// The first round only warms up.
	for (let repeat = 0; repeat <= repeats; repeat++)
		for (const [nth, view] of views.entries())
			for (const [index, { map }] of maps.entries())
				for (const mode of modes) {
					const start = performance.now();
					await mapView(db, map, noFilter, { ...view, whole: mode === 'whole' });
					if (repeat > 0) samples[index]![mode][nth]!.push(performance.now() - start);
				}
	return samples.map(({ whole, exact }) => ({ whole: spread(whole), exact: spread(exact) }));
}

function spread(samples: readonly (readonly number[])[]): { p50ms: number; p95ms: number } {
	const medians = samples.map(median);
	return { p50ms: rounded(median(medians)), p95ms: rounded(percentile(medians, 0.95)) };
}
