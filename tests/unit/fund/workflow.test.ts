import fc from 'fast-check';
import { expect, test } from 'vitest';
import { states, type State } from '#lib/formats/fund/states.ts';
import {
	finalStates,
	hindrance,
	stepKeys,
	workflow,
	type Facts,
	type StepKey
} from '#lib/formats/fund/workflow.ts';

const granted: Facts = { outcome: 'granted', paidCents: 0 };

/** From one state to the next, by steps that nothing hinders. */
const after = (state: State, facts: Facts) =>
	stepKeys
		.filter((step) => hindrance(step, state, facts) === null)
		.map((step) => workflow[step].to);

test('every state can be reached from a draft', () => {
	const seen = new Set<State>(['draft']);
	for (const state of seen)
		for (const facts of [
			granted,
			{ ...granted, paidCents: 1 },
			{ ...granted, outcome: 'deferred' }
		])
			for (const next of after(state, facts)) seen.add(next);
	expect([...states].filter((state) => !seen.has(state))).toEqual([]);
});

test('what has ended stays as it is, but money that was paid can still be demanded back', () => {
	expect(finalStates).toEqual(['closed', 'withdrawn', 'lapsed', 'revoked']);
	for (const state of ['withdrawn', 'lapsed'] as const) expect(after(state, granted)).toEqual([]);
	for (const state of ['closed', 'revoked'] as const) {
		expect(after(state, granted)).toEqual([]);
		expect(after(state, { ...granted, paidCents: 100 })).toEqual(['reclaimed']);
	}
});

const walk: readonly [StepKey, State, Facts, string | null][] = [
	['begin', 'notified', granted, null],
	['begin', 'notified', { ...granted, outcome: 'rejected' }, 'not_granted'],
	['beginFor', 'notified', granted, null],
	['beginFor', 'notified', { ...granted, outcome: 'rejected' }, 'not_granted'],
	['beginFor', 'decided', granted, 'not_possible_now'],
	['notify', 'decided', { ...granted, outcome: 'deferred' }, 'deferred'],
	['bringUpAgain', 'decided', { ...granted, outcome: 'deferred' }, null],
	['bringUpAgain', 'decided', granted, 'not_deferred'],
	['withdraw', 'running', granted, null],
	['withdraw', 'running', { ...granted, paidCents: 1 }, 'money_was_paid'],
	['withdraw', 'closed', granted, 'not_possible_now'],
	['reclaim', 'running', granted, 'nothing_was_paid'],
	['decide', 'inReview', granted, 'not_possible_now'],
	['lapse', 'notified', { ...granted, outcome: 'rejected' }, 'not_granted'],
	['submitProof', 'notified', granted, 'not_possible_now']
];
test.each(walk)('the step %s from %s with %o: %s', (step, state, facts, against) => {
	expect(hindrance(step, state, facts)).toBe(against);
});

test('nothing is decided that was not reviewed, and nothing is closed without a proof or a settled demand', () => {
	const facts = fc.record({
		outcome: fc.constantFrom(null, 'granted', 'conditions', 'deferred', 'rejected'),
		paidCents: fc.nat(2)
	});
	fc.assert(
		fc.property(
			fc.array(fc.tuple(fc.constantFrom(...stepKeys), facts), { maxLength: 40 }),
			(tries) => {
				let state: State = 'draft';
				const path: State[] = [state];
				for (const [step, seen] of tries) {
					if (hindrance(step, state, seen) !== null) continue;
					state = workflow[step].to;
					path.push(state);
				}
				if (path.includes('decided')) expect(path).toContain('inReview');
				if (path.includes('closed'))
					expect(path.includes('proofSubmitted') || path.includes('reclaimed')).toBe(true);
			}
		)
	);
});
