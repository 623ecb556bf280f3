import {
	activityValuesOf,
	checkedActivity,
	chosenLanguages,
	typedActivity,
	typedText,
	typedTranslation,
	writtenIn,
	type ActivityValues
} from '../../../core/activities/activity-form.ts';
import { pointInput, pointLimits, type PointInput } from './schema.ts';

type Texts = Readonly<Record<string, string>>;
export type TopicValues = Readonly<{
	/** Empty: a new one. */
	id: string;
	name: Texts;
}>;

/** The fields of the settings form as they were typed, so that nothing is lost after a refusal. */
export type PointValues = ActivityValues &
	Readonly<{
		slug: string;
		intro: Texts;
		hours: Texts;
		hoursActivityId: string;
		takesMessages: boolean;
		answerDays: string;
		forgetDays: string;
		topics: readonly TopicValues[];
	}>;

export const pointValuesOf = (input: PointInput): PointValues => ({
	...activityValuesOf(input),
	slug: input.slug,
	intro: input.intro,
	hours: input.hours,
	hoursActivityId: input.hoursActivityId ?? '',
	takesMessages: input.takesMessages,
	answerDays: String(input.answerDays),
	forgetDays: String(input.forgetDays),
	topics: input.topics.map(({ id, name }) => ({ id: id ?? '', name }))
});

export function typedPoint(form: FormData): PointValues {
	const text = (name: string) => typedText(form, name);
	return {
		...typedActivity(form),
		slug: text('slug'),
		intro: typedTranslation(form, 'intro'),
		hours: typedTranslation(form, 'hours'),
		hoursActivityId: text('hoursActivityId'),
		takesMessages: form.has('takesMessages'),
		answerDays: text('answerDays'),
		forgetDays: text('forgetDays'),
		topics: typedTopics(form)
	};
}

/** Rows of which the form always sends the id, also an empty one. */
const typedTopics = (form: FormData): TopicValues[] =>
	Array.from({ length: pointLimits.topics + 1 }, (_, index) => `topics.${index}`)
		.filter((row) => form.has(`${row}.id`))
		.map((row) => ({
			id: typedText(form, `${row}.id`),
			name: typedTranslation(form, `${row}.name`)
		}));

/** An empty row to write a further topic in; one that is left or made empty is none. */
export const withEmptyTopic = (topics: readonly TopicValues[]): readonly TopicValues[] =>
	topics.length < pointLimits.topics ? [...topics, { id: '', name: {} }] : topics;

/** @throws Refusal input_invalid with the reason at each field */
export function checkedPoint(typed: PointValues, now: Date): PointInput {
	const languages = chosenLanguages(typed);
	const written = (texts: Texts) => writtenIn(languages, texts);
	const given = {
		...typed,
		intro: written(typed.intro),
		hours: written(typed.hours),
		hoursActivityId: typed.hoursActivityId || null,
		answerDays: wholeNumber(typed.answerDays),
		forgetDays: wholeNumber(typed.forgetDays),
		topics: typed.topics
			.map(({ id, name }) => ({ id: id || null, name: written(name) }))
			.filter(({ name }) => Object.keys(name).length > 0)
	};
	return checkedActivity(pointInput, given as unknown as ActivityValues, now);
}

/** A field that is no number becomes none, which is refused. */
const wholeNumber = (typed: string): number =>
	/^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
