import { z } from 'zod';
import { cleanLine, cleanText, lengthOf, storable } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { askLimits } from './rules.ts';

/** Longer than this is refused unread: cleaning costs time. */
const longestTyped = 10 * askLimits.text;

/** What a resident asks, in one line whatever was pasted. */
export const askInput = z.object({
	text: z
		.string('ask_missing')
		.max(longestTyped, 'ask_too_long')
		.transform((typed) => cleanLine(storable(typed)))
		.refine((text) => text !== '', 'ask_missing')
		.refine((text) => lengthOf(text) <= askLimits.text, 'ask_too_long'),
	/** Of the page on which it is written. */
	locale: z.enum(locales, 'input_invalid')
});
export type AskInput = z.infer<typeof askInput>;

/** A short written answer; empty: it was answered in the room. */
export const answerInput = z
	.string()
	.max(10 * askLimits.answer, 'answer_too_long')
	.transform((typed) => cleanText(storable(typed)))
	.refine((text) => lengthOf(text) <= askLimits.answer, 'answer_too_long');
