import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '#lib/formats/live/ask/rules.ts';

const asks = [
	{ number: 1, supporters: 2, answered: false },
	{ number: 2, supporters: 9, answered: true },
	{ number: 3, supporters: 5, answered: false },
	{ number: 4, supporters: 5, answered: false }
];
const numbers = (order: 'support' | 'newest') => inOrder(asks, order).map(({ number }) => number);

test('people’s questions are sorted by support or by the newest, what is answered last', () => {
	expect(numbers('support')).toEqual([3, 4, 1, 2]);
	expect(numbers('newest')).toEqual([4, 3, 1, 2]);
});

test('every question is in the list once, in whichever order they arrive', () => {
	const any = fc.uniqueArray(
		fc.record({ number: fc.nat(50), supporters: fc.nat(3), answered: fc.boolean() }),
		{ selector: ({ number }) => number }
	);
	fc.assert(
		fc.property(any, fc.constantFrom('support' as const, 'newest' as const), (some, order) => {
			const sorted = inOrder(some, order);
			expect(inOrder(some.toReversed(), order)).toEqual(sorted);
			expect(sorted.toSorted((a, b) => a.number - b.number)).toEqual(
				some.toSorted((a, b) => a.number - b.number)
			);
		})
	);
});
