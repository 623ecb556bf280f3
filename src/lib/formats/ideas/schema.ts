import { z } from 'zod';
import { activityFields, activityRules, inLanguages } from '../../core/activities/schema.ts';
import { slugLength } from '../../core/activities/slug.ts';
import { receiptToken } from '../../core/receipts/receipt-code.ts';
import { cleanLine, cleanText, lengthOf } from '../../platform/clean-text.ts';
import { locales as contentLocales } from '../../platform/i18n/paraglide/runtime.js';
import { translatedSchema } from '../../platform/i18n/translated.ts';
import { categoryColours, categoryIcons } from './categories.ts';
import { phaseKinds, sources, ways } from './rules.ts';

/** Issue messages are reason codes. Lengths count code points. */
export const limits = {
	title: 120,
	body: 3000,
	comment: 1500,
	intro: 2000,
	categoryName: 40,
	categories: 12,
	phases: 10,
	photos: 5,
	photoDescription: 200,
	answerWithin: 366,
	choicesEach: 20
} as const;

const moment = z.date('moment_invalid').nullable();

/** One line that somebody typed, cleaned of what cannot be seen. */
export const line = (max: number) =>
	z
		.string()
		.transform(cleanLine)
		.refine((text) => text !== '', 'text_missing')
		.refine((text) => lengthOf(text) <= max, 'text_too_long');

/** Several lines; may be empty. */
export const lines = (max: number) =>
	z
		.string()
		.transform(cleanText)
		.refine((text) => lengthOf(text) <= max, 'text_too_long');

const phaseInput = z
	.object({ kind: z.enum(phaseKinds, 'choice_invalid'), startsAt: moment, endsAt: moment })
	.refine(({ startsAt, endsAt }) => !startsAt || !endsAt || endsAt > startsAt, {
		path: ['endsAt'],
		error: 'ends_before_start'
	});
export type PhaseInput = z.infer<typeof phaseInput>;

export const categoryInput = z.object({
	/** Absent: a new one. */
	id: z.uuid('category_unknown').optional(),
	name: translatedSchema(limits.categoryName),
	icon: z.enum(categoryIcons, 'choice_invalid'),
	colour: z.enum(categoryColours, 'choice_invalid'),
	/** No longer offered; what lies in it keeps it. */
	archived: z.boolean().optional()
});
export type CategoryInput = z.infer<typeof categoryInput>;

/** What staff set for an idea map. The area is checked by `core/places` where it is drawn or imported. */
export const ideaMapInput = z
	.object({
		...activityFields,
		slug: z
			.string()
			.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug_invalid')
			.max(slugLength, 'text_too_long'),
		intro: translatedSchema(limits.intro),
		layout: z.enum(['map', 'list'], 'choice_invalid'),
		moderation: z.enum(['before', 'after'], 'choice_invalid'),
		takesPhotos: z.boolean(),
		answerWithin: z
			.int('not_a_number')
			.min(1, 'out_of_range')
			.max(limits.answerWithin, 'out_of_range'),
		choicesEach: z
			.int('not_a_number')
			.min(1, 'out_of_range')
			.max(limits.choicesEach, 'out_of_range'),
		/** Own words for steps of the status path. */
		statusNames: z.partialRecord(
			z.enum(['inReview', 'planned', 'started', 'done', 'notPossible']),
			translatedSchema(40)
		),
		phases: z.array(phaseInput).min(1, 'phase_missing').max(limits.phases, 'too_many'),
		categories: z
			.array(categoryInput)
			.max(limits.categories, 'too_many')
			.refine((all) => all.some(({ archived }) => !archived), 'category_missing')
	})
	.superRefine((value, context) => {
		activityRules(value, context);
		value.categories.forEach((category, index) =>
			inLanguages(value, category.name, `categories.${index}.name`, context)
		);
	});
export type IdeaMapInput = z.infer<typeof ideaMapInput>;

/** Where an idea is about. */
export const whereInput = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('pin'),
		lat: z.number('position_missing').min(-90, 'position_invalid').max(90, 'position_invalid'),
		lng: z.number('position_missing').min(-180, 'position_invalid').max(180, 'position_invalid'),
		/** Somebody's home: the stored point is moved by up to 150 m. */
		blur: z.boolean()
	}),
	z.object({ kind: z.literal('place'), placeId: z.string().min(1, 'place_missing') }),
	z.object({ kind: z.literal('quarter') })
]);
export type WhereInput = z.infer<typeof whereInput>;

/** A resident's idea, or one that staff write down for somebody. */
export const ideaInput = z.object({
	categoryId: z.uuid('category_missing'),
	locale: z.enum(contentLocales, 'language_unknown'),
	title: line(limits.title),
	body: lines(limits.body),
	where: whereInput,
	/** Made by the device, so that one contribution sent twice is one. */
	clientKey: z.uuid('input_invalid')
});
export type IdeaInput = z.infer<typeof ideaInput>;

/** What staff add when they write an idea down for somebody. */
export const collectedInput = ideaInput.extend({
	source: z.enum(sources, 'choice_invalid').exclude(['phone', 'import']),
	way: z.enum(ways, 'choice_invalid'),
	consent: z.literal(true, 'consent_missing'),
	walkId: z.uuid('walk_unknown').nullable(),
	/** Day on which it was said, YYYY-MM-DD: a card may be entered later, a queue sent a week later. */
	saidOn: z.iso.date('day_invalid'),
	/** Code of the card that the person took home; it becomes their receipt. Empty: no card. */
	cardCode: z
		.string()
		.transform((typed) => (typed === '' ? '' : receiptToken(typed)))
		.refine((token) => token !== null, 'card_code_invalid')
});
export type CollectedInput = z.infer<typeof collectedInput>;
