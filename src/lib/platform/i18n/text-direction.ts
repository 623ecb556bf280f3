import { inLocale } from './in-locale.ts';
import { getTextDirection } from './paraglide/runtime.js';

/** What is set apart has a direction of its own and decides nothing of the line around it. */
const setApart = /[\u2066-\u2068][^\u2069]*\u2069/gu;

/** By the first letter that has a direction. Source: Unicode Bidirectional Algorithm, rules P2 and P3. */
export function isRightToLeft(text: string, otherwise: boolean): boolean {
	const letter = /\p{L}/u.exec(text.replaceAll(setApart, ''))?.[0];
	// A number stands from left to right everywhere, its sign first.
	return letter === undefined
		? otherwise && /\s/u.test(text)
		: /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter);
}

/** Of what somebody wrote: its own, also where that is not the one of the page on which they wrote. */
export const textDirection = (text: string, language: string): 'rtl' | 'ltr' =>
	isRightToLeft(text, getTextDirection(inLocale(language).locale) === 'rtl') ? 'rtl' : 'ltr';
