import {
	activityValuesOf,
	checkedActivity,
	typedActivity,
	typedText,
	type ActivityValues
} from '../../core/activities/activity-form.ts';
import { sessionInput, type SessionInput } from './schema.ts';

/** The fields of the settings form as they were typed, so that nothing is lost after a refusal. */
export type SessionValues = ActivityValues &
	Readonly<{ organisationField: string; mayChangeVote: boolean; seatsOnly: boolean }>;

export const valuesOf = (input: SessionInput): SessionValues => ({
	...activityValuesOf(input),
	organisationField: input.organisationField,
	mayChangeVote: input.mayChangeVote,
	seatsOnly: input.seatsOnly ?? false
});

export const typedSession = (form: FormData): SessionValues => ({
	...typedActivity(form),
	organisationField: typedText(form, 'organisationField'),
	mayChangeVote: form.has('mayChangeVote'),
	seatsOnly: form.has('seatsOnly')
});

/** @throws Refusal input_invalid with the reason at each field */
export const checkedSession = (typed: SessionValues, now: Date): SessionInput =>
	checkedActivity(sessionInput, typed, now);
