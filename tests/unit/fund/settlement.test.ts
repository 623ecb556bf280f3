import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostOfLine, settle } from '#lib/formats/fund/proof/settlement.ts';

const cents = fc.integer({ min: 0, max: 10_000_000_000 });
const percent = fc.integer({ min: 0, max: 100 });
const lines = fc.array(fc.record({ grantedCents: cents, spentCents: cents }), { maxLength: 30 });
const cases = fc.tuple(cents, cents, lines, cents, percent);

test('a project that spent as planned keeps its grant: nothing comes back, nothing is open', () => {
	const plan = [
		{ grantedCents: 90_000, spentCents: 90_000 },
		{ grantedCents: 10_000, spentCents: 10_000 }
	];
	expect(settle(90_000, 90_000, plan, 10_000, 20)).toEqual({
		recognisedCents: 100_000,
		otherCents: 10_000,
		neededCents: 90_000,
		dueBackCents: 0,
		stillPayableCents: 0
	});
});

test('what was saved comes back, to the cent', () => {
	const cheaper = [{ grantedCents: 100_000, spentCents: 70_001 }];
	expect(settle(90_000, 90_000, cheaper, 10_000, 20)).toMatchObject({
		neededCents: 60_001,
		dueBackCents: 29_999
	});
});

test('a line may be overrun by the percentage; beyond it the money is the applicant’s own', () => {
	expect(mostOfLine(10_000, 20)).toBe(12_000);
	expect(mostOfLine(333, 10)).toBe(366);
	const overrun = [{ grantedCents: 10_000, spentCents: 12_001 }];
	expect(settle(50_000, 0, overrun, 0, 20)).toMatchObject({
		recognisedCents: 12_000,
		stillPayableCents: 12_000
	});
});

test('who earned more than planned needs less', () => {
	const plan = [{ grantedCents: 100_000, spentCents: 100_000 }];
	expect(settle(90_000, 90_000, plan, 40_000, 20)).toMatchObject({
		neededCents: 60_000,
		dueBackCents: 30_000
	});
	expect(settle(90_000, 90_000, plan, 250_000, 20)).toMatchObject({
		neededCents: 0,
		dueBackCents: 90_000
	});
});

test('every cent that was paid is either needed or comes back, and nobody owes both ways', () => {
	fc.assert(
		fc.property(cases, ([granted, paid, spent, other, limit]) => {
			const { neededCents, dueBackCents, stillPayableCents } = settle(
				granted,
				paid,
				spent,
				other,
				limit
			);
			expect(paid - dueBackCents + stillPayableCents).toBe(neededCents);
			expect(Math.min(dueBackCents, stillPayableCents)).toBe(0);
			expect(Math.min(neededCents, dueBackCents, stillPayableCents)).toBeGreaterThanOrEqual(0);
		})
	);
});

test('the grant is never more than was granted, nor more than the costs that are left', () => {
	fc.assert(
		fc.property(cases, ([granted, paid, spent, other, limit]) => {
			const { neededCents, recognisedCents } = settle(granted, paid, spent, other, limit);
			expect(neededCents).toBeLessThanOrEqual(granted);
			expect(neededCents).toBeLessThanOrEqual(Math.max(0, recognisedCents - other));
			const claimed = spent.reduce((sum, { spentCents }) => sum + spentCents, 0);
			expect(recognisedCents).toBeLessThanOrEqual(claimed);
		})
	);
});

test('spending more never lowers the grant, and more money from elsewhere never raises it', () => {
	fc.assert(
		fc.property(cases, cents, ([granted, paid, spent, other, limit], more) => {
			const needed = (all: typeof spent, elsewhere: number) =>
				settle(granted, paid, all, elsewhere, limit).neededCents;
			const dearer = spent.map((line) => ({ ...line, spentCents: line.spentCents + more }));
			expect(needed(dearer, other)).toBeGreaterThanOrEqual(needed(spent, other));
			expect(needed(spent, other + more)).toBeLessThanOrEqual(needed(spent, other));
		})
	);
});

test('once what is due back has come back, nothing is due any more', () => {
	fc.assert(
		fc.property(cases, ([granted, paid, spent, other, limit]) => {
			const { dueBackCents } = settle(granted, paid, spent, other, limit);
			expect(settle(granted, paid - dueBackCents, spent, other, limit).dueBackCents).toBe(0);
		})
	);
});
