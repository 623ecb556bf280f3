import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import { westernText } from '../../../platform/decimal.ts';
import { readCents } from '../../../platform/money.ts';
import type { PlanLine } from '../staff/read-application.server.ts';
import { minutesOf } from './hours.ts';

/** Longest text of the report, and longest explanation of a line, in characters. */
export const reportTextLength = 4000;
export const explanationLength = 500;

export const successes = ['yes', 'partly', 'no'] as const;
export const againChoices = ['yes', 'unsure', 'no'] as const;
/** How money comes back that was not needed: it was sent already, or it will be once the office has said how much. */
export const returnWays = ['sent', 'afterCheck'] as const;

/** The report as typed, field to text; fields of lines are `actual.<line>` and `why.<line>`. */
export type ReportDraft = Readonly<Record<string, string>>;

/** What is told about a project at its end. Null: not said yet. */
export type Report = Readonly<{
	startedOn: string | null;
	endedOn: string | null;
	participants: number | null;
	happened: string;
	wentWell: string;
	difficult: string;
	success: (typeof successes)[number] | null;
	again: (typeof againChoices)[number] | null;
	/** By id of the line of the financing plan: what came, in cents, or in minutes of work without pay. */
	actual: Readonly<Record<string, number | null>>;
	/** By id of the line: why it came out otherwise than planned. */
	why: Readonly<Record<string, string>>;
	returns: (typeof returnWays)[number] | null;
}>;

type Line = Pick<PlanLine, 'id' | 'side' | 'category'>;

export const texts = ['happened', 'wentWell', 'difficult'] as const;
const choices = { success: successes, again: againChoices, returns: returnWays } as const;

/** Work without pay is told in hours, not in money. */
export const isWork = ({ category }: Pick<Line, 'category'>): boolean => category === 'inKind';

/** Lines whose actual sum or hours the applicant says: costs are proved by receipts, and the grant follows from both. */
export const isTold = ({ side, category }: Pick<Line, 'side' | 'category'>): boolean =>
	side === 'funding' && category !== 'grant';

/** Names of the report's fields for a plan. */
export const reportFields = (lines: readonly Line[]): string[] => [
	'startedOn',
	'endedOn',
	'participants',
	...texts,
	'success',
	'again',
	'returns',
	...lines.filter(isTold).map(({ id }) => `actual.${id}`),
	...lines.map(({ id }) => `why.${id}`)
];

/** What is wrong with what was typed, field to reason code. Nothing typed is not wrong: it is missing at the end only. */
export function draftProblems(
	draft: ReportDraft,
	lines: readonly Line[]
): Readonly<Record<string, string>> {
	const problems: Record<string, string> = {};
	const check = (field: string, problemOf: (typed: string) => string | null) => {
		const typed = (draft[field] ?? '').trim();
		const problem = typed === '' ? null : problemOf(typed);
		if (problem) problems[field] = problem;
	};
	for (const name of texts) check(name, tooLong(reportTextLength));
	for (const [name, known] of Object.entries(choices))
		check(name, (typed) => (known.some((one) => one === typed) ? null : 'choice_invalid'));
	for (const name of ['startedOn', 'endedOn'])
		check(name, (typed) => (isDay(typed) ? null : 'day_invalid'));
	check('participants', (typed) => (countOf(typed) === null ? 'number_invalid' : null));
	for (const line of lines) {
		check(`why.${line.id}`, tooLong(explanationLength));
		if (isTold(line)) check(`actual.${line.id}`, (typed) => actualOf(line, typed).problem ?? null);
	}
	const { startedOn, endedOn } = draft;
	if (startedOn && endedOn && startedOn > endedOn) problems['endedOn'] ??= 'end_before_start';
	return problems;
}

const tooLong = (most: number) => (typed: string) =>
	lengthOf(cleanText(typed)) > most ? 'text_too_long' : null;

/** A number of people, in any digits. */
function countOf(typed: string): number | null {
	const digits = westernText(typed);
	return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(typed: string): boolean {
	if (!/^2\d{3}-\d\d-\d\d$/.test(typed)) return false;
	const day = new Date(`${typed}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed);
}

function actualOf(line: Line, typed: string): { value?: number; problem?: string } {
	if (isWork(line)) {
		const minutes = minutesOf(typed);
		return minutes === null ? { problem: 'hours_invalid' } : { value: minutes };
	}
	const read = readCents(typed);
	return 'cents' in read ? { value: read.cents } : { problem: read.problem };
}

/** Reads what was typed; what is missing or wrong is null. */
export function reportOf(draft: ReportDraft, lines: readonly Line[]): Report {
	const wrong = draftProblems(draft, lines);
	const typed = (field: string) => (wrong[field] ? '' : (draft[field] ?? '').trim());
	const said = <T extends string>(field: string) => (typed(field) || null) as T | null;
	const text = (field: string) => cleanText(typed(field));
	return {
		startedOn: said('startedOn'),
		endedOn: said('endedOn'),
		participants: countOf(typed('participants')),
		happened: text('happened'),
		wentWell: text('wentWell'),
		difficult: text('difficult'),
		success: said('success'),
		again: said('again'),
		returns: said('returns'),
		actual: Object.fromEntries(
			lines.filter(isTold).map((line) => {
				const one = typed(`actual.${line.id}`);
				return [line.id, one === '' ? null : (actualOf(line, one).value ?? null)];
			})
		),
		why: Object.fromEntries(lines.map(({ id }) => [id, text(`why.${id}`)]))
	};
}
