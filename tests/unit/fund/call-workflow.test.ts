import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	callHindrance,
	callStates,
	callStepKeys,
	callWorkflow,
	payingStates,
	type CallState
} from '#lib/formats/fund/money/call-workflow.ts';
import { states } from '#lib/formats/fund/states.ts';

const running = { applicationState: 'running', checkedBy: 'office', paidOn: null } as const;

test('no call is paid that was not checked and released, and what came back is never paid again', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...callStepKeys), { maxLength: 20 }), (tries) => {
			let state: CallState = 'requested';
			let paidOn: string | null = null;
			const path: CallState[] = [state];
			for (const step of tries) {
				if (callHindrance(step, { ...running, state, paidOn }, 'somebody else') !== null) continue;
				state = callWorkflow[step].to;
				if (state === 'paid') paidOn = '2026-02-10';
				path.push(state);
			}
			const isPaid = (at: CallState) => at === 'paid';
			if (path.some(isPaid)) {
				expect(path.slice(0, 3)).toEqual(['requested', 'checked', 'released']);
				expect(path.filter(isPaid)).toHaveLength(1);
				expect([[], ['failed']]).toContainEqual(path.slice(path.findIndex(isPaid) + 1));
			}
			expect(path.filter((at) => ['requested', 'checked'].includes(at)).length).toBeLessThan(3);
		})
	);
});

test('nobody releases what they checked themselves', () => {
	const checked = { ...running, state: 'checked' } as const;
	expect(callHindrance('release', checked, 'office')).toBe('four_eyes');
	expect(callHindrance('release', checked, 'treasury')).toBeNull();
	expect(callHindrance('refuse', checked, 'office')).toBeNull();
});

test('outside the time of a project no step is possible', () => {
	for (const applicationState of states.filter((state) => !payingStates.includes(state)))
		for (const state of callStates)
			for (const step of callStepKeys)
				expect(callHindrance(step, { ...running, applicationState, state }, null)).toBe(
					'not_paying_now'
				);
});
