import { Refusal } from '../../platform/errors.ts';
import { locales } from '../../platform/i18n/paraglide/runtime.js';
import { translatedSchema, type Translated } from '../../platform/i18n/translated.ts';
import { typedText } from './activity-form.ts';
import { activityLimits } from './schema.ts';

/** "What becomes of it" as typed, by language. */
export const typedOutcome = (form: FormData): Translated =>
	Object.fromEntries(locales.map((locale) => [locale, typedText(form, `outcome.${locale}`)]));

/** Languages without a text are left out. @throws Refusal input_invalid */
export function checkedOutcome(typed: Translated): Translated {
	const given = Object.entries(typed).filter(([, text]) => text !== '');
	const read = translatedSchema(activityLimits.outcome).safeParse(Object.fromEntries(given));
	if (read.success) return read.data;
	throw new Refusal(
		'invalid',
		'input_invalid',
		Object.fromEntries(
			read.error.issues.map(({ path, message }) => [`outcome.${path.join('.')}`, message])
		)
	);
}
