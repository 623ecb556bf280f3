import { expect, test } from 'vitest';
import { checksOf, isWithin } from '#lib/formats/fund/proof/checks.ts';
import { compare } from '#lib/formats/fund/proof/compare.ts';
import { hoursTyped, minutesOf } from '#lib/formats/fund/proof/hours.ts';
import { prefilled, withSuggestion } from '#lib/formats/fund/proof/prefill.ts';
import { draftProblems, reportOf } from '#lib/formats/fund/proof/report.ts';
import { usualRules } from '#lib/formats/fund/round/rules.ts';
import type { PlanLine } from '#lib/formats/fund/staff/read-application.server.ts';

const line = (id: string, of: Partial<PlanLine>): PlanLine => ({
	id,
	side: 'cost',
	position: 1,
	category: 'materials',
	label: 'Töpfe',
	minutes: null,
	plannedCents: 10_000,
	grantedCents: 10_000,
	...of
});
const lines = [
	line('pots', {}),
	line('rent', { category: 'rent', label: 'Miete', plannedCents: 8_000, grantedCents: 10_000 }),
	line('grant', { side: 'funding', category: 'grant', plannedCents: 15_000, grantedCents: 15_000 }),
	line('own', { side: 'funding', category: 'own', plannedCents: 5_000, grantedCents: 5_000 }),
	line('work', {
		side: 'funding',
		category: 'inKind',
		minutes: 600,
		plannedCents: 15_000,
		grantedCents: 15_000
	})
];
const told = {
	startedOn: '2026-03-01',
	endedOn: '2026-09-30',
	participants: '٤٢',
	happened: 'Wir haben gekocht.',
	wentWell: 'Viele kamen.',
	difficult: 'Der Regen.',
	success: 'yes',
	again: 'unsure',
	'actual.own': '50,00 €',
	'actual.work': '10:30'
};
const grant = { grantedCents: 15_000, paidCents: 15_000, rules: usualRules };
const receipt = (lineId: string, amountCents: number, acceptedCents: number | null = null) => ({
	lineId,
	amountCents,
	acceptedCents
});
const compared = (receipts: ReturnType<typeof receipt>[], draft: Record<string, string> = told) =>
	compare(lines, receipts, reportOf(draft, lines), grant);

test('a report is read as people type: any digits, sums in German notation, hours with a colon', () => {
	expect(draftProblems(told, lines)).toEqual({});
	const report = reportOf(told, lines);
	expect(report).toMatchObject({ participants: 42, success: 'yes', again: 'unsure' });
	expect(report.actual).toEqual({ own: 5_000, work: 630 });
});

test.each([
	['participants', 'viele', 'number_invalid'],
	['participants', '-3', 'number_invalid'],
	['startedOn', '2026-02-30', 'day_invalid'],
	['endedOn', '2026-02-01', 'end_before_start'],
	['success', 'maybe', 'choice_invalid'],
	['actual.own', '-5', 'amount_negative'],
	['actual.own', 'fünfzig', 'amount_not_a_number'],
	['actual.work', 'ein Tag', 'hours_invalid'],
	['happened', 'x'.repeat(4001), 'text_too_long'],
	['why.pots', 'x'.repeat(501), 'text_too_long']
])('%s "%s" is refused at its field', (field, typed, reason) => {
	expect(draftProblems({ ...told, [field]: typed }, lines)).toEqual({ [field]: reason });
});

test('nothing typed is not wrong, only missing', () => {
	expect(draftProblems({ happened: '' }, lines)).toEqual({});
	expect(reportOf({}, lines)).toMatchObject({ participants: null, happened: '', success: null });
});

test.each([
	['12', 720],
	['7,5', 450],
	['7.25', 435],
	['1:30', 90],
	['0', 0],
	['1:75', null],
	['', null]
])('"%s" hours are %s minutes', (typed, minutes) => {
	expect(minutesOf(typed)).toBe(minutes);
	if (minutes !== null) expect(minutesOf(hoursTyped(minutes))).toBe(minutes);
});

test('a line says what was planned, changed, spent and left, and whether it was overrun', () => {
	const { costs } = compared([receipt('pots', 11_000), receipt('rent', 13_000)]);
	expect(costs[0]).toMatchObject({ actualCents: 11_000, leftCents: -1_000, overrun: 'within' });
	expect(costs[1]).toMatchObject({
		changedCents: 2_000,
		overrun: 'above',
		recognisedCents: 12_000,
		needsWhy: true
	});
});

