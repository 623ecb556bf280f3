import { formatCount, formatShare } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCents } from '../../../platform/money.ts';
import { initiatorNames } from '../funded/words.ts';
import { applicantKindNames } from '../state-text.ts';
import type { ApplicantKind } from '../states.ts';
import type { Counts, GrantRow, PotMoney, PotReport, ReportProject } from './report.server.ts';

/** A cell: a text, a count or a sum in cents. Page and PDF write it out; the workbook keeps numbers numbers. */
export type Cell =
	| Readonly<{ text: string; locale?: string }>
	| Readonly<{ count: number }>
	| Readonly<{ cents: number }>;

/** One part of the report, the same on the page, in the PDF and as a sheet of the workbook. */
export type ReportTable = Readonly<{
	key: string;
	title: string;
	/** Name of its sheet: at most 31 characters. */
	sheet: string;
	head: readonly string[];
	/** Shares of the width in the PDF; 0: as wide as its text. */
	widths: readonly number[];
	rows: readonly (readonly Cell[])[];
	/** What stands there where there are no rows. */
	none: string;
}>;

const text = (text: string, locale?: string): Cell => ({ text, ...(locale && { locale }) });

export const reportTitle = ({ pot }: Pick<PotReport, 'pot'>): string =>
	m.fundpublic_report_title({ name: pot.name, place: pot.placeName, year: pot.year });

/** What the committee wants to know first: how much was given, what is left, what came of it. */
export function reportSentences({ money, counts, previous }: PotReport, locale: Locale): string[] {
	return [
		m.fundpublic_report_money_sentence({
			allocated: formatCents(money.allocatedCents, locale),
			committed: formatCents(money.committedCents, locale),
			free: formatCents(money.freeCents, locale)
		}),
		m.fundpublic_report_applications_sentence({
			submitted: formatCount(counts.submitted, locale),
			granted: formatCount(counts.granted, locale),
			rejected: formatCount(counts.rejected, locale)
		}),
		...(counts.completed > 0
			? [
					m.fundpublic_report_completed_sentence({
						completed: formatCount(counts.completed, locale),
						succeeded: formatCount(counts.succeeded, locale),
						share: formatShare(counts.succeeded / counts.completed, locale)
					})
				]
			: []),
		...(previous ? [] : [m.fundpublic_report_no_previous()])
	];
}

/** All tables of the report in their order. */
export const reportTables = (report: PotReport): ReportTable[] => [
	comparison(report),
	grants(
		'places',
		m.fundpublic_by_place(),
		m.fundpublic_place(),
		report.places,
		({ name }) => name
	),
	grants(
		'kinds',
		m.fundpublic_by_kind(),
		m.fundpublic_report_kinds_sheet(),
		report.kinds,
		({ key }) => applicantKindNames[key as ApplicantKind]()
	),
	grants(
		'initiators',
		m.fundpublic_by_initiator(),
		m.fundpublic_report_initiators_sheet(),
		report.initiators,
		({ key }) => initiatorNames[key]!()
	),
	projects(report),
	experiences(report),
	rejections(report)
];

/** This year beside the year before, where there was a pot of that name. */
function comparison({ pot, money, counts, previous }: PotReport): ReportTable {
	const sums: [string, keyof PotMoney][] = [
		[m.fundpublic_report_allocated(), 'allocatedCents'],
		[m.fundpublic_report_committed(), 'committedCents'],
		[m.fundpublic_report_paid(), 'paidCents'],
		[m.fundpublic_report_returned(), 'returnedCents'],
		[m.fundpublic_report_free(), 'freeCents']
	];
	const numbers: [string, keyof Counts][] = [
		[m.fundpublic_report_submitted(), 'submitted'],
		[m.fundpublic_report_granted(), 'granted'],
		[m.fundpublic_report_rejected(), 'rejected'],
		[m.fundpublic_report_given_up(), 'givenUp'],
		[m.fundpublic_report_open(), 'open'],
		[m.fundpublic_report_given_up_granted(), 'grantsGivenUp'],
		[m.fundpublic_report_completed(), 'completed'],
		[m.fundpublic_report_succeeded(), 'succeeded'],
		[m.fundpublic_report_revoked(), 'revoked']
	];
	const years = previous ? [{ money, counts }, previous] : [{ money, counts }];
	return {
		key: 'money',
		title: m.fundpublic_report_money(),
		sheet: m.fundpublic_report_money_sheet(),
		head: ['', ...years.map((_, before) => String(pot.year - before))],
		widths: [2, ...years.map(() => 1)],
		rows: [
			...sums.map(([name, key]) => [
				text(name),
				...years.map((one) => ({ cents: one.money[key] }))
			]),
			...numbers.map(([name, key]) => [
				text(name),
				...years.map((one) => ({ count: one.counts[key] }))
			])
		],
		none: ''
	};
}

