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

const running = { applicationState: 'running', checkedBy: 'office' } as const;

test('no call is paid that was not checked and released, and nothing follows on what has ended', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...callStepKeys), { maxLength: 20 }), (tries) => {
			let state: CallState = 'requested';
			const path: CallState[] = [state];
			for (const step of tries) {
				if (callHindrance(step, { ...running, state }, 'somebody else') !== null) continue;
				state = callWorkflow[step].to;
				path.push(state);
			}
			if (path.includes('paid')) expect(path).toEqual(['requested', 'checked', 'released', 'paid']);
			expect(new Set(path).size).toBe(path.length);
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
