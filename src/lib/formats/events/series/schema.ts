import { z } from 'zod';
import { activityFields, activityRules } from '../../../core/activities/schema.ts';
import { slugLength } from '../../../core/activities/slug.ts';
import { translatedSchema } from '../../../platform/i18n/translated.ts';
import { coverageKinds, seriesKinds } from '../states.ts';

export const seriesLimits = { intro: 4000, themes: 20, themeName: 60, themeKey: 40 } as const;

const day = z.iso.date('day_invalid');

const theme = z.object({
	/** Events hang on it: it never changes. */
	key: z
		.string()
		.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
		.max(seriesLimits.themeKey),
	name: translatedSchema(seriesLimits.themeName)
});
export type Theme = z.infer<typeof theme>;

/** What staff set for a series. */
export const seriesInput = z
	.object({
		...activityFields,
		slug: z
			.string()
			.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug_invalid')
			.max(slugLength, 'text_too_long'),
		intro: translatedSchema(seriesLimits.intro),
		kind: z.enum(seriesKinds, 'choice_invalid'),
		firstDay: day,
		lastDay: day.nullable(),
		coverageKind: z.enum(coverageKinds, 'choice_invalid').nullable(),
		coverageLeast: z
			.int('number_invalid')
			.min(1, 'out_of_range')
			.max(500, 'out_of_range')
			.nullable(),
		openToHosts: z.boolean(),
		hostsUntil: day.nullable(),
		themes: z
			.array(theme)
			.max(seriesLimits.themes, 'too_many')
			.refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'theme_twice')
	})
	.superRefine(activityRules)
	.superRefine((value, context) => {
		const tell = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		const { kind, firstDay, lastDay, coverageKind, coverageLeast, hostsUntil } = value;
		if (kind === 'actionWeek' && !lastDay) tell('lastDay', 'day_missing');
		if (kind === 'running' && lastDay) tell('lastDay', 'running_has_no_end');
		if (lastDay && lastDay < firstDay) tell('lastDay', 'ends_before_start');
		if (coverageKind && coverageLeast === null) tell('coverageLeast', 'number_invalid');
		if (!coverageKind && coverageLeast !== null) tell('coverageKind', 'choice_invalid');
		if (hostsUntil && lastDay && hostsUntil > lastDay) tell('hostsUntil', 'after_the_end');
	});
export type SeriesInput = z.infer<typeof seriesInput>;
