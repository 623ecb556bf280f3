import type { ResultRow, Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { sources, type Source } from './sources.ts';

/** A result taken apart: a row per answer, a column per source that there is. */
export type SourceRows = Readonly<{
	columns: readonly Source[];
	rows: readonly (Pick<ResultRow, 'key' | 'label' | 'language'> &
		Readonly<{ counts: readonly number[]; all: number }>)[];
	people: readonly number[];
}>;

/** The rows of the whole, in its order; each source's own count of them beside it. */
export function sourceRows(
	question: { type: string; config: unknown },
	whole: Tally,
	bySource: Readonly<Partial<Record<Source, Tally>>>,
	locale: string
): SourceRows {
	const type = questionType(question.type);
	const columns = sources.filter((source) => bySource[source]);
	const count = (source: Source, keys: readonly string[]) =>
		keys.reduce((sum, key) => sum + (ownCount(bySource[source]!, key) ?? 0), 0);
	return {
		columns,
		rows: type
			.table(question.config, whole, locale)
			.rows.map(({ key, keys, label, language, count: all }) => ({
				key,
				label,
				...(language && { language }),
				counts: columns.map((source) => count(source, keys)),
				all
			})),
		people: columns.map((source) => bySource[source]!.ballots)
	};
}

const ownCount = ({ counts }: Tally, key: string) =>
	Object.hasOwn(counts, key) ? counts[key] : undefined;
