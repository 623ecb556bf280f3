import { describe, expect, test } from 'vitest';
import {
	barPositions,
	dataState,
	goalState,
	isDueSoon,
	type Target
} from '#lib/core/indicators/rules.ts';

const target = (different: Partial<Target>): Target => ({
	comparator: '>=',
	lowerBound: 20,
	upperBound: null,
	due: '2026-12-31',
	...different
});
const value = (number: number) => ({ value: number, judged: null });
const inTime = '2026-12-31';
const tooLate = '2027-01-01';

describe('the goal', () => {
	test.for([
		['20 of at least 20', target({}), 20, 'met'],
		['19 of at least 20', target({}), 19, 'notYet'],
		['20 of at most 20', target({ comparator: '<=' }), 20, 'met'],
		['21 of at most 20', target({ comparator: '<=' }), 21, 'notYet'],
		['exactly 20', target({ comparator: '=' }), 20, 'met'],
		['21 instead of exactly 20', target({ comparator: '=' }), 21, 'notYet'],
		['the lower bound of 20 to 50', target({ comparator: 'between', upperBound: 50 }), 20, 'met'],
		['the upper bound of 20 to 50', target({ comparator: 'between', upperBound: 50 }), 50, 'met'],
		['51 of 20 to 50', target({ comparator: 'between', upperBound: 50 }), 51, 'notYet'],
		['a milestone with evidence', target({ comparator: 'done', lowerBound: null }), 1, 'met'],
		['a milestone without', target({ comparator: 'done', lowerBound: null }), 0, 'notYet']
	] as const)('%s', ([, wanted, reached, state]) => {
		expect(goalState(wanted, value(reached), inTime)).toBe(state);
	});

	test('is missed only after the due day', () => {
		expect(goalState(target({}), value(19), inTime)).toBe('notYet');
		expect(goalState(target({}), value(19), tooLate)).toBe('missed');
		expect(goalState(target({}), value(20), tooLate)).toBe('met');
		expect(goalState(target({ due: null }), value(19), tooLate)).toBe('notYet');
	});

	test('per period is met when every period met it', () => {
		expect(goalState(target({}), { value: 2, judged: { met: 2, all: 2 } }, inTime)).toBe('met');
		expect(goalState(target({}), { value: 30, judged: { met: 1, all: 2 } }, inTime)).toBe('notYet');
		expect(goalState(target({}), { value: 0, judged: { met: 0, all: 0 } }, inTime)).toBe('notYet');
	});

	test('that only asks for the number is neither met nor missed', () => {
		expect(goalState(target({ lowerBound: null }), value(3), tooLate)).toBe('reportedOnly');
	});

	test('without a target or without a value nothing is claimed', () => {
		expect(goalState(null, value(3), inTime)).toBe('noTarget');
		expect(goalState(target({}), null, tooLate)).toBe('notComputable');
	});
});

describe('the state of the data', () => {
	const nothing = { released: false, draft: false, suppressed: false, stale: false };
	test.for([
		['none', nothing, 'none'],
		['a draft only', { ...nothing, draft: true }, 'draftOnly'],
		['released', { ...nothing, released: true, draft: true }, 'released'],
		['released, but the facts changed', { ...nothing, released: true, stale: true }, 'stale'],
		[
			'released, but withheld',
			{ ...nothing, released: true, suppressed: true, stale: true },
			'suppressed'
		]
	] as const)('%s', ([, indicator, state]) => {
		expect(dataState(indicator)).toBe(state);
	});
});

test('a target is due soon in the 90 days before its day, that day included', () => {
	expect(isDueSoon(target({}), '2026-10-02')).toBe(true);
	expect(isDueSoon(target({}), '2026-10-01')).toBe(false);
	expect(isDueSoon(target({}), inTime)).toBe(true);
	expect(isDueSoon(target({}), tooLate)).toBe(false);
	expect(isDueSoon(target({ due: null }), inTime)).toBe(false);
});

test('a bar never leaves its frame, and percent end at 100', () => {
	expect(barPositions(target({ lowerBound: 80 }), 50, 'Prozent')).toEqual({
		value: 0.5,
		from: 0.8,
		to: null
	});
	expect(barPositions(target({}), 500, 'Personen')!.value).toBeLessThan(1);
	expect(barPositions(target({ lowerBound: 0 }), 0, null)).toBeNull();
	expect(barPositions(null, 5, null)).toBeNull();
});
