import { z } from 'zod';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { publicContact } from './public-contact.ts';

/** Longest text about an organisation, in characters: two paragraphs. */
export const profileTextLength = 800;

const text = z
	.string()
	.transform(cleanText)
	.refine((one) => lengthOf(one) <= profileTextLength, 'too_long');

/** What an organisation tells about itself. Empty fields are null; empty texts are left out. */
export const organisationProfileSchema = z.object({
	...publicContact,
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
