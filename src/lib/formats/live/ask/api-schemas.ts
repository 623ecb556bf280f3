import { z } from 'zod';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';

export const askBody = z.object({
	text: z.string().meta({ description: 'at most 300 characters, one line' }),
	locale: z.enum(locales).meta({ description: 'language of the page on which it was written' }),
	confirmed: z
		.boolean()
		.default(false)
		.meta({ description: 'the writer knows that the text seems to have personal data' })
});
export const askedBody = z.object({
	id: z.uuid(),
	number: z.int().min(1),
	approved: z.boolean().meta({ description: 'false: it waits for a moderator' })
});
export const supportedBody = z.object({ supported: z.boolean() });
