import { renderSVG } from 'uqr';
import { momentText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import type { Door } from '../door/door.server.ts';
import { spokenFeedbackCode } from './code.ts';
import type { FeedbackAudience } from './faces.ts';
import { audienceNames } from './words.ts';

type On = Pick<Door, 'title' | 'slug' | 'number' | 'dateId' | 'startsAt'>;
type Print = Readonly<{
	locale: Locale;
	author: string;
	origin: string;
	audience: FeedbackAudience;
}>;

/** Two columns of slips to cut apart: where to go, and with which code. */
export const codesPdf = (door: On, codes: readonly string[], print: Print) =>
	pdf(door, print, [
		{ kind: 'paragraph', text: m.eventsfeedback_slips_lead() },
		{
			kind: 'table',
			widths: [1, 1],
			head: [m.eventsfeedback_slip(), m.eventsfeedback_slip()],
			rows: Array.from({ length: Math.ceil(codes.length / 2) }, (_, row) =>
				[codes[2 * row], codes[2 * row + 1]].map((code) => ({
					text: code ? slipText(code, print.origin) : ''
				}))
			)
		}
	]);

const slipText = (code: string, origin: string): string =>
	m.eventsfeedback_slip_text({
		address: `${origin.replace(/^https?:\/\//, '')}/f`,
		code: spokenFeedbackCode(code)
	});

/** To hang up: whoever scans it says how it was, without a code. */
export const posterPdf = (door: On, print: Print) => {
	const address = print.origin + localizeHref(openPath(door, print.audience), print);
	return pdf(door, print, [
		{ kind: 'lead', text: m.eventsfeedback_poster_lead() },
		{
			kind: 'picture',
			svg: renderSVG(address, { ecc: 'M', border: 4 }),
			alt: m.eventsfeedback_poster_qr({ address }),
			widthMm: 110
		},
		{ kind: 'small', text: address }
	]);
};

/** Where somebody without a code says how it was. */
export const openPath = ({ slug, number, dateId }: On, audience: FeedbackAudience): string =>
	`/events/${slug}/${number}/feedback/${dateId}${audience === 'exhibitors' ? '?for=exhibitors' : ''}`;

async function pdf(door: On, { locale, author, audience }: Print, blocks: readonly PdfBlock[]) {
	const bytes = await renderPdf({
		title: m.eventsfeedback_ask(),
		locale,
		author,
		blocks: [
			{ kind: 'heading', level: 1, text: m.eventsfeedback_ask() },
			{
				kind: 'paragraph',
				text: textFor(door.title, locale),
				locale: languageOf(door.title, locale)
			},
			{
				kind: 'small',
				text: `${momentText(door.startsAt, locale)} · ${audienceNames[audience]()}`
			},
			...blocks
		]
	});
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: `feedback-${door.slug}-${door.number}.pdf`
	};
}
