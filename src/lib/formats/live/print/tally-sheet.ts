import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import type { PaperForm } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import type { Asked } from './ballots.ts';

/** To count raised hands or paper by strokes: a row per answer, with room for the strokes and for the sum. */
export function tallySheetBlocks(
	title: Translated,
	asked: readonly Asked[],
	locales: readonly Locale[]
): PdfBlock[] {
	return locales.flatMap((locale, n) => [
		...(n > 0 ? [{ kind: 'pageBreak' } as const] : []),
		{ kind: 'heading', level: 1, text: m.liveprint_tally_title({}, inLocale(locale)), locale },
		{ kind: 'lead', text: textFor(title, locale), locale: languageOf(title, locale) },
		{ kind: 'paragraph', text: m.liveprint_tally_hint({}, inLocale(locale)), locale },
		...asked.flatMap((question) => questionBlocks(question, locale))
	]);
}

function questionBlocks(question: Asked, locale: Locale): PdfBlock[] {
	const language = inLocale(locale);
	const form = questionType(question.type).paper?.(question.config, locale);
	// What is only read has nothing to count.
	if (!form || form.kind === 'none') return [];
	const text = `${formatCount(question.position, locale)}. ${textFor(question.prompt, locale)}`;
	const heading = {
		kind: 'heading',
		level: 2,
		text,
		locale: languageOf(question.prompt, locale)
	} as const;
	const rows = countedRows(form);
	if (!rows)
		return [heading, { kind: 'paragraph', text: m.liveprint_tally_none({}, language), locale }];
	return [
		heading,
		{
			kind: 'table',
			widths: [2, 3, 0],
			head: [
				m.liveprint_column_answer({}, language),
				m.liveprint_column_strokes({}, language),
				m.liveprint_column_sum({}, language)
			],
			tall: true,
			rows: [...rows, m.liveprint_row_people({}, language)].map((label) => [
				{ text: label },
				{ text: '' },
				{ text: '' }
			]),
			locale
		}
	];
}

/** What strokes can be made for; null: words and orders are not counted so. */
function countedRows(form: PaperForm): string[] | null {
	if (form.kind === 'boxes') return form.boxes.map(({ label }) => label);
	if (form.kind === 'row') return [...form.values, ...form.beside].map(({ label }) => label);
	return null;
}
