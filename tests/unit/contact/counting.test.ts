import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthsInOrder } from '#lib/formats/contact/figures/months.ts';
import { dueOn, isOverdue } from '#lib/formats/contact/message/due.ts';
import { filterOf, queryOf } from '#lib/formats/contact/desk/filter.ts';

const month = fc
	.tuple(fc.integer({ min: 2024, max: 2025 }), fc.integer({ min: 1, max: 12 }))
	.map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
const found = fc.uniqueArray(fc.record({ key: month, contacts: fc.integer({ min: 1, max: 99 }) }), {
	selector: ({ key }) => key
});

test('the months follow each other without a gap and lose no contact of two years', () => {
	fc.assert(
		fc.property(found, (parts) => {
			const months = monthsInOrder(parts);
			const sum = (all: readonly { contacts: number }[]) =>
				all.reduce((total, { contacts }) => total + contacts, 0);
			expect(sum(months)).toBe(sum(parts));
			const index = months.map(({ key }) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5)));
			index.slice(1).forEach((one, before) => expect(one - index[before]!).toBe(1));
			const keys = parts.map(({ key }) => key).sort();
			expect([months[0]?.key, months.at(-1)?.key]).toEqual([keys[0], keys.at(-1)]);
		})
	);
});

test('of a long time the newest two years are shown', () => {
	const months = monthsInOrder([
		{ key: '2019-12', contacts: 1 },
		{ key: '2026-01', contacts: 2 }
	]);
	expect(months).toHaveLength(24);
	expect(months.at(-1)).toEqual({ key: '2026-01', contacts: 2 });
});

test('an answer is late on the day after the promised one, also over the end of a month and a change of the clock', () => {
	expect(dueOn('2026-03-27', 5)).toBe('2026-04-01');
	expect(isOverdue('2026-03-27', 5, '2026-04-01')).toBe(false);
	expect(isOverdue('2026-03-27', 5, '2026-04-02')).toBe(true);
	expect(isOverdue(null, 5, '2026-04-02')).toBe(false);
});

test('a filter comes back from its own address, whatever was asked', () => {
	const filter = { state: 'overdue', topic: 'a', place: 'b', mine: true, page: 3 } as const;
	expect(filterOf(new URLSearchParams(queryOf(filter, 3)))).toEqual(filter);
	expect(filterOf(new URLSearchParams('state=<b>&page=-4&mine=2'))).toEqual({
		state: '',
		topic: '',
		place: '',
		mine: false,
		page: 1
	});
});
