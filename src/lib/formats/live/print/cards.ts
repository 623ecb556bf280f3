import { renderSVG } from 'uqr';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { seatPath, spokenSeatCode } from '../seats/code.ts';

/** Ten cards on a page of A4, to be cut apart: two columns of five. */
const [columns, heightMm] = [2, 54];

/** A card for each seat code: where to go, with which code, and that it is good for one person once. */
export function cardBlocks(
	session: Readonly<{ title: Translated; code: string }>,
	codes: readonly string[],
	{ origin, locales }: Readonly<{ origin: string; locales: readonly Locale[] }>
): PdfBlock[] {
	const main = locales[0]!;
	const address = `${origin.replace(/^https?:\/\//, '')}/j`;
	const title = { text: textFor(session.title, main), locale: languageOf(session.title, main) };
	const texts = locales.map((locale) => ({
		text: m.liveprint_card_text({ address, code: session.code }, inLocale(locale)),
		locale
	}));
	return [
		{
			kind: 'cards',
			columns,
			heightMm,
			cards: codes.map((code) => ({
				svg: renderSVG(origin + seatPath(session.code, code), { ecc: 'M', border: 2 }),
				alt: m.liveprint_card_qr({ code: spokenSeatCode(code) }, inLocale(main)),
				title,
				code: spokenSeatCode(code),
				texts
			}))
		}
	];
}
