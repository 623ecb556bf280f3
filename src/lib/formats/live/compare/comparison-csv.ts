import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { toCsv, type CsvCell } from '../../../platform/csv.ts';
import type { Comparison } from './comparison.ts';
import { changeOf } from './parts.ts';

/**
 * The table of a comparison: a row for each answer or mean, for each time the value and how many people it is of. Shares
 * are in percent; all have one decimal; what is hidden is an empty cell.
 */
export function comparisonCsv({ kind, times, parts }: Comparison, locale: string): string {
	const language = inLocale(locale);
	const compared = times.filter(({ leftOut }) => leftOut === null);
	const unit = kind === 'means' ? m.livebank_csv_mean : m.livebank_csv_share;
	const header = [
		m.questions_column_answer({}, language),
		...compared.flatMap(({ label }) => [
			unit({ time: label }, language),
			m.livebank_csv_people({ time: label }, language)
		]),
		m.livebank_csv_change({}, language)
	];
	return toCsv(header, [
		...parts.map((part): CsvCell[] => [
			part.label,
			...part.values.flatMap((told) => [told && written(kind, told.value), told && told.people]),
			written(kind, changeOf(part))
		]),
		[
			m.livebank_csv_answered({}, language),
			...compared.flatMap(({ people }): CsvCell[] => [null, people]),
			null
		]
	]);
}

const written = (kind: Comparison['kind'], value: number | null): number | null =>
	value === null ? null : Number((kind === 'means' ? value : value * 100).toFixed(1));
