import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { formatCount, formatShare, isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textDirection } from '../../../platform/i18n/text-direction.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { PdfBlock, PdfText } from '../../../platform/pdf/document.ts';
import type { FigureColumn, ResultRow, Tally } from '../../../questions/contract.ts';
import { figureText } from '../../../questions/figure-text.ts';
import { questionType } from '../../../questions/registry.ts';
import type { PictureData } from '../export/drawing/fields.ts';
import { chartSvg } from '../export/drawing/result-picture.ts';
import type { SessionDetail } from '../reads.server.ts';
import type { Results, RoundResult } from '../results.server.ts';
import type { SeatCounts } from '../seats/seats.server.ts';
import { sourceRows } from '../voices/source-rows.ts';
import { sourceNames, sourcesSentence } from '../voices/words.ts';
import type { Asked } from './ballots.ts';

export type ResultsOf = Readonly<{
	session: Pick<
		SessionDetail,
		'title' | 'placeName' | 'startedAt' | 'startsAt' | 'participants' | 'outcome' | 'asked'
	>;
	results: Results;
	seats: SeatCounts;
	smallCellK: number;
	/** What people pointed at, for the charts. */
	pictureOf: PictureData;
}>;

/** What came out, in each language: a sentence, a chart and a table per question, told apart by how the voices came in. */
export const resultSheetBlocks = (of: ResultsOf, locales: readonly Locale[]): PdfBlock[] =>
	locales.flatMap((locale, n) => [
		...(n > 0 ? [{ kind: 'pageBreak' } as const] : []),
		...cover(of, locale),
		...of.session.asked.flatMap((question) =>
			(of.results[question.id] ?? []).flatMap((result, index) => [
				...(index === 0 ? [promptBlock(question, locale)] : []),
				...resultBlocks(question, result, of, locale)
			])
		),
		...outcomeBlocks(of.session.outcome, locale)
	]);

function cover({ session, seats, results }: ResultsOf, locale: Locale): PdfBlock[] {
	const language = inLocale(locale);
	const day = session.startedAt ?? session.startsAt;
	const people = { n: session.participants, shown: formatCount(session.participants, locale) };
	const title = languageOf(session.title, locale);
	return [
		{ kind: 'heading', level: 1, text: textFor(session.title, locale), locale: title },
		{
			kind: 'lead',
			text: [session.placeName, ...(day ? [dayText(day, locale)] : [])].join(' · '),
			locale
		},
		{ kind: 'paragraph', text: m.live_people_count(people, language), locale },
		...(seats.made > 0
			? [{ kind: 'paragraph', text: seatsText(seats, locale), locale } as const]
			: []),
		...(Object.keys(results).length === 0
			? [{ kind: 'paragraph', text: m.live_results_none({}, language), locale } as const]
			: [])
	];
}

const seatsText = ({ made, used }: SeatCounts, locale: Locale) =>
	m.liveprint_seats_used(
		{ made: formatCount(made, locale), used: formatCount(used, locale) },
		inLocale(locale)
	);

const promptBlock = ({ position, prompt }: Asked, locale: Locale): PdfBlock => ({
	kind: 'heading',
	level: 2,
	text: `${formatCount(position, locale)}. ${textFor(prompt, locale)}`,
	locale: languageOf(prompt, locale)
});

function resultBlocks(
	question: Asked,
	result: RoundResult,
	{ smallCellK, pictureOf }: ResultsOf,
	locale: Locale
): PdfBlock[] {
	const language = inLocale(locale);
	const round = m.live_round({ round: formatCount(result.number, locale) }, language);
	const heading: PdfBlock[] =
		result.number > 1 ? [{ kind: 'heading', level: 3, text: round, locale }] : [];
	if (!result.tally) {
		const text = m.live_result_too_few({ k: formatCount(smallCellK, locale) }, language);
		return [...heading, { kind: 'paragraph', text, locale }];
	}
	const sentence = questionType(question.type).sentence(question.config, result.tally, locale);
	const sources = sourcesSentence(result.ballots, result.room, locale);
	return [
		...heading,
		{ kind: 'paragraph', text: sentence, withNext: true, locale },
		...chartBlocks(question, result.tally, pictureOf, locale),
		tableBlock(question, result, result.tally, locale),
		...(sources ? [{ kind: 'small', text: sources, locale } as const] : [])
	];
}

/** On one page with what it belongs to, however many bars it has. */
const largest = { widthMm: 140, heightMm: 170 } as const;

function chartBlocks(
	{ type, config, prompt }: Asked,
	tally: Tally,
	pictureOf: PictureData,
	locale: Locale
): PdfBlock[] {
	const said = textFor(prompt, locale);
	const drawn = chartSvg({ type, config, tally, prompt: said }, locale, pictureOf);
	if (!drawn || tally.ballots === 0) return [];
	return [
		{
			kind: 'picture',
			svg: drawn.svg,
			// The sentence above and the table below say the result; the picture says where it is to be read.
			alt: m.liveprint_chart({ prompt: isolated(said) }, inLocale(locale)),
			widthMm: Math.min(largest.widthMm, Math.round(largest.heightMm / drawn.ratio))
		}
	];
}

function tableBlock(
	{ type, config }: Asked,
	{ bySource }: RoundResult,
	tally: Tally,
	locale: Locale
): PdfBlock {
	const language = inLocale(locale);
	const { rows, figures = [] } = questionType(type).table(config, tally, locale);
	const columns = fittingColumns(figures);
	const parts = sourceRows({ type, config }, tally, bySource ?? {}, locale);
	return {
		kind: 'table',
		widths: [1, 0, 0, ...columns.map(() => 0), ...parts.columns.map(() => 0)],
		head: [
			m.liveprint_column_answer({}, language),
			m.liveprint_column_people({}, language),
			m.liveprint_column_share({}, language),
			...columns.map(({ label }) => label),
			...parts.columns.map((source) => sourceNames[source]({}, language))
		],
		rows: rows.map((row, index) => [
			saidText(row, locale),
			...[
				formatCount(row.count, locale),
				formatShare(row.share, locale),
				...columns.map((column) => figureText(row, column, locale)),
				...parts.rows[index]!.counts.map((part) => formatCount(part, locale))
			].map((text) => ({ text }))
		]),
		locale
	};
}

/** What residents wrote is in their language, for eye and ear. */
const saidText = ({ label, language, right }: ResultRow, locale: Locale): PdfText => ({
	text: right ? `${label} (${m.questionsmore_right({}, inLocale(locale))})` : label,
	...(language && { locale: language, dir: textDirection(label, language) })
});

/** A sheet is as wide as it is: of many further columns it has the means alone. */
const fittingColumns = (figures: readonly FigureColumn[]): readonly FigureColumn[] =>
	figures.length <= 4 ? figures : figures.filter(({ kind }) => kind === 'mean');

function outcomeBlocks(outcome: Translated | null, locale: Locale): PdfBlock[] {
	if (!outcome) return [];
	return [
		{ kind: 'heading', level: 2, text: m.live_outcome({}, inLocale(locale)), locale },
		{ kind: 'paragraph', text: textFor(outcome, locale), locale: languageOf(outcome, locale) }
	];
}
