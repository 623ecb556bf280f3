import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	formOf,
	ruleOf,
	weekdays,
	type RecurrenceForm
} from '#lib/platform/calendar/recurrence-form.ts';
import { recurrenceProblem } from '#lib/platform/calendar/recurrence-problem.ts';
import { recurrenceText } from '#lib/platform/calendar/recurrence-text.ts';

test.for([
	['FREQ=WEEKLY;COUNT=10', null],
	['freq=weekly;count=10', null],
	['FREQ=DAILY;COUNT=400', null],
	['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;UNTIL=20270630T215959Z', null],
	['FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=MO,FR;UNTIL=20270630', null],
	['', 'rule_unreadable'],
	['every Tuesday', 'rule_unreadable'],
	['INTERVAL=2;COUNT=3', 'rule_unreadable'],
	['FREQ=FORTNIGHTLY;COUNT=3', 'rule_unreadable'],
	['FREQ=DAILY;COUNT=0', 'rule_unreadable'],
	['FREQ=DAILY;COUNT=3;COUNT=4', 'rule_unreadable'],
	['FREQ=DAILY;COUNT=3;UNTIL=20270101', 'rule_unreadable'],
	['FREQ=DAILY;INTERVAL=0;COUNT=3', 'rule_unreadable'],
	['FREQ=DAILY;INTERVAL=999999999;COUNT=3', 'rule_unreadable'],
	['FREQ=DAILY;UNTIL=20270231', 'rule_unreadable'],
	['FREQ=DAILY;FOO=1;COUNT=3', 'rule_unreadable'],
	['FREQ=WEEKLY;BYDAY=2MO;COUNT=3', 'rule_unreadable'],
	['FREQ=WEEKLY;BYMONTHDAY=2;COUNT=3', 'rule_unreadable'],
	['FREQ=MONTHLY;BYDAY=9MO;COUNT=3', 'rule_unreadable'],
	['FREQ=MONTHLY;BYSETPOS=1;COUNT=3', 'rule_unreadable'],
	['FREQ=HOURLY;COUNT=3', 'rule_too_fine'],
	['FREQ=SECONDLY', 'rule_too_fine'],
	['FREQ=DAILY;BYHOUR=9,18;COUNT=3', 'rule_unsupported'],
	['FREQ=YEARLY;BYWEEKNO=20;COUNT=3', 'rule_unsupported'],
	['FREQ=YEARLY;RSCALE=HEBREW;COUNT=3', 'rule_unsupported'],
	['FREQ=WEEKLY', 'rule_without_end'],
	['FREQ=DAILY;COUNT=401', 'rule_too_many']
] as const)('%s: %s', ([rule, problem]) => {
	expect(recurrenceProblem(rule)).toBe(problem);
});

test('how many dates there are until a day is known with the first date', () => {
	const start = '2026-01-01T18:00';
	expect(recurrenceProblem('FREQ=DAILY;UNTIL=20270204', start)).toBe(null);
	expect(recurrenceProblem('FREQ=DAILY;UNTIL=20270205', start)).toBe('rule_too_many');
	expect(recurrenceProblem('FREQ=DAILY;UNTIL=20251231', start)).toBe('rule_without_dates');
	expect(recurrenceProblem('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2', start)).toBe(
		'rule_without_dates'
	);
});

const form: RecurrenceForm = {
	every: 1,
	unit: 'week',
	weekdays: [],
	nth: null,
	until: null,
	count: null
};

