import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../platform/clean-text.ts';
import { locales } from '../../platform/i18n/paraglide/runtime.js';
import { publicContact } from '../people/organisations/public-contact.ts';
import { offerKinds } from './kinds.ts';

/** Longest texts, in characters. */
export const offerLimits = { name: 120, description: 1200, opening: 400, address: 200 } as const;

/** Languages that offers in our cities are in most often; `gsg` is German Sign Language. */
export const spokenLanguages = [
	'de',
	'gsg',
	'en',
	'ar',
	'tr',
	'ru',
	'uk',
	'ku',
	'fa',
	'pl',
	'ro',
	'bg',
	'el',
	'fr',
	'es'
] as const;

const texts = (clean: (typed: string) => string, longest: number) =>
	z
		.partialRecord(
			z.enum(locales),
			z
				.string()
				.transform(clean)
				.refine((text) => lengthOf(text) <= longest, 'too_long')
		)
		.transform((all) => Object.fromEntries(Object.entries(all).filter(([, text]) => text !== '')));

const degrees = (most: number) =>
	z
		.string()
		.transform((typed) => typed.trim().replace(',', '.'))
		.refine((typed) => /^(-?\d{1,3}(\.\d+)?)?$/.test(typed), 'not_degrees')
		.transform((typed) => (typed === '' ? null : Number(typed)))
		.refine((value) => value === null || Math.abs(value) <= most, 'not_degrees');

/** An offer as its form sends it. Empty texts are left out, empty fields are null. */
export const offerSchema = z
	.object({
		kind: z.enum(offerKinds, 'missing'),
		placeId: z.string().min(1, 'missing'),
		name: texts(cleanLine, offerLimits.name),
		description: texts(cleanText, offerLimits.description),
		opening: texts(cleanText, offerLimits.opening),
		address: z
			.string()
			.transform(cleanLine)
			.refine((text) => lengthOf(text) <= offerLimits.address, 'too_long')
			.transform((text) => text || null),
		lat: degrees(90),
		lng: degrees(180),
		...publicContact,
		free: z.boolean(),
		languages: z
			.array(z.enum(spokenLanguages, 'unknown_choice'))
			.transform((all) => [...new Set(all)])
	})
	.superRefine(({ name, lat, lng }, problems) => {
		const tell = (path: string[], message: string) =>
			problems.addIssue({ code: 'custom', path, message });
		// Whoever reads Leichte Sprache or another language falls back to German.
		if (!name['de']) tell(['name', 'de'], 'missing');
		if (lat === null && lng !== null) tell(['lat'], 'missing');
		if (lng === null && lat !== null) tell(['lng'], 'missing');
	});
export type OfferInput = z.input<typeof offerSchema>;
export type OfferValues = z.output<typeof offerSchema>;
