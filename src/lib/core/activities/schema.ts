import { z } from 'zod';
import { locales as contentLocales } from '../../platform/i18n/paraglide/runtime.js';
import { translatedSchema } from '../../platform/i18n/translated.ts';

export const activityLimits = {
	title: 120,
	outcome: 4000,
	measures: 20,
	/** Years for which an activity may be kept with its participants' key. */
	retentionYears: 5
} as const;

const moment = z.date('moment_invalid').nullable();

/** What staff set for an activity of every format; each format adds its own fields and calls `activityRules`. */
export const activityFields = {
	title: translatedSchema(activityLimits.title),
	placeId: z.string().min(1, 'place_missing'),
	locales: z
		.array(z.enum(contentLocales, 'language_unknown'))
		.min(1, 'language_missing')
		.refine((list) => new Set(list).size === list.length, 'language_twice'),
	startsAt: moment,
	endsAt: moment,
	measures: z.array(z.string()).max(activityLimits.measures, 'too_many'),
	retainUntil: z.iso.date('day_invalid'),
	/** Who brings it; absent or null: nobody is named. */
	organisationId: z.uuid('organisation_unknown').nullish()
};

export type ActivityInput = z.infer<z.ZodObject<typeof activityFields>>;

/** What no single field can say: the title in the first language, the end after the start. */
export function activityRules(value: ActivityInput, context: z.RefinementCtx): void {
	inLanguages(value, value.title, 'title', context);
	if (value.startsAt && value.endsAt && value.endsAt < value.startsAt) {
		context.addIssue({ code: 'custom', path: ['endsAt'], message: 'ends_before_start' });
	}
}

/** Texts that exist in the activity's languages: the first one always, others where they are given. */
export function inLanguages(
	value: Readonly<{ locales: readonly string[] }>,
	text: Readonly<Record<string, string>>,
	field: string,
	context: z.RefinementCtx
): void {
	const first = value.locales[0];
	if (first && !text[first]) {
		context.addIssue({ code: 'custom', path: [field, first], message: 'text_missing' });
	}
}