test.for([
	[{ unit: 'day', every: 3, count: 5 }, 'FREQ=DAILY;INTERVAL=3;COUNT=5'],
	[{ weekdays: ['WE', 'MO'], until: '2027-06-30' }, 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630'],
	[{ unit: 'month', nth: 2, weekdays: ['TU'], count: 12 }, 'FREQ=MONTHLY;BYDAY=2TU;COUNT=12'],
	[{ unit: 'month', nth: -1, weekdays: ['FR'] }, 'FREQ=MONTHLY;BYDAY=-1FR'],
	[{ unit: 'month', every: 2 }, 'FREQ=MONTHLY;INTERVAL=2']
] as [Partial<RecurrenceForm>, string][])('the form %j is the rule %s', ([values, rule]) => {
	expect(ruleOf({ ...form, ...values })).toBe(rule);
});

test('every form is found again in its rule', () => {
	const end = fc.oneof(
		fc.record({ until: fc.constantFrom('2027-06-30', '2028-02-29'), count: fc.constant(null) }),
		fc.record({ until: fc.constant(null), count: fc.option(fc.integer({ min: 1, max: 400 })) })
	);
	const inOrder = fc.subarray([...weekdays]);
	const days = fc.oneof(
		fc.record({
			unit: fc.constant('day' as const),
			weekdays: fc.constant([]),
			nth: fc.constant(null)
		}),
		fc.record({ unit: fc.constant('week' as const), weekdays: inOrder, nth: fc.constant(null) }),
		fc.record({
			unit: fc.constant('month' as const),
			weekdays: fc.constant([]),
			nth: fc.constant(null)
		}),
		fc.record({
			unit: fc.constant('month' as const),
			weekdays: fc.constantFrom(...weekdays).map((day) => [day]),
			nth: fc.constantFrom(1, 2, 3, 4, -1)
		})
	);
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 99 }), days, end, (every, days, end) => {
			const whole = { every, ...days, ...end } as RecurrenceForm;
			expect(recurrenceProblem(ruleOf(whole))).toBe(
				end.until === null && end.count === null ? 'rule_without_end' : null
			);
			expect(formOf(ruleOf(whole))).toEqual(whole);
		})
	);
});

test('what Outlook and Google write fits the form, what the form cannot say does not', () => {
	expect(formOf('FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2;COUNT=3')).toMatchObject({
		nth: 2,
		weekdays: ['TU']
	});
	expect(formOf('FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630T215959Z')).toMatchObject({
		until: '2027-06-30'
	});
	expect(formOf('FREQ=WEEKLY;WKST=SU;BYDAY=MO')).toMatchObject({ every: 1 });
	for (const rule of [
		'FREQ=YEARLY',
		'FREQ=MONTHLY;BYMONTHDAY=-1',
		'FREQ=MONTHLY;BYDAY=MO,TU',
		'FREQ=MONTHLY;BYDAY=5MO',
		'FREQ=DAILY;BYDAY=MO',
		'FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=MO,SU',
		'nonsense'
	])
		expect(formOf(rule), rule).toBe(null);
});

test.for([
	['FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270630', 'de', 'jeden 2. Dienstag im Monat bis 30. Juni 2027'],
	[
		'FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270630',
		'en',
		'on the last Friday of every month until 30 June 2027'
	],
	[
		'FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270630',
		'de-simple',
		'Jeden 2. Dienstag im Monat. Der letzte Tag ist spätestens der 30. Juni 2027.'
	],
	['FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270630', 'ar', 'الثلاثاء الثاني من كل شهر حتى 30 يونيو 2027'],
	['FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=8', 'de', 'jeden Montag, Mittwoch und Freitag, 8 Termine'],
	['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=1', 'de', 'alle 2 Wochen am Montag, 1 Termin'],
	['FREQ=DAILY;INTERVAL=2', 'ar', 'كل يومين'],
	['FREQ=DAILY', 'de', 'täglich'],
	['FREQ=WEEKLY', 'en', 'every week'],
	['FREQ=MONTHLY;INTERVAL=3', 'en', 'every 3 months on the same day'],
	['FREQ=YEARLY', 'de', 'regelmäßig, nach einem eigenen Plan']
] as const)('%s in %s: %s', ([rule, locale, text]) => {
	expect(recurrenceText(rule, locale)).toBe(text);
});
