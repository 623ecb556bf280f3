import { z } from 'zod';
import { cleanLine } from '../../../platform/clean-text.ts';
import { emailSchema } from '../schema.ts';

const noneOr = <T extends z.ZodType<string, string>>(schema: T) =>
	z
		.string()
		.nullable()
		.transform((typed) => typed?.trim() || null)
		.pipe(schema.nullable());

const website = z
	.string()
	.trim()
	.max(300, 'too_long')
	.refine((text) => {
		const url = URL.parse(text);
		return (
			url?.protocol === 'https:' && url.hostname.includes('.') && !url.username && !url.password
		);
	}, 'not_a_website')
	.transform((text) => new URL(text).href);

/** Digits as people write them: "+49 521 51-0", "0521 / 51 67 89". */
const phone = z
	.string()
	.transform(cleanLine)
	.pipe(z.string().regex(/^\+?[\d\s()/.-]{4,40}$/, 'not_a_phone_number'));

/** How everybody reaches an organisation; public by purpose. Empty fields are null. */
export const publicContact = {
	website: noneOr(website),
	email: noneOr(emailSchema),
	phone: noneOr(phone)
};
