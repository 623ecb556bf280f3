import { expect, test } from 'vitest';
import { planChecks, planSums, type Planned } from '#lib/formats/fund/review/plan-checks.ts';
import { usualRules } from '#lib/formats/fund/round/rules.ts';

const line = (side: 'cost' | 'funding', category: string, plannedCents: number) => ({
	side,
	category,
	plannedCents
});

const plan: Planned = {
	rules: usualRules,
	lines: [
		line('cost', 'materials', 80_000),
		line('cost', 'other', 20_000),
		line('funding', 'grant', 90_000),
		line('funding', 'own', 6_000),
		line('funding', 'thirdParty', 4_000),
		line('funding', 'inKind', 15_000)
	],
	startsOn: '2026-03-01',
	endsOn: '2026-09-30',
	submittedOn: '2026-01-15',
	freeCents: 90_000,
	committedCents: 0
};

const bad = (different: Partial<Planned>) =>
	planChecks({ ...plan, ...different })
		.filter(({ good }) => !good)
		.map(({ key }) => key);
const lines = (...changed: Planned['lines']) => ({
	lines: [
		...plan.lines.filter((one) => !changed.some(({ category }) => category === one.category)),
		...changed
	]
});
const rules = (different: Partial<Planned['rules']>) => ({
	rules: { ...usualRules, ...different }
});

test('work without pay is in no sum of money', () => {
	expect(planSums(plan.lines)).toEqual({
		costs: 100_000,
		grant: 90_000,
		elsewhere: 10_000,
		inKind: 15_000
	});
});

test('a plan that keeps the rules keeps them all', () => {
	expect(bad({})).toEqual([]);
});

test.each<[string, Partial<Planned>, string[]]>([
	['a cent too little money', lines(line('funding', 'own', 5_999)), ['balanced']],
	['above the ceiling', rules({ ceilingCents: 89_999 }), ['ceiling']],
	['below the floor', rules({ floorCents: 90_001 }), ['floor']],
	['more than is free', { freeCents: 89_999 }, ['pot']],
	['a share that work without pay does not fill', rules({ ownSharePercent: 26 }), ['share']],
	[
		'the same share where work without pay does not count',
		rules({ inKind: { counted: false, hourCents: 1500 }, ownSharePercent: 11 }),
		['share']
	],
	['costs that are not funded', rules({ excludedCategories: ['materials'] }), ['excluded']],
	['a beginning that is too soon', { startsOn: '2026-01-28' }, ['lead']],
	['a day too long', rules({ longestDays: 213 }), ['longest']]
])('told: %s', (_what, different, expected) => {
	expect(bad(different)).toEqual(expected);
});

test('what is reserved for the application itself is free for it', () => {
	expect(bad({ freeCents: 0, committedCents: 90_000 })).toEqual([]);
});

test('the first day after the lead time and the last of the longest duration are kept', () => {
	expect(bad({ startsOn: '2026-01-29' })).toEqual([]);
	expect(bad(rules({ longestDays: 214 }))).toEqual([]);
});
