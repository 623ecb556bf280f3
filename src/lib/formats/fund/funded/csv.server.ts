import { toCsv, type CsvCell } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { centsAsDecimal } from '../../../platform/money.ts';
import { applicantKindNames } from '../state-text.ts';
import type { FundedFilter } from './filter.ts';
import { fundedProjects, type FundedProject } from './funded-projects.server.ts';
import { applicantWords, initiatorNames, resultSentence, stageNames } from './words.ts';

type Column = Readonly<{
	name: () => string;
	cell: (project: FundedProject, locale: string) => CsvCell;
}>;

const columns: readonly Column[] = [
	{ name: m.fundpublic_round, cell: ({ roundTitle }, locale) => textFor(roundTitle, locale) },
	{ name: m.fundpublic_year, cell: ({ year }) => year },
	{ name: m.fundpublic_number, cell: ({ number }) => number },
	{ name: m.fundpublic_project, cell: ({ title }) => title },
	{ name: m.fundpublic_what, cell: ({ summary }) => summary },
	{ name: m.fundpublic_applicant, cell: applicantWords },
	{ name: m.fundpublic_kind, cell: ({ applicantKind }) => applicantKindNames[applicantKind]() },
	{ name: m.fundpublic_initiator, cell: (one) => initiatorNames[one.initiatedBy ?? 'unknown']!() },
	{ name: m.fundpublic_place, cell: ({ placeName }) => placeName },
	{ name: m.fundpublic_lat, cell: ({ lat }) => lat },
	{ name: m.fundpublic_lng, cell: ({ lng }) => lng },
	{ name: m.fundpublic_starts, cell: ({ startsOn }) => startsOn },
	{ name: m.fundpublic_ends, cell: ({ endsOn }) => endsOn },
	{ name: m.fundpublic_granted_euro, cell: ({ grantedCents }) => centsAsDecimal(grantedCents) },
	{ name: m.fundpublic_stage, cell: ({ stage }) => stageNames[stage]() },
	{ name: m.fundpublic_result, cell: resultSentence },
	{ name: m.fundpublic_successes, cell: ({ successes }) => successes },
	{ name: m.fundpublic_difficulties, cell: ({ difficulties }) => difficulties }
];

/** The funded projects as a table, in the reader's language. Cells that begin like a formula are guarded. */
export async function fundedCsv(
	db: Db,
	activityId: string | null,
	filter: FundedFilter,
	{ fileName, locale }: { fileName: string; locale: string }
) {
	const { projects } = await fundedProjects(db, activityId, filter);
	const text = toCsv(
		columns.map(({ name }) => name()),
		projects.map((project) => columns.map(({ cell }) => cell(project, locale)))
	);
	return {
		body: new Blob([text]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: `${fileName}.csv`
	};
}
