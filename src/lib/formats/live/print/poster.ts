import { renderSVG } from 'uqr';
import { momentText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import type { PrintChoice } from './kit.ts';

export type PosterOf = Readonly<{ title: Translated; code: string; startsAt: Date | null }>;

/** To hang up: what it is, and the ways in. */
export function posterBlocks(
	session: PosterOf,
	origin: string,
	{ locales, paper, together }: PrintChoice
): PdfBlock[] {
	if (together) {
		const small = locales.length > 2;
		return [
			...locales.flatMap((locale, n) => invitation(session, locale, n === 0 ? 1 : 2)),
			...waysIn(session, origin, locales[0]!, paper, small)
		];
	}
	return locales.flatMap((locale, n) => [
		...(n > 0 ? [{ kind: 'pageBreak' } as const] : []),
		...invitation(session, locale, 1),
		...waysIn(session, origin, locale, paper, false)
	]);
}

function invitation({ title, startsAt }: PosterOf, locale: Locale, level: 1 | 2): PdfBlock[] {
	const language = inLocale(locale);
	return [
		{ kind: 'heading', level, text: textFor(title, locale), locale: languageOf(title, locale) },
		{ kind: 'lead', text: m.live_poster_invitation({}, language), locale },
		...(startsAt ? [{ kind: 'lead', text: momentText(startsAt, locale), locale } as const] : [])
	];
}

function waysIn(
	{ code }: PosterOf,
	origin: string,
	locale: Locale,
	paper: PrintChoice['paper'],
	small: boolean
): PdfBlock[] {
	const joinUrl = `${origin}/j/${code}`;
	const half = paper === 'a5' ? 0.6 : 1;
	return [
		{
			kind: 'picture',
			svg: renderSVG(joinUrl, { ecc: 'M', border: 4 }),
			alt: m.live_join_qr({ code }, inLocale(locale)),
			widthMm: (small ? 75 : 110) * half
		},
		{ kind: 'big', text: `${code.slice(0, 3)} ${code.slice(3)}`, sizePt: 64 * half },
		{ kind: 'big', text: `${origin.replace(/^https?:\/\//, '')}/j`, sizePt: 24 * half }
	];
}
