import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import type { Tally } from '../contract.ts';
import { countOf } from '../tally.ts';

/** "a of b people", as people say it: few, small numbers. */
const spoken = [
	[1, 10],
	[1, 5],
	[1, 4],
	[1, 3],
	[2, 5],
	[1, 2],
	[3, 5],
	[2, 3],
	[3, 4],
	[4, 5],
	[9, 10]
] as const;

/** Up to this many people the exact count is as easy to grasp as any fraction. */
const exactUpTo = 10;

/** How far below a fraction a share may lie and still be called "almost" (in points of 1). */
const almost = 0.05;

export type Frequency = Readonly<{
	kind: 'nobody' | 'everybody' | 'exactly' | 'more_than' | 'almost' | 'fewer_than';
	part: number;
	of: number;
}>;

/**
 * How to say that `count` of `people` did something without rounding into a falsehood: exact counts for up to ten
 * people and for shares that are a spoken fraction; otherwise the nearest spoken fraction with "more than" or
 * "almost", which is always true. "Nobody" and "everybody" only when that is so.
 * (Natural frequencies instead of percentages: Gigerenzer and Hoffrage, Psychological Review 102, 1995.)
 */
export function frequencyOf(count: number, people: number): Frequency {
	if (count === 0) return { kind: 'nobody', part: 0, of: people };
	if (count === people) return { kind: 'everybody', part: people, of: people };
	if (people <= exactUpTo) return { kind: 'exactly', part: count, of: people };
	const share = count / people;
	const distance = ([part, of]: readonly [number, number]) => Math.abs(share - part / of);
	const [part, of] = spoken.toSorted((a, b) => distance(a) - distance(b))[0]!;
	// Compared in whole numbers: 0.1 + 0.2 must not decide what is said about people.
	if (count * of === part * people) return { kind: 'exactly', part, of };
	if (count * of > part * people) return { kind: 'more_than', part, of };
	const near = share > 0.1 && part / of - share <= almost;
	return { kind: near ? 'almost' : 'fewer_than', part, of };
}

/** The lowest value of the upper two fifths of the scale: 7 of 1–10, 4 of 1–5; at least the top value. */
export const upperFrom = ({ from, to }: { from: number; to: number }): number =>
	to - Math.max(1, Math.floor((to - from + 1) * 0.4)) + 1;

/** "More than 4 of 5 gave 7 or more." */
export function frequencySentence(
	scale: { from: number; to: number },
	tally: Tally,
	given: number,
	locale: string
): string {
	const threshold = upperFrom(scale);
	let count = 0;
	for (let value = threshold; value <= scale.to; value++) count += countOf(tally, String(value));
	const { kind, part, of } = frequencyOf(count, given);
	const numbers = {
		n: part,
		part: formatCount(part, locale),
		of: formatCount(of, locale),
		value: formatCount(threshold, locale)
	};
	const say = {
		nobody: m.questions_scale_nobody_gave,
		everybody: m.questions_scale_everybody_gave,
		exactly: m.questions_scale_some_gave,
		more_than: m.questions_scale_more_than_gave,
		almost: m.questions_scale_almost_gave,
		fewer_than: m.questions_scale_fewer_than_gave
	}[kind];
	return say(numbers, inLocale(locale));
}
