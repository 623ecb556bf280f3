import { typedText } from '../../../core/activities/activity-form.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { fieldProblem } from '../refusal-text.ts';
import type { Headcount } from './read-headcount.server.ts';
import { ageBands, type AgeBand, type HeadcountInput } from './schema.ts';

/** The form as it was typed. */
export type HeadcountValues = Readonly<{
	people: string;
	ages: Readonly<Record<AgeBand, string>>;
	reason: string;
}>;

/** What a form begins with: nothing, or the count that is to be corrected. */
export const headcountValuesOf = (count: Headcount | undefined): HeadcountValues => ({
	people: String(count?.people ?? ''),
	ages: byBand((band) => String(count?.ages[band] ?? '')),
	reason: ''
});

export const typedHeadcount = (form: FormData): HeadcountValues => ({
	people: typedText(form, 'people'),
	ages: byBand((band) => typedText(form, `ages.${band}`)),
	reason: typedText(form, 'reason')
});

/** What was typed, for the schema to refuse: a field that is no number becomes none. */
export const headcountInputOf = ({ people, ages, reason }: HeadcountValues): HeadcountInput => ({
	people: people.trim() === '' ? null : number(people),
	ages: Object.fromEntries(
		Object.entries(ages).flatMap(([band, typed]) =>
			typed.trim() === '' ? [] : [[band, number(typed)]]
		)
	),
	reason
});

/** What is wrong at a field; what the ages come to stands behind the reason. */
export function headcountProblem(
	fields: Readonly<Record<string, string>>,
	name: string
): string | undefined {
	const [reason, sum] = (fields[name] ?? '').split(' ');
	if (reason === 'ages_sum') return m.eventscount_refused_ages_sum({ sum: sum ?? '' });
	return fieldProblem(fields, name);
}

const byBand = (value: (band: AgeBand) => string) =>
	Object.fromEntries(ageBands.map((band) => [band, value(band)])) as Record<AgeBand, string>;

const number = (typed: string): number =>
	/^\d{1,9}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN;
