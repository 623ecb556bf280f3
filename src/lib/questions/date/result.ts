import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount, isolated } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { answeredSentence } from '../answered.ts';
import type { ResultRow, ResultTable, Tally } from '../contract.ts';
import { extremeRows, listed } from '../leading.ts';
import { countOf, shareOf } from '../tally.ts';
import { isDay } from './days.ts';
import type { DateConfig } from './index.ts';
import { bucketOf, bucketText, coarser, keyUnit, shownUnit, type Unit } from './units.ts';

/** The tally keys that were said, in the order of the calendar. */
const saidKeys = (config: DateConfig, tally: Tally): string[] =>
	Object.keys(tally.counts)
		.filter((key) => isKey(config, key) && countOf(tally, key) > 0)
		.sort();

function isKey(config: DateConfig, key: string): boolean {
	const unit = keyUnit(config);
	const day = unit === 'month' ? `${key}-01` : key;
	return isDay(day) && bucketOf(unit, day) === key;
}

/** What the result is told in: days, weeks, months or years, by how far apart the answers are; and its buckets. */
export function saidBuckets(
	config: DateConfig,
	tally: Tally
): { unit: Unit; buckets: ReadonlyMap<string, readonly string[]> } {
	const keys = saidKeys(config, tally);
	const unit = shownUnit(keyUnit(config), keys[0] ?? config.first, keys.at(-1) ?? config.first);
	const buckets = new Map<string, string[]>();
	for (const key of keys) {
		const bucket = coarser(unit, key);
		buckets.set(bucket, [...(buckets.get(bucket) ?? []), key]);
	}
	return { unit, buckets };
}

export function dateTable(config: DateConfig, tally: Tally, locale: string): ResultTable {
	const { unit, buckets } = saidBuckets(config, tally);
	const rows = [...buckets].map(([bucket, keys]): ResultRow => {
		const count = keys.reduce((sum, key) => sum + countOf(tally, key), 0);
		return {
			key: bucket,
			keys,
			label: bucketText(unit, bucket, locale),
			count,
			share: shareOf(count, tally.ballots)
		};
	});
	return { rows, ballots: tally.ballots, further: 0 };
}

/** From when to when, and what was said most where more than one person said it. */
export function dateSentence(config: DateConfig, tally: Tally, locale: string): string {
	const language = inLocale(locale);
	const { rows } = dateTable(config, tally, locale);
	const parts = [answeredSentence(tally.ballots, locale)];
	const most = extremeRows(rows, ({ count }) => count);
	const [first, last] = [rows[0], rows.at(-1)];
	if (most && (most.value > 1 || rows.length === 1))
		parts.push(
			m.questionsmore_date_most(
				{
					labels: listed(most.rows, locale),
					votes: formatCount(most.value, locale),
					people: formatCount(tally.ballots, locale)
				},
				language
			)
		);
	if (first && last && first !== last)
		parts.push(
			m.questionsmore_date_span(
				{ first: isolated(first.label), last: isolated(last.label) },
				language
			)
		);
	return parts.join(' ');
}