test('an unspent line has to be explained, too, and money that did not come', () => {
	const { costs, funding } = compared([receipt('rent', 9_000)], { ...told, 'actual.own': '0' });
	expect(costs.map(({ needsWhy }) => needsWhy)).toEqual([true, false]);
	expect(funding.map(({ needsWhy }) => needsWhy)).toEqual([false, true, false]);
});

test('work without pay is counted in hours and worth, and is no money in the settlement', () => {
	const { funding, settlement } = compared([receipt('pots', 10_000), receipt('rent', 10_000)]);
	expect(funding[2]).toMatchObject({ actualMinutes: 630, actualCents: 15_750 });
	expect(settlement).toMatchObject({ otherCents: 5_000, neededCents: 15_000, dueBackCents: 0 });
});

test('what the office reduces is not recognised', () => {
	const { settlement } = compared([receipt('pots', 10_000, 4_000), receipt('rent', 10_000)]);
	expect(settlement).toMatchObject({ recognisedCents: 14_000, dueBackCents: 6_000 });
});

const period = { startsOn: '2026-03-01', endsOn: '2026-09-30' };
const kept = (paidOn: string, remark = '', document: unknown = null) => ({
	paidOn,
	remark,
	document
});

test('checks name what is open until everything is told', () => {
	const open = (
		draft: Record<string, string>,
		receipts: ReturnType<typeof kept>[],
		sums: ReturnType<typeof receipt>[],
		today = '2026-10-01'
	) =>
		checksOf(reportOf(draft, lines), receipts, compared(sums, draft), period, today)
			.filter((check) => check.open > 0)
			.map((check) => check.key);
	const whole = [receipt('pots', 10_000), receipt('rent', 10_000)];
	expect(open({}, [], [])).toEqual(['report', 'money', 'why', 'returns']);
	expect(open(told, [kept('2026-05-01', '', {})], whole)).toEqual([]);
	expect(open(told, [], whole, '2026-09-29')).toEqual(['report']);
	expect(open(told, [kept('2026-10-01', 'verloren')], whole)).toEqual(['period']);
	expect(open(told, [kept('2026-05-01')], whole)).toEqual(['pictures']);
	expect(open(told, [], [receipt('pots', 10_000)])).toEqual(['why', 'returns']);
	expect(
		open({ ...told, 'why.rent': 'Umsonst.', returns: 'sent' }, [], [receipt('pots', 10_000)])
	).toEqual([]);
});

test('the first and the last day belong to the period', () => {
	expect(isWithin('2026-03-01', period)).toBe(true);
	expect(isWithin('2026-09-30', period)).toBe(true);
	expect(isWithin('2026-02-28', period)).toBe(false);
	expect(isWithin('2026-10-01', period)).toBe(false);
});

test('a report starts with the project’s days and takes over what Palaver knows, without small numbers', () => {
	expect(prefilled({ startedOn: '2026-04-01' }, period)).toEqual({
		startedOn: '2026-04-01',
		endedOn: '2026-09-30'
	});
	const suggestion = {
		key: 'a',
		title: { de: 'Ideen für den Platz' },
		placeName: 'Kesselbrink',
		from: '2026-05-03',
		to: '2026-06-08',
		people: 31,
		opinions: null
	};
	expect(withSuggestion({ happened: 'Anfang.\n' }, suggestion, 'de')['happened']).toMatch(
		/^Anfang\.\n– Ideen für den Platz, 3\. Mai 2026 .* 8\. Juni 2026, 31 /
	);
	const few = withSuggestion({}, { ...suggestion, people: 'few' }, 'de');
	expect(few['happened']).toMatch(/ 8\. Juni 2026, wenige Menschen$/);
	const uncounted = withSuggestion({}, { ...suggestion, people: 'unknown' }, 'de');
	expect(uncounted['happened']).toMatch(/ 8\. Juni 2026$/);
	const liked = { ...suggestion, opinions: { positive: 12, all: 15 } };
	expect(withSuggestion({}, liked, 'de')['happened']).toMatch(/12 von 15 Rückmeldungen waren gut$/);
});
