import { z } from 'zod';
import { activityFields, activityRules } from '../../../core/activities/schema.ts';
import { slugLength } from '../../../core/activities/slug.ts';
import { translatedSchema } from '../../../platform/i18n/translated.ts';
import { fundRulesSchema } from './rules.ts';

/** Longest text of what a round is for, in characters. */
export const introLength = 4000;

/** What the fund office sets for a round. A round without an end runs until it is finished. */
export const roundInput = z
	.object({
		...activityFields,
		slug: z
			.string()
			.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug_invalid')
			.max(slugLength, 'text_too_long'),
		potId: z.uuid('pot_unknown'),
		intro: translatedSchema(introLength),
		rules: fundRulesSchema
	})
	.superRefine(activityRules);
export type RoundInput = z.infer<typeof roundInput>;
