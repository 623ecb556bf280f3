import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	bodyFor,
	fundRulesSchema,
	inKindCents,
	isCompetent,
	usualRules
} from '#lib/formats/fund/round/rules.ts';

const problems = (rules: object) =>
	(fundRulesSchema.safeParse({ ...usualRules, ...rules }).error?.issues ?? []).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);

test('the usual rules are rules', () => {
	expect(problems({})).toEqual([]);
});

test.each([
	['the least sum above the most', { floorCents: 300_000 }, ['floorCents: floor_above_ceiling']],
	['a share of 101 percent', { ownSharePercent: 101 }, ['ownSharePercent: out_of_range']],
	['a negative ceiling', { ceilingCents: -1 }, ['ceilingCents: amount_negative']],
	[
		'a ladder whose last body has a limit: nobody could decide about more',
		{ competences: [{ body: 'office', upToCents: 50_000 }] },
		['competences.0.upToCents: last_has_no_limit']
	],
	[
		'a lower body above a higher one',
		{
			competences: [
				{ body: 'jury', upToCents: 100 },
				{ body: 'office', upToCents: null }
			]
		},
		['competences.1.body: body_out_of_order']
	],
	[
		'a higher body with a lower limit',
		{
			competences: [
				{ body: 'office', upToCents: 100 },
				{ body: 'jury', upToCents: 100 },
				{ body: 'committee', upToCents: null }
			]
		},
		['competences.1.upToCents: limit_not_higher']
	],
	[
		'two criteria with one key',
		{
			criteria: [1, 2].map(() => ({ key: 'reach', name: { de: 'Reichweite' }, most: 5, weight: 1 }))
		},
		['criteria.1.key: key_twice']
	]
])('no rules: %s', (_what, rules, expected) => {
	expect(problems(rules)).toEqual(expected);
});

const ladder = {
	...usualRules,
	competences: [
		{ body: 'office' as const, upToCents: 50_000 },
		{ body: 'jury' as const, upToCents: 250_000 },
		{ body: 'committee' as const, upToCents: null }
	]
};

test('each sum has a lowest body, and every higher one may decide it too', () => {
	expect([0, 50_000, 50_001, 250_000, 250_001].map((cents) => bodyFor(ladder, cents))).toEqual([
		'office',
		'office',
		'jury',
		'jury',
		'committee'
	]);
	expect(isCompetent(ladder, 'office', 50_001)).toBe(false);
	expect(isCompetent(ladder, 'jury', 50_001)).toBe(true);
	expect(isCompetent(ladder, 'jury', 100)).toBe(true);
	expect(isCompetent(usualRules, 'committee', 100)).toBe(false);
});

test('a higher sum is never decided by a lower body', () => {
	const cents = fc.nat(400_000);
	fc.assert(
		fc.property(cents, cents, (one, other) => {
			const order = ['office', 'jury', 'committee'];
			const [low, high] = [Math.min(one, other), Math.max(one, other)];
			expect(order.indexOf(bodyFor(ladder, low))).toBeLessThanOrEqual(
				order.indexOf(bodyFor(ladder, high))
			);
		})
	);
});

test('work without pay counts by the minute, rounded down to the cent', () => {
	expect(inKindCents(usualRules, 90)).toBe(2250);
	expect(inKindCents({ ...usualRules, inKind: { counted: true, hourCents: 1000 } }, 1)).toBe(16);
});