const grants = (
	key: string,
	title: string,
	part: string,
	rows: readonly GrantRow[],
	nameOf: (row: GrantRow) => string
): ReportTable => ({
	key,
	title,
	sheet: part,
	head: [
		part,
		m.fundpublic_projects(),
		m.fundpublic_report_granted_sum(),
		m.fundpublic_report_paid_sum()
	],
	widths: [2, 1, 1, 1],
	rows: rows.map((row) => [
		text(nameOf(row)),
		{ count: row.grants },
		{ cents: row.grantedCents },
		{ cents: row.paidCents }
	]),
	none: m.fundpublic_report_no_grants()
});

const projects = ({ projects }: PotReport): ReportTable => ({
	key: 'projects',
	title: m.fundpublic_report_projects(),
	sheet: m.fundpublic_projects(),
	head: [
		m.fundpublic_number(),
		m.fundpublic_project(),
		m.fundpublic_applicant(),
		m.fundpublic_place(),
		m.fundpublic_report_granted_sum(),
		m.fundpublic_report_paid_sum(),
		m.fundpublic_result()
	],
	widths: [0, 2, 2, 1.2, 0, 0, 1.4],
	rows: projects.map((project) => [
		{ count: project.number },
		text(project.title, project.locale),
		text(project.applicantName || applicantKindNames[project.applicantKind]()),
		text(project.placeName),
		{ cents: project.grantedCents },
		{ cents: project.paidCents },
		text(endingNames[project.ending]())
	]),
	none: m.fundpublic_report_no_grants()
});

/** What went well and what was difficult or failed, in the words in which it was said at the end. */
function experiences({ projects }: PotReport): ReportTable {
	const told = projects.filter(
		({ successes, difficulties, reason }) => successes || difficulties || reason
	);
	return {
		key: 'experiences',
		title: m.fundpublic_report_experiences(),
		sheet: m.fundpublic_report_experiences_sheet(),
		head: [
			m.fundpublic_project(),
			m.fundpublic_result(),
			m.fundpublic_successes(),
			m.fundpublic_difficulties()
		],
		widths: [1.2, 0.8, 2, 2],
		rows: told.map((project) => [
			text(project.title, project.locale),
			text(endingNames[project.ending]()),
			text(project.successes, project.locale),
			text([project.difficulties, project.reason].filter(Boolean).join(' · '))
		]),
		none: m.fundpublic_report_no_experiences()
	};
}

const rejections = ({ rejections }: PotReport): ReportTable => ({
	key: 'rejections',
	title: m.fundpublic_report_rejections(),
	sheet: m.fundpublic_report_rejections_sheet(),
	head: [m.fundpublic_report_reason(), m.fundpublic_report_applications()],
	widths: [4, 1],
	rows: rejections.map(({ reason, applications }) => [
		text(reason || m.fundpublic_report_no_reason()),
		{ count: applications }
	]),
	none: m.fundpublic_report_no_rejections()
});

const endingNames: Readonly<Record<ReportProject['ending'], () => string>> = {
	succeeded: m.fundpublic_ending_succeeded,
	failed: m.fundpublic_ending_failed,
	completed: m.fundpublic_ending_completed,
	revoked: m.fundpublic_ending_revoked,
	running: m.fundpublic_ending_running
};

/** A cell as people read it. */
export function cellText(cell: Cell, locale: Locale): string {
	if ('cents' in cell) return formatCents(cell.cents, locale);
	return 'count' in cell ? formatCount(cell.count, locale) : cell.text;
}
