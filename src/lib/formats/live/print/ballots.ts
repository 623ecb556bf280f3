import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { questionType } from '../../../questions/registry.ts';
import { paperFormBlocks } from './paper-form-blocks.ts';

export type Asked = Readonly<{
	position: number;
	type: string;
	prompt: Translated;
	config: unknown;
	background: boolean;
}>;

/** One ballot with all questions in each language: people take the one that they read. */
export function ballotBlocks(
	title: Translated,
	asked: readonly Asked[],
	locales: readonly Locale[]
): PdfBlock[] {
	return locales.flatMap((locale, n) => [
		...(n > 0 ? [{ kind: 'pageBreak' } as const] : []),
		{ kind: 'heading', level: 1, text: textFor(title, locale), locale: languageOf(title, locale) },
		{ kind: 'paragraph', text: m.liveprint_ballot_hint({}, inLocale(locale)), locale },
		{ kind: 'small', text: m.liveprint_ballot_number({}, inLocale(locale)), locale },
		...asked.flatMap((question) => questionBlocks(question, locale))
	]);
}

function questionBlocks(
	{ position, type, prompt, config, background }: Asked,
	locale: Locale
): PdfBlock[] {
	const form = questionType(type).paper?.(config, locale);
	const text = `${formatCount(position, locale)}. ${textFor(prompt, locale)}`;
	return [
		{ kind: 'heading', level: 2, text, locale: languageOf(prompt, locale) },
		...(background
			? [{ kind: 'small', text: m.livecross_note({}, inLocale(locale)), locale } as const]
			: []),
		...(form && form.kind !== 'none'
			? paperFormBlocks(form, locale)
			: [
					{
						kind: 'paragraph',
						text: m.liveprint_not_on_paper({}, inLocale(locale)),
						locale
					} as const
				])
	];
}
