import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { emailSchema } from '../schema.ts';

/** Longest text about an organisation, in characters: two paragraphs. */
export const profileTextLength = 800;

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

const text = z
	.string()
	.transform(cleanText)
	.refine((one) => lengthOf(one) <= profileTextLength, 'too_long');

/** What an organisation tells about itself. Empty fields are null; empty texts are left out. */
export const organisationProfileSchema = z.object({
	website: noneOr(website),
	email: noneOr(emailSchema),
	phone: noneOr(phone),
	/** Where it works, beside the place it belongs to. */
	places: z
		.array(z.string().min(1).max(200))
		.max(50, 'too_many')
		.transform((list) => [...new Set(list)]),
	text: z
		.partialRecord(z.enum(locales), text)
		.transform((texts) => Object.fromEntries(Object.entries(texts).filter(([, one]) => one !== '')))
});
export type OrganisationProfile = z.infer<typeof organisationProfileSchema>;

export const emptyProfile: OrganisationProfile = {
	website: null,
	email: null,
	phone: null,
	places: [],
	text: {}
};
