import { z } from 'zod';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';

/** By which ages people can be counted, where somebody wants to. */
export const ageBands = ['0-5', '6-11', '12-17', '18-26', '27-64', '65+'] as const;
export type AgeBand = (typeof ageBands)[number];
export type Ages = Readonly<Partial<Record<AgeBand, number>>>;

/** Most people at one date, longest reason of a correction in characters. */
export const headcountLimits = { people: 100_000, reason: 400 } as const;

const people = z
	.int('number_invalid')
	.min(0, 'out_of_range')
	.max(headcountLimits.people, 'out_of_range');

/**
 * How many people were there. Without a total the ages say it; with both they must agree, of which `ages_sum N` says what
 * the ages come to.
 */
export const headcountInput = z
	.object({
		people: people.nullable(),
		ages: z.partialRecord(z.enum(ageBands), people),
		/** Why the count before was wrong; empty for a first one. */
		reason: z
			.string()
			.transform(cleanText)
			.refine((text) => lengthOf(text) <= headcountLimits.reason, 'text_too_long')
	})
	.superRefine(({ people: total, ages }, context) => {
		const message = totalProblem(total, ages);
		if (message) context.addIssue({ code: 'custom', path: ['people'], message });
	})
	.transform(({ people: total, ages, reason }) => ({
		people: total ?? sumOfAges(ages),
		ages,
		reason
	}));
export type HeadcountInput = z.input<typeof headcountInput>;

function totalProblem(total: number | null, ages: Ages): string | null {
	const isByAge = Object.keys(ages).length > 0;
	if (total === null && !isByAge) return 'nobody_counted';
	const sum = sumOfAges(ages);
	if (total === null) return sum > headcountLimits.people ? 'out_of_range' : null;
	return isByAge && sum !== total ? `ages_sum ${sum}` : null;
}

export const sumOfAges = (ages: Ages): number =>
	Object.values(ages).reduce((sum, one) => sum + one, 0);
