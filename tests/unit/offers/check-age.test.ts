import { expect, test } from 'vitest';
import { isOverdue, oldestFreshDay } from '#lib/core/offers/check-age.ts';

test('an offer is overdue on the 181st day after its last check, not on the 180th', () => {
	expect(isOverdue('2026-05-30', '2026-11-26')).toBe(false);
	expect(isOverdue('2026-05-29', '2026-11-26')).toBe(true);
	expect(isOverdue('2026-11-26', '2026-11-26')).toBe(false);
});

test('days are counted across the turn of the year, leap days and both changes of the clock', () => {
	const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
	for (const today of ['2026-03-29', '2026-10-25', '2027-01-01', '2028-02-29', '2028-08-27'])
		expect(days(oldestFreshDay(today), today)).toBe(180);
});
