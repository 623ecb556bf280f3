import { z } from 'zod';
import { activityFields, activityRules, inLanguages } from '../../../core/activities/schema.ts';
import { slugLength } from '../../../core/activities/slug.ts';
import { translatedSchema } from '../../../platform/i18n/translated.ts';

export const pointLimits = {
	intro: 4000,
	hours: 500,
	topics: 20,
	topicName: 60,
	answerDays: 60,
	forgetDays: 730
} as const;

/** Days after the end of a matter until its words are deleted, unless staff chose otherwise. */
export const usualForgetDays = 90;
/** Days within which an answer is promised, unless staff chose otherwise. */
export const usualAnswerDays = 5;

const days = (most: number) =>
	z.int('number_invalid').min(1, 'out_of_range').max(most, 'out_of_range');

const topic = z.object({
	/** Null: a new one. Messages and talks hang on it. */
	id: z.uuid().nullable(),
	name: translatedSchema(pointLimits.topicName)
});

/** What staff set for a contact point. One without an end runs until it is finished. */
export const pointInput = z
	.object({
		...activityFields,
		slug: z
			.string()
			.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug_invalid')
			.max(slugLength, 'text_too_long'),
		intro: translatedSchema(pointLimits.intro),
		hours: translatedSchema(pointLimits.hours),
		hoursActivityId: z.uuid('choice_invalid').nullable(),
		takesMessages: z.boolean(),
		answerDays: days(pointLimits.answerDays),
		forgetDays: days(pointLimits.forgetDays),
		topics: z.array(topic).min(1, 'topic_missing').max(pointLimits.topics, 'too_many')
	})
	.superRefine((value, context) => {
		activityRules(value, context);
		value.topics.forEach(({ name }, index) =>
			inLanguages(value, name, `topics.${index}.name`, context)
		);
	});
export type PointInput = z.infer<typeof pointInput>;
