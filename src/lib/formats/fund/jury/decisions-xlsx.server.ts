import { writeXlsxStream, type CellValue } from 'hucre/xlsx';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { centsAsDecimal } from '../../../platform/money.ts';
import { outcomeNames } from '../state-text.ts';
import { decidedIn, freeAround, grantedIn, type Decided } from './decision-blocks.ts';
import type { Minutes } from './minutes.server.ts';

type Column = Readonly<{
	header: () => string;
	width: number;
	cell: (decided: Decided, locale: string) => CellValue;
}>;

/** Sheets calculate with numbers: the decimal text of the cents, read once, at the very end. */
const euros = (cents: number | null): CellValue =>
	cents === null ? null : Number(centsAsDecimal(cents));

const columnsIn = (locale: string): readonly Column[] => {
	const language = inLocale(locale);
	const named = (
		header: (inputs: Record<never, never>, options: typeof language) => string,
		width: number,
		cell: Column['cell']
	): Column => ({ header: () => header({}, language), width, cell });
	return [
		named(m.fundjury_number, 8, ({ number }) => number),
		named(m.fundjury_applicant, 30, ({ subject }) => subject.applicantName),
		named(m.fundjury_project, 40, ({ subject }) => subject.title),
		named(m.fundjury_decision, 22, ({ vote }) => outcomeNames[vote.outcome]({}, language)),
		named(m.fundjury_asked_column, 14, ({ subject }) => euros(subject.askedCents)),
		named(m.fundjury_granted_column, 14, ({ vote }) => euros(vote.grantedCents)),
		named(m.fundjury_conditions, 40, ({ vote }) => vote.conditions || null),
		named(m.fundjury_reason, 40, ({ vote }) => vote.reason || null),
		named(m.fundjury_yes, 8, ({ vote }) => vote.votes.yes),
		named(m.fundjury_no, 8, ({ vote }) => vote.votes.no),
		named(m.fundjury_abstain, 12, ({ vote }) => vote.votes.abstain)
	];
};

/** The decisions of a meeting as one sheet; texts are texts, never formulas. Below them the sum and the pot. */
export function decisionsXlsx(minutes: Minutes, locale: string): ReadableStream<Uint8Array> {
	const columns = columnsIn(locale);
	return writeXlsxStream(rowsOf(minutes, columns, locale), {
		name: m.fundjury_decisions({}, inLocale(locale)),
		columns: columns.map(({ header, width }, index) => ({
			header: header(),
			key: String(index),
			width
		})),
		freezePane: { rows: 1 }
	});
}

async function* rowsOf(
	minutes: Minutes,
	columns: readonly Column[],
	locale: string
): AsyncGenerator<CellValue[]> {
	const language = inLocale(locale);
	const decided = decidedIn(minutes);
	for (const one of decided) yield columns.map(({ cell }) => cell(one, locale));
	const { before, after } = freeAround(minutes, decided);
	const below: [string, number][] = [
		[m.fundjury_granted_sum({}, language), grantedIn(decided)],
		[m.fundjury_free_before({}, language), before],
		[m.fundjury_free_after({}, language), after]
	];
	for (const [label, cents] of below)
		yield columns.map((_, index) => (index === 2 ? label : index === 5 ? euros(cents) : null));
}
