import fc from 'fast-check';
import { expect, test } from 'vitest';
import { states, type State } from '#lib/formats/events/states.ts';
import { finalStates, hindrance, stepKeys, workflow } from '#lib/formats/events/workflow.ts';

const entered = fc.constantFrom('account', 'invitation', 'staff');

test('every state can be reached from a draft', () => {
	const seen = new Set<State>(['draft']);
	for (const state of seen)
		for (const enteredAs of ['account', 'staff'])
			for (const step of stepKeys)
				if (hindrance(step, state, { enteredAs }) === null) seen.add(workflow[step].to);
	expect([...states].filter((state) => !seen.has(state))).toEqual([]);
});

test('what was rejected, withdrawn or cancelled stays so', () => {
	expect(finalStates).toEqual(['rejected', 'withdrawn', 'cancelled']);
});

test('what a host entered is never published without having been handed in', () => {
	const walk = fc.array(fc.constantFrom(...stepKeys), { maxLength: 30 });
	fc.assert(
		fc.property(entered, walk, (enteredAs, tries) => {
			let state: State = 'draft';
			const path: State[] = [state];
			for (const step of tries) {
				if (hindrance(step, state, { enteredAs }) !== null) continue;
				state = workflow[step].to;
				path.push(state);
			}
			if (enteredAs !== 'staff' && path.includes('approved')) expect(path).toContain('submitted');
			if (path.includes('cancelled')) expect(path).toContain('approved');
		})
	);
});

test('an event with an open question is approved or rejected without waiting for the answer', () => {
	const facts = { enteredAs: 'account' };
	expect(hindrance('approve', 'queried', facts)).toBeNull();
	expect(hindrance('reject', 'queried', facts)).toBeNull();
	expect(hindrance('query', 'queried', facts)).toBe('not_possible_now');
	expect(hindrance('publish', 'draft', facts)).toBe('not_entered_by_staff');
});
