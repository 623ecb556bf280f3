import type { CsvCell } from '../../../platform/csv.ts';
import { dayText, listText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { languageName } from '../../../platform/i18n/language-name.ts';
import { formatCount } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { questionType } from '../../../questions/registry.ts';
import type { AskedQuestion } from '../question-reads.server.ts';
import type { SessionDetail } from '../reads.server.ts';
import type { BallotTable, Reader } from './ballots.server.ts';

export type SheetOfQuestion = Readonly<{
	name: string;
	question: AskedQuestion;
	table: BallotTable;
}>;

type About = Pick<
	SessionDetail,
	'title' | 'placeName' | 'startedAt' | 'startsAt' | 'participants' | 'settings'
>;

/** What the workbook is, which sheet has which question, and what was left out of each. */
export function aboutRows(
	session: About,
	sheets: readonly SheetOfQuestion[],
	reader: Reader
): CsvCell[][] {
	const language = inLocale(reader.locale);
	const k = formatCount(reader.smallCellK, reader.locale);
	const day = session.startedAt ?? session.startsAt;
	const languages = session.settings.locales.map((tag) => languageName(tag, reader.locale));
	return [
		[m.liveexport_about_title({}, language), textFor(session.title, reader.locale)],
		[m.liveexport_about_place({}, language), session.placeName],
		[m.liveexport_about_day({}, language), day ? dayText(day, language.locale) : null],
		[m.liveexport_about_people({}, language), session.participants],
		[m.liveexport_about_languages({}, language), listText(languages, language.locale)],
		[],
		[m.liveexport_about_order({}, language)],
		[m.liveexport_about_words({ k }, language)],
		[m.liveexport_hint({ k }, language)],
		[],
		[
			m.liveexport_about_sheet({}, language),
			m.liveexport_about_question({}, language),
			m.liveexport_about_type({}, language),
			m.liveexport_about_rounds({}, language),
			m.liveexport_about_hidden({}, language),
			m.liveexport_about_too_few({}, language),
			m.liveexport_about_open({}, language)
		],
		...sheets.map((sheet) => rowOf(sheet, reader))
	];
}

function rowOf({ name, question, table }: SheetOfQuestion, { locale }: Reader): CsvCell[] {
	const numbers = (rounds: readonly number[]) =>
		rounds.map((number) => formatCount(number, locale)).join('; ');
	return [
		name,
		textFor(question.prompt, locale),
		questionType(question.type).name(locale),
		table.told.map(({ number, ballots }) => roundText(number, ballots, locale)).join('; '),
		table.hidden,
		numbers(table.tooFew),
		numbers(table.open)
	];
}

const roundText = (number: number, ballots: number, locale: string) =>
	m.liveexport_about_round(
		{ round: formatCount(number, locale), ballots: formatCount(ballots, locale) },
		inLocale(locale)
	);
