import { z } from 'zod';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';

/** Longest question to an applicant, in characters: half a page. */
export const questionLength = 2000;

/** What the office asks, and until when it is answered. Issue messages are reason codes. */
export const querySchema = z.object({
	reason: z
		.string()
		.transform(cleanText)
		.refine((text) => text !== '', 'reason_missing')
		.refine((text) => lengthOf(text) <= questionLength, 'text_too_long'),
	/** YYYY-MM-DD. */
	dueOn: z.iso.date('day_invalid')
});
export type Query = z.infer<typeof querySchema>;

/** Nobody waits longer for an answer, in days. */
export const longestAnswerDays = 365;

/** The day so many days after this one, YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string =>
	new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
