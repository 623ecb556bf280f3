import type { Db } from '../../../platform/db/database.server.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import type { Download } from '../exchange/export.server.ts';
import type { IdeaFilter } from '../filter.ts';
import type { IdeaMap } from '../map.server.ts';
import { svgOf } from './picture.server.ts';
import { sheetOf, type Sheet } from './sheet.server.ts';
import {
	filterSentence,
	periodSentence,
	sheetColumns,
	statusAndAnswer,
	supportsText,
	totalsSentence
} from './words.ts';

type Context = Readonly<{
	k: number;
	today: string;
	locale: Locale;
	author: string;
	placeName: string | null;
}>;

/** The print sheet as a tagged PDF. @throws Refusal too_many_to_print (422) */
export async function sheetPdf(
	db: Db,
	map: IdeaMap,
	filter: IdeaFilter,
	context: Context
): Promise<Download> {
	const sheet = await sheetOf(db, map, filter, context);
	const { locale, author } = context;
	const bytes = await renderPdf({
		title: textFor(map.title, locale),
		locale,
		author,
		blocks: [...cover(sheet, map, filter, context), ...tables(sheet, map, locale)]
	});
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: `palaver-${map.slug}.pdf`
	};
}

function cover(
	sheet: Sheet,
	map: IdeaMap,
	filter: IdeaFilter,
	{ locale, today, placeName }: Context
): PdfBlock[] {
	const limited = filterSentence(filter, map, locale, placeName);
	const { picture } = sheet;
	const shown = picture && { n: picture.ideas, shown: formatCount(picture.ideas, locale) };
	return [
		{ kind: 'heading', level: 1, text: textFor(map.title, locale) },
		{ kind: 'lead', text: `${map.placeName} · ${periodSentence(sheet, locale)}` },
		{ kind: 'paragraph', text: totalsSentence(sheet.totals, locale) },
		...(limited ? [{ kind: 'paragraph', text: limited } as const] : []),
		...(picture && shown
			? [
					{
						kind: 'picture',
						svg: svgOf(picture),
						alt: m.ideadata_picture_alt(shown),
						widthMm: 120
					} as const
				]
			: []),
		{ kind: 'small', text: m.ideadata_sheet_made({ day: dayText(today, locale) }) }
	];
}

const tables = ({ groups }: Sheet, map: IdeaMap, locale: Locale): PdfBlock[] =>
	groups.flatMap(({ category, rows }): PdfBlock[] => [
		{
			kind: 'heading',
			level: 2,
			text: `${textFor(category.name, locale)} (${formatCount(rows.length, locale)})`
		},
		{
			kind: 'table',
			widths: [0, 3, 1.2, 0, 3],
			head: sheetColumns(),
			rows: rows.map((row) => [
				{ text: String(row.number) },
				{ text: row.title, locale: row.locale },
				{ text: row.placeName },
				{ text: supportsText(row, locale) },
				{ text: statusAndAnswer(row, map, locale) }
			])
		}
	]);
