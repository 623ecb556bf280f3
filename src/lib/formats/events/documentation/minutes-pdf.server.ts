import { dayText, momentText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import type { AgreedPoint } from './schema.ts';

type Minutes = Readonly<{
	title: Translated;
	slug: string;
	number: number;
	startsAt: Date;
	text: Translated;
	points: readonly AgreedPoint[];
	/** In which the points were written. */
	language: string;
}>;

/** What happened and what was agreed, to hand round; photos stay where they can be taken down. */
export async function minutesPdf(
	minutes: Minutes,
	{ locale, author }: Readonly<{ locale: Locale; author: string }>
) {
	const { title, startsAt, text, points } = minutes;
	const bytes = await renderPdf({
		title: m.eventsdocumentation_afterwards_of({ title: textFor(title, locale) }),
		locale,
		author,
		blocks: [
			{
				kind: 'heading',
				level: 1,
				text: textFor(title, locale),
				locale: languageOf(title, locale)
			},
			{ kind: 'lead', text: momentText(startsAt, locale) },
			...paragraphs(text, locale),
			...(points.length > 0 ? agreed(minutes, locale) : [])
		]
	});
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: `palaver-${minutes.slug}-${minutes.number}.pdf`
	};
}

const paragraphs = (text: Translated, locale: Locale): PdfBlock[] =>
	textFor(text, locale)
		.split(/\n+/)
		.filter(Boolean)
		.map((line) => ({ kind: 'paragraph', text: line, locale: languageOf(text, locale) }));

const agreed = ({ points, language }: Minutes, locale: Locale): PdfBlock[] => [
	{ kind: 'heading', level: 2, text: m.eventsdocumentation_agreed() },
	{
		kind: 'table',
		widths: [3, 1.5, 1],
		head: [
			m.eventsdocumentation_point_agreed(),
			m.eventsdocumentation_responsible(),
			m.eventsdocumentation_until()
		],
		rows: points.map((point) => [
			{ text: point.agreed, locale: language },
			{ text: point.responsible, locale: language },
			{ text: point.until ? dayText(point.until, locale) : '' }
		])
	}
];
