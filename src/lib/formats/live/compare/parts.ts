import { roundedMean } from '../../../platform/i18n/numbers.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import type { ComparedMean, ResultRow, ResultTable, Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { countOf } from '../../../questions/tally.ts';
import type { AskedTime } from './comparison.ts';
import { hiddenShares } from './small-cells.ts';

/** What one time says of a row. */
export type PartValue = Readonly<{
	/** A share of the people who answered (0 to 1), or a mean. */
	value: number;
	/** People who said it, or of whose answers it is the mean. */
	people: number;
	/** How long its bar is, 0 to 1. */
	length: number;
}>;

/** A row of a comparison; a value that could tell about fewer than k people is null. */
export type Part = Pick<ResultRow, 'key' | 'label' | 'language'> &
	Readonly<{
		values: readonly (PartValue | null)[];
		/** Reckoned before the values were rounded; absent: they are not. */
		change?: number | null;
	}>;

export type Parts = Readonly<{
	parts: readonly Part[];
	onlySometimes: readonly string[];
	tooRare: number;
}>;

/** By how much the last value differs from the first; null: one of them is not shown. */
export function changeOf({ values, change }: Pick<Part, 'values' | 'change'>): number | null {
	if (change !== undefined) return change;
	const [first, last] = [values[0], values.at(-1)];
	return first && last ? last.value - first.value : null;
}

/** Means that each of the times has. */
export function meanParts(
	times: readonly AskedTime[],
	means: (config: unknown, tally: Tally, locale: string) => readonly ComparedMean[],
	locale: string,
	k: number
): Parts {
	const told = times.map(({ asked, tally }) => means(asked.config, tally, locale));
	const isEverywhere = (key: string) => told.every((own) => own.some((one) => one.key === key));
	const parts = told
		.at(-1)!
		.flatMap(({ key, label }) =>
			isEverywhere(key) ? [{ key, label, values: told.map((own) => meanValue(own, key, k)) }] : []
		);
	return { parts, onlySometimes: labelsOf(told.toReversed(), isEverywhere), tooRare: 0 };
}

function meanValue(own: readonly ComparedMean[], key: string, k: number): PartValue | null {
	const told = own.find((one) => one.key === key)!;
	const { mean, given, from, to } = told;
	if (mean === null || isSmall(given, k) || tellsOfFew(told, mean, k)) return null;
	return {
		value: mean,
		people: given,
		length: Math.min(1, Math.max(0, (roundedMean(mean) - from) / (to - from)))
	};
}

/**
 * Whether fewer than k people can have said something else than all the others: where the sum of their answers is fewer
 * than k steps away from the least or most that it can be. Ten people and a mean of 1.1: exactly one said 2.
 */
function tellsOfFew({ given, least, to, step }: ComparedMean, mean: number, k: number): boolean {
	const steps = Math.round(((mean - least) * given) / step);
	const most = Math.round(((to - least) * given) / step);
	return isSmall(steps, k) || isSmall(most - steps, k);
}

/**
 * Shares by the rows that the newest question has with all answers together, so that words in several spellings and days
 * fall into the same rows each time. Options count only where they could be chosen each time.
 */
export function shareParts(times: readonly AskedTime[], locale: string, k: number): Parts {
	const { asked } = times.at(-1)!;
	const type = questionType(asked.type);
	const offered = times.map((time) => type.table(time.asked.config, noVotes, locale).rows);
	const isEverywhere = (key: string) => offered.every((own) => own.some((row) => row.key === key));
	const rows = type.table(asked.config, together(times), locale).rows;
	const isFixed = (key: string) => offered.some((own) => own.some((row) => row.key === key));
	const absent = rows.map(({ key }) => isFixed(key) && !isEverywhere(key));
	const columns = times.map(({ tally }) => column(rows, tally, absent, k));
	const all = rows.map(({ key, label, language }, n) => ({
		key,
		label,
		...(language && { language }),
		values: columns.map((values) => values[n]!)
	}));
	const present = all.filter((_, n) => !absent[n]);
	// What nobody offered stands there only because somebody said it: said by few, it is not told at all.
	const isTold = ({ key, values }: Part) =>
		isFixed(key) || values.some((value) => value !== null && value.people > 0);
	const parts = present.filter(isTold);
	return {
		parts,
		onlySometimes: labelsOf(offered.toReversed(), isEverywhere),
		tooRare: present.length - parts.length
	};
}

const noVotes: Tally = { ballots: 0, counts: {} };

function column(
	rows: ResultTable['rows'],
	tally: Tally,
	absent: readonly boolean[],
	k: number
): (PartValue | null)[] {
	const counts = rows.map(({ keys }) => keys.reduce((sum, key) => sum + countOf(tally, key), 0));
	const hidden = hiddenShares(counts, tally.ballots, absent, k);
	return counts.map((people, n) => {
		if (hidden[n]) return null;
		const value = Math.min(1, people / tally.ballots);
		return { value, people, length: value };
	});
}

function together(times: readonly AskedTime[]): Tally {
	const counts = new Map<string, number>();
	for (const { tally } of times)
		for (const key of Object.keys(tally.counts))
			counts.set(key, (counts.get(key) ?? 0) + countOf(tally, key));
	const ballots = times.reduce((sum, { tally }) => sum + tally.ballots, 0);
	// The newest tells the language of what was written each time.
	const languages = times.flatMap(({ tally }) => Object.entries(tally.languages ?? {}));
	return {
		ballots,
		counts: Object.fromEntries(counts),
		languages: Object.fromEntries(languages)
	};
}

/** Labels of what is not everywhere, each once, by the newest words. */
function labelsOf(
	lists: readonly (readonly Readonly<{ key: string; label: string }>[])[],
	isEverywhere: (key: string) => boolean
): string[] {
	const labels = new Map<string, string>();
	for (const { key, label } of lists.flat())
		if (!isEverywhere(key) && !labels.has(key)) labels.set(key, label);
	return [...labels.values()];
}
