import { isSmall } from '../../../platform/suppression/small.ts';
import { changesBetween, type Asked, type Change } from '../../../questions/changes.ts';
import type { Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { meanParts, shareParts, type Part } from './parts.ts';
import { isExplainedByFew, type CameOnce } from './who-came-once.ts';

/** One time at which a question was asked: a round of it, or a session. */
export type AskedTime = Readonly<{
	key: string;
	label: string;
	/** As people read it then. */
	asked: Asked;
	/** Without what was hidden. */
	tally: Tally;
}>;

/**
 * Why a time is not compared with the newest one: too few people, only a few who answered once make the difference,
 * another way to ask, or another scale.
 */
export type LeftOut = 'few' | 'cameOnce' | 'otherType' | 'otherMeasure';

export type ComparedTime = Readonly<{
	key: string;
	label: string;
	people: number;
	leftOut: LeftOut | null;
	/** In what the newest one differs from it. */
	changes: readonly Change[];
}>;

export type Comparison = Readonly<{
	/** What stands in the cells: shares of people (0 to 1), or means; `none`: this type is not compared. */
	kind: 'shares' | 'means' | 'none';
	/** All times, oldest first. */
	times: readonly ComparedTime[];
	/** Rows of the table, with a value for each time that is compared; empty: fewer than two can be. */
	parts: readonly Part[];
	/** Options that were not there each time. */
	onlySometimes: readonly string[];
	/** Further answers that hardly anybody gave. */
	tooRare: number;
}>;

/**
 * Sets results of one question side by side.
 * @param times oldest first; the newest one with enough people is what the others are compared with
 * @param cameOnce how many answered only one of two times; absent: other people are behind each
 */
export function compareTimes(
	times: readonly AskedTime[],
	locale: string,
	k: number,
	cameOnce?: (before: AskedTime, after: AskedTime) => CameOnce
): Comparison {
	const newest = times.findLast(({ tally }) => tally.ballots > 0 && !isSmall(tally.ballots, k));
	const reference = newest ?? times.at(-1);
	const taken: AskedTime[] = [];
	// From the newest back: whoever lets a few be told apart from one that is taken stays out.
	const told = times.toReversed().map((time): ComparedTime => {
		const leftOut = whyLeftOut(time, reference!, taken, k, cameOnce);
		if (!leftOut) taken.unshift(time);
		return {
			key: time.key,
			label: time.label,
			people: time.tally.ballots,
			leftOut,
			changes: changesBetween(time.asked, reference!.asked)
		};
	});
	return { ...partsOf(taken, reference?.asked.type, locale, k), times: told.toReversed() };
}

function whyLeftOut(
	time: AskedTime,
	reference: AskedTime,
	taken: readonly AskedTime[],
	k: number,
	cameOnce?: (before: AskedTime, after: AskedTime) => CameOnce
): LeftOut | null {
	const { asked, tally } = time;
	if (tally.ballots === 0 || isSmall(tally.ballots, k)) return 'few';
	if (asked.type !== reference.asked.type) return 'otherType';
	const measure = questionType(asked.type).comparison?.measure;
	if (measure && !isSame(measure(asked.config), measure(reference.asked.config)))
		return 'otherMeasure';
	const exposes = taken.some(
		(later) => cameOnce && isExplainedByFew(tally, later.tally, cameOnce(time, later), k)
	);
	return exposes ? 'cameOnce' : null;
}

/** What `measure` gives is made of numbers, texts and lists of them. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function partsOf(
	taken: readonly AskedTime[],
	type: string | undefined,
	locale: string,
	k: number
): Omit<Comparison, 'times'> {
	const comparison = type ? questionType(type).comparison : undefined;
	const kind = !comparison ? 'none' : comparison.means ? 'means' : 'shares';
	if (!comparison || taken.length < 2) return { kind, parts: [], onlySometimes: [], tooRare: 0 };
	const means = comparison.means;
	const found = means ? meanParts(taken, means, locale, k) : shareParts(taken, locale, k);
	return { kind, ...found };
}
