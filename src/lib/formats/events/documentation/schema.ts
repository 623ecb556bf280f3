import { z } from 'zod';
import { cleanLine, cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';

/** Longest texts in characters, most agreed points and photos of one date; the tables say the same. */
export const documentationLimits = {
	text: 3000,
	points: 20,
	agreed: 500,
	responsible: 120,
	photos: 12,
	description: 300
} as const;

const text = (clean: (typed: string) => string, longest: number) =>
	z
		.string()
		.transform(clean)
		.refine((one) => lengthOf(one) <= longest, 'text_too_long');

const texts = (clean: (typed: string) => string, longest: number) =>
	z
		.partialRecord(z.enum(locales), text(clean, longest))
		.transform((all) => Object.fromEntries(Object.entries(all).filter(([, one]) => one !== '')));

/** One thing that people agreed on: who sees to it, as an office or a function, and until when. */
const point = z.object({
	agreed: text(cleanText, documentationLimits.agreed).refine((one) => one !== '', 'text_missing'),
	responsible: text(cleanLine, documentationLimits.responsible),
	/** The database has no year 0. */
	until: z.iso
		.date('day_invalid')
		.refine((day) => day >= '2000-01-01', 'day_invalid')
		.nullable()
});

/** What somebody writes of a date. */
export const documentationInput = z.object({
	text: texts(cleanText, documentationLimits.text),
	/** Everybody may read what was agreed; otherwise only host and office. */
	minutesPublic: z.boolean(),
	points: z.array(point).max(documentationLimits.points, 'too_many')
});
export type DocumentationInput = z.input<typeof documentationInput>;
export type AgreedPoint = z.infer<typeof point>;

/** What stands beside a photo. */
export const besidePhotoInput = z.object({
	description: texts(cleanLine, documentationLimits.description).refine(
		(all) => Object.keys(all).length > 0,
		'description_missing'
	),
	/** Everybody who can be recognised agreed. */
	consent: z.literal(true, 'photo_consent_missing')
});

/** What comes with a photo. */
export const photoInput = besidePhotoInput.extend({
	/** Of a picture that nothing has yet. */
	photos: z.uuid('photo_missing')
});
export type PhotoInput = Readonly<{ description: Record<string, string>; consent: boolean }>;
