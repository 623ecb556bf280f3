import { z } from 'zod';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';

/** Most questions of one follow-up, codes of one sheet, characters of a reason; the tables say the same. */
export const followUpLimits = { questions: 10, codes: 200, because: 400 } as const;

const count = (least: number, most: number) =>
	z.int('number_invalid').min(least, 'out_of_range').max(most, 'out_of_range');

/** With fewer a follow-up is planned only by who is not of the host's side: four eyes say that they are enough. */
export const leastOfHosts = 5;

/** When people are asked, and when it is enough. */
export const followUpInput = z
	.object({
		/** Days after the end of the date. */
		afterDays: count(1, 365),
		/** Days after that; null: nobody is reminded. */
		remindDays: count(1, 60).nullable(),
		openDays: count(7, 120),
		least: count(1, 500)
	})
	.refine(({ remindDays, openDays }) => remindDays === null || remindDays < openDays, {
		path: ['remindDays'],
		error: 'remind_too_late'
	});
export type FollowUpInput = z.input<typeof followUpInput>;

/** Three months, a reminder after two weeks, six weeks in all. */
export const usualFollowUp: FollowUpInput = {
	afterDays: 90,
	remindDays: 14,
	openDays: 42,
	least: leastOfHosts
};

export const sheetInput = z.object({ count: count(1, followUpLimits.codes) });

export const becauseInput = z.object({
	because: z
		.string()
		.transform(cleanText)
		.refine((text) => text !== '', 'reason_missing')
		.refine((text) => lengthOf(text) <= followUpLimits.because, 'text_too_long')
});
