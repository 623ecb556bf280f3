import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSmall } from '#lib/platform/suppression/small.ts';

const thresholds = fc.integer({ min: 3, max: 50 });
const people = fc.integer({ min: 1, max: 1000 });

test('fewer people than k could be recognised; nobody and k people cannot', () => {
	expect([0, 1, 4, 5, 6].map((count) => isSmall(count, 5))).toEqual([
		false,
		true,
		true,
		false,
		false
	]);
});

test('whatever k is: nobody tells about no person, and with more people a number never becomes small again', () => {
	fc.assert(
		fc.property(thresholds, people, people, (k, some, further) => {
			expect(isSmall(0, k)).toBe(false);
			expect(isSmall(some, k)).toBe(some < k);
			if (!isSmall(some, k)) expect(isSmall(some + further, k)).toBe(false);
		})
	);
});

test('a stricter house hides all that a laxer one hides', () => {
	fc.assert(
		fc.property(thresholds, fc.nat(50), people, (k, stricter, count) => {
			if (isSmall(count, k)) expect(isSmall(count, k + stricter)).toBe(true);
		})
	);
});
