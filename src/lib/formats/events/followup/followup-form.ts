import { typedText } from '../../../core/activities/activity-form.ts';
import type { FollowUp } from './followup.server.ts';
import { usualFollowUp, type FollowUpInput } from './schema.ts';

/** The form as it was typed; an empty field for the reminder: nobody is reminded. */
export type FollowUpValues = Readonly<Record<keyof FollowUpInput, string>>;

const names = ['afterDays', 'remindDays', 'openDays', 'least'] as const;

export const followUpValuesOf = (followUp: FollowUp | null): FollowUpValues =>
	valuesBy((name) => String((followUp ?? usualFollowUp)[name] ?? ''));

export const typedFollowUp = (form: FormData): FollowUpValues =>
	valuesBy((name) => typedText(form, name));

export const followUpInputOf = (typed: FollowUpValues): FollowUpInput => ({
	afterDays: typedCount(typed.afterDays),
	remindDays: typed.remindDays === '' ? null : typedCount(typed.remindDays),
	openDays: typedCount(typed.openDays),
	least: typedCount(typed.least)
});

/** What is no number becomes none, which is refused. */
export const typedCount = (typed: string): number =>
	/^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;

const valuesBy = (value: (name: (typeof names)[number]) => string) =>
	Object.fromEntries(names.map((name) => [name, value(name)])) as FollowUpValues;
