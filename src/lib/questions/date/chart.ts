import type { ColumnsChart } from '../chart.ts';
import type { Tally } from '../contract.ts';
import type { DateConfig } from './index.ts';
import { dateTable, saidBuckets } from './result.ts';
import { bucketsBetween, bucketTick } from './units.ts';

/** A calendar has no gaps: days that nobody said have a column too. */
export function dateChart(config: DateConfig, tally: Tally, locale: string): ColumnsChart {
	const { rows } = dateTable(config, tally, locale);
	const { unit } = saidBuckets(config, tally);
	const [first, last] = [rows[0], rows.at(-1)];
	const buckets = first && last ? bucketsBetween(unit, first.key, last.key) : [];
	return {
		kind: 'columns',
		columns: buckets.map((bucket) => ({
			key: bucket,
			tick: bucketTick(unit, bucket, locale),
			count: rows.find(({ key }) => key === bucket)?.count ?? 0
		}))
	};
}
