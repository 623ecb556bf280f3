import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { longestAlt } from '../../../questions/material.ts';

/** The fields of a form as they were typed: language to text. */
export const typedAlt = (
	form: FormData,
	locales: readonly string[]
): Readonly<Record<string, string>> =>
	Object.fromEntries(locales.map((locale) => [locale, String(form.get(`alt.${locale}`) ?? '')]));

/**
 * What a picture shows, in the session's main language at least.
 * @throws Refusal alt_missing, alt_too_long (422) at the field
 */
export function checkedAlt(
	typed: Readonly<Record<string, string>>,
	locales: readonly string[]
): Translated {
	const said = locales
		.map((locale): [string, string] => [locale, cleanLine(typed[locale] ?? '')])
		.filter(([, text]) => text !== '');
	const alt = Object.fromEntries(said);
	const wrong = (reason: string, locale: string) =>
		new Refusal('invalid', reason, { [`alt.${locale}`]: reason });
	if (!alt[locales[0]!]) throw wrong('alt_missing', locales[0]!);
	const long = said.find(([, text]) => lengthOf(text) > longestAlt);
	if (long) throw wrong('alt_too_long', long[0]);
	return alt;
}
