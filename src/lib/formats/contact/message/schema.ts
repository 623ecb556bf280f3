import { z } from 'zod';
import { emailSchema } from '../../../core/people/schema.ts';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';

/** Longest texts in characters. */
export const messageLimits = { message: 2000, answer: 4000, passedTo: 200 } as const;

/** Several lines that say something. */
export const words = (longest: number) =>
	z
		.string()
		.transform(cleanText)
		.refine((text) => text !== '', 'text_missing')
		.refine((text) => lengthOf(text) <= longest, 'text_too_long');

/** One line, which may be empty. */
export const line = (longest: number) =>
	z
		.string()
		.transform(cleanLine)
		.refine((text) => lengthOf(text) <= longest, 'text_too_long');

/** Nothing, or an address to which mail can be sent. */
const address = z
	.string()
	.transform((typed) => typed.trim() || null)
	.pipe(emailSchema.nullable());

/** What somebody writes to the team. */
export const messageInput = z.object({
	/** Made by the empty form: sent twice it is one message. */
	clientKey: z.uuid('input_invalid'),
	/** Null: none was chosen. */
	topicId: z.uuid('choice_invalid').nullable(),
	/** Null: the whole place of the contact point. */
	placeId: z.string().min(1).nullable(),
	text: words(messageLimits.message),
	email: address,
	locale: z.enum(locales)
});
export type MessageInput = z.input<typeof messageInput>;
export type NewMessage = z.infer<typeof messageInput>;

/** What they write later. */
export const furtherInput = messageInput.pick({ clientKey: true, text: true, email: true });
export type FurtherInput = z.input<typeof furtherInput>;
