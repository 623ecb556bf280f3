import { z } from 'zod';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';

export const wordsLength = 500;
/** Codes of one sheet. */
export const mostCodes = 200;

export const feedbackInput = z.object({
	face: z.int('face_missing').min(1, 'face_missing').max(5, 'face_missing'),
	meetingPlace: z.boolean().nullable(),
	words: z
		.string()
		.transform((typed) => cleanText(typed))
		.refine((text) => lengthOf(text) <= wordsLength, 'text_too_long')
		.transform((text) => text || null)
});
export type FeedbackInput = z.input<typeof feedbackInput>;

export const sheetInput = z.object({
	audience: z.enum(['visitors', 'exhibitors'], 'choice_missing'),
	count: z.int('number_invalid').min(1, 'out_of_range').max(mostCodes, 'out_of_range')
});
export type SheetInput = z.input<typeof sheetInput>;
