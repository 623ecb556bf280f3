import { z } from 'zod';
import { line, messageLimits, words } from '../message/schema.ts';
import { outcomes } from '../states.ts';

const clientKey = z.uuid('input_invalid');

export const answerInput = z.object({ clientKey, text: words(messageLimits.answer) });
export type AnswerInput = z.input<typeof answerInput>;

export const noteInput = z.object({ clientKey, note: words(messageLimits.answer) });
export type NoteInput = z.input<typeof noteInput>;

/** How a matter ended; passed on, it says to which office or offer. */
export const closeInput = z
	.object({
		outcome: z.enum(outcomes, 'choice_missing'),
		passedTo: line(messageLimits.passedTo)
	})
	.refine(({ outcome, passedTo }) => outcome !== 'passedOn' || passedTo !== '', {
		path: ['passedTo'],
		message: 'text_missing'
	});
export type CloseInput = z.input<typeof closeInput>;
