import { typedText } from '../../../core/activities/activity-form.ts';
import { getLocale } from '../../../platform/i18n/paraglide/runtime.js';
import type { Answers } from '../../../questions/answer-text.ts';
import type { ListedQuestion } from '../../../questions/contract.ts';
import { typedAnswers } from '../../../questions/several.ts';
import type { RegistrationInput } from './schema.ts';

/** The form as it was typed, so that nothing is lost after a refusal. */
export type RegistrationValues = Readonly<{
	clientKey: string;
	kindId: string;
	places: string;
	waits: boolean;
	name: string;
	email: string;
	organisation: string;
	guardian: boolean;
	answers: Answers;
	askLater: boolean;
}>;

/** @param clientKey drawn afresh for each empty form */
export const emptyRegistration = (clientKey: string, kindId: string): RegistrationValues => ({
	clientKey,
	kindId,
	places: '1',
	waits: false,
	name: '',
	email: '',
	organisation: '',
	guardian: false,
	answers: {},
	askLater: false
});

export function typedRegistration(
	form: FormData,
	questions: readonly ListedQuestion[]
): RegistrationValues {
	const text = (name: string) => typedText(form, name);
	return {
		clientKey: text('clientKey'),
		kindId: text('kindId'),
		places: text('places'),
		waits: form.has('waits'),
		name: text('name'),
		email: text('email'),
		organisation: text('organisation'),
		guardian: form.has('guardian'),
		answers: typedAnswers(questions, form),
		askLater: form.has('askLater')
	};
}

export const registrationInputOf = (typed: RegistrationValues): RegistrationInput => ({
	...typed,
	places: typedPlaces(typed.places),
	locale: getLocale()
});

/** A field that is no number becomes none, which is refused. */
export const typedPlaces = (typed: string): number =>
	/^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
