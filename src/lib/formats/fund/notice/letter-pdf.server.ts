import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import { bodyOf, headOf } from './letter-blocks.ts';
import { inShort, letterNames } from './letter-text.ts';
import type { Letter } from './letter.ts';

/**
 * A letter as tagged PDF: head, the most important in plain words in the applicant's language, the German letter,
 * which is the one that counts, and its translation where the applicant reads another language.
 */
export function letterPdf(letter: Letter): Promise<Uint8Array> {
	const { kind, content } = letter;
	const language = inLocale(content.locale);
	const { locale } = language;
	const translation: PdfBlock[] =
		locale === 'de'
			? []
			: [
					{ kind: 'pageBreak' },
					{
						kind: 'heading',
						level: 2,
						text: m.fundmoney_letter_translation({}, language),
						locale
					},
					...bodyOf(letter, locale)
				];
	return renderPdf({
		title: `${letterNames[kind]({}, { locale: 'de' })}: ${content.title}`,
		locale: 'de',
		author: content.sender?.name ?? 'Palaver',
		blocks: [
			...headOf(letter),
			{ kind: 'heading', level: 2, text: m.fundmoney_letter_plain({}, language), locale },
			{ kind: 'lead', text: inShort(kind, content, language), locale },
			{
				kind: 'heading',
				level: 2,
				text: m.fundmoney_letter_itself({}, { locale: 'de' }),
				locale: 'de'
			},
			...bodyOf(letter, 'de'),
			...translation
		]
	});
}
