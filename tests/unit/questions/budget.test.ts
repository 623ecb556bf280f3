import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budget, costOf, type BudgetConfig } from '#lib/questions/budget/index.ts';
import { budgetRule } from '#lib/questions/budget/rule.ts';
import { tallyOf } from '#lib/questions/tally.ts';
import { formOf, locales, plain, problemsWith, reasonFor } from './samples.ts';

const square: BudgetConfig = {
	projects: [
		{ id: 'banke', label: { de: 'Bänke' }, costCents: 300_000 },
		{ id: 'baum', label: { de: 'Baum', ar: 'شجرة' }, costCents: 80_050 },
		{ id: 'fest', label: { de: 'Fest' }, costCents: 250_000 }
	],
	budgetCents: 500_000,
	max: 2
};

/** A question of some projects none of which costs more than the sum. */
const configs = fc
	.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.option(fc.integer({ min: 1, max: 2 })))
	.chain(([budgetCents, max]) =>
		fc
			.array(fc.integer({ min: 1, max: budgetCents }), { minLength: 2, maxLength: 100 })
			.map((costs): BudgetConfig => ({
				projects: costs.map((costCents, n) => ({
					id: `p${n}`,
					label: { de: `Projekt ${n}` },
					costCents
				})),
				budgetCents,
				max
			}))
	);

describe('an answer is refused', () => {
	test.each([
		['without any project', [], 'answer_missing'],
		['when it costs more than there is', ['banke', 'fest'], 'over_budget_by_50000'],
		['with more projects than allowed', ['baum', 'fest'], 'too_many', { max: 1 }],
		['with a project that is not there', ['brunnen'], 'option_unknown'],
		['with a project that every object has', ['constructor'], 'option_unknown'],
		['with the same project twice', ['baum', 'baum'], 'option_twice'],
		['when it is no list', 'baum', 'answer_malformed'],
		['when the list holds something else', [1], 'answer_malformed']
	] as const)('%s', (_, answer, reason, limits: Partial<BudgetConfig> = {}) => {
		expect(reasonFor('budget', { ...square, ...limits }, answer)).toBe(reason);
	});

	test.each([
		['de', 'Zur Verfügung stehen 5.000 €, Ihre Auswahl liegt 500,50 € darüber.'],
		['en', 'there are €5,000, and your choice is €500.50 above.'],
		['de-simple', 'Es gibt 5.000 €. Ihre Projekte kosten 500,50 € mehr.'],
		['ar', '5,000']
	])('and the message in %s tells the sum and by how much it is over', (locale, told) => {
		const message = budget.answerProblem(square, 'over_budget_by_50050', locale);
		expect(plain(message).replaceAll('\u00A0', ' ')).toContain(told);
	});
});

test('an accepted answer never costs more than the sum, and every one that fits is accepted', () => {
	fc.assert(
		fc.property(configs, fc.array(fc.nat(120), { maxLength: 12 }), (config, picked) => {
			const answer = picked.map((n) => `p${n}`);
			const parsed = budget.answerSchema(config).safeParse(answer);
			const known = answer.every((id) => config.projects.some((project) => project.id === id));
			const fits =
				known &&
				answer.length > 0 &&
				new Set(answer).size === answer.length &&
				costOf(config, answer) <= config.budgetCents &&
				answer.length <= (config.max ?? Infinity);
			expect(parsed.success).toBe(fits);
			if (parsed.success)
				expect(costOf(config, parsed.data)).toBeLessThanOrEqual(config.budgetCents);
		})
	);
});

test('what is counted for a project is the number of ballots that chose it', () => {
	const fitting = fc
		.subarray(['banke', 'baum', 'fest'], { minLength: 1, maxLength: 2 })
		.filter((answer) => costOf(square, answer) <= square.budgetCents);
	fc.assert(
		fc.property(fc.array(fitting, { maxLength: 40 }), (ballots) => {
			const tally = tallyOf(ballots.map((answer) => budget.tallyKeys(square, answer)));
			const { rows } = budget.table(square, tally, 'de');
			for (const { key, count } of rows)
				expect(count).toBe(ballots.filter((answer) => answer.includes(key)).length);
		})
	);
});

test('an answer keeps nothing of the order in which it was ticked', () => {
	const schema = budget.answerSchema(square);
	expect(schema.parse(['fest', 'baum'])).toEqual(['baum', 'fest']);
});

test('the result names costs, the most chosen of many projects stand first', () => {
	const many: BudgetConfig = {
		projects: Array.from({ length: 85 }, (_, n) => ({
			id: `p${n}`,
			label: { de: `Projekt ${n}` },
			costCents: 100_000 + n
		})),
		budgetCents: 10_000_000,
		max: null
	};
	const { rows } = budget.table(many, { ballots: 9, counts: { p70: 5, p3: 9 } }, 'de');
	expect(rows.slice(0, 3).map(({ key }) => key)).toEqual(['p3', 'p70', 'p0']);
	expect(plain(rows[0]!.label)).toBe('Projekt 3 (1.000,03\u00A0€)');
});

test.each([
	['de', '8 Menschen haben geantwortet. Am häufigsten gewählt: Baum (800,50 €) (5 von 8).'],
	['en', '8 people answered. Chosen most: Baum (€800.50) (5 of 8).']
])('the result is told in %s', (locale, sentence) => {
	const tally = { ballots: 8, counts: { baum: 5, fest: 3 } };
	const told = plain(budget.sentence(square, tally, locale)).replaceAll('\u00A0', ' ');
	expect(told).toBe(sentence);
});

describe('what the asker sets is refused', () => {
	const project = square.projects[0]!;
	test.each([
		['with one project only', { projects: [project], max: null }, { projects: 'projects_too_few' }],
		[
			'with a project that costs more than there is',
			{ budgetCents: 299_999 },
			{ 'projects.0.costCents': 'cost_above_budget' }
		],
		[
			'with a project that costs nothing',
			{ projects: [{ ...project, costCents: 0 }, square.projects[1]!] },
			{ 'projects.0.costCents': 'amount_too_small' }
		],
		['without a sum', { budgetCents: NaN }, { budgetCents: 'amount_invalid' }],
		['with parts of a cent', { budgetCents: 500_000.5 }, { budgetCents: 'amount_invalid' }],
		['with more projects per person than there are', { max: 4 }, { max: 'max_above_projects' }],
		[
			'with the same id twice',
			{ projects: [...square.projects, project] },
			{ 'projects.3.id': 'option_duplicate' }
		]
	])('%s', (_, wrong, problems) => {
		expect(problemsWith('budget', { ...square, ...wrong })).toEqual(problems);
	});

	test('above 100 projects', () => {
		const projects = (count: number) =>
			Array.from({ length: count }, (_, n) => ({ ...square.projects[0]!, id: `p${n}` }));
		const with100 = { ...square, projects: projects(100) };
		expect(problemsWith('budget', with100)).toEqual({});
		expect(problemsWith('budget', { ...square, projects: projects(101) })).toEqual({
			projects: 'projects_too_many'
		});
	});
});

describe('the asker’s form', () => {
	const typed = (fields: Record<string, string>) =>
		budget.configFromForm(
			formOf({
				'projects.de': 'Bänke\nBaum',
				'projects.costs': '3.000\n800,50',
				budgetCents: '5.000 €',
				...fields
			}),
			['de', 'ar']
		);

	test('takes amounts in German and English notation', () => {
		const german = budget.configSchema.parse(typed({}));
		const english = budget.configSchema.parse(
			typed({ 'projects.costs': '3,000.00\n800.50', budgetCents: '5,000' })
		);
		expect(english).toEqual(german);
		expect(german).toMatchObject({
			projects: [{ id: 'banke', costCents: 300_000 }, { costCents: 80_050 }],
			budgetCents: 500_000,
			max: null
		});
	});

	test('names the line whose cost is missing or no amount', () => {
		expect(problemsWith('budget', typed({ 'projects.costs': '3.000' }))).toEqual({
			'projects.1.costCents': 'amount_invalid'
		});
		expect(problemsWith('budget', typed({ 'projects.costs': 'viel\n-5' }))).toEqual({
			'projects.0.costCents': 'amount_invalid',
			'projects.1.costCents': 'amount_invalid'
		});
	});

	test('names the line whose project is missing', () => {
		expect(problemsWith('budget', typed({ 'projects.costs': '3.000\n800\n70' }))).toEqual({
			'projects.2.label.de': 'text_missing'
		});
	});

	test('keeps the id of a project whose name is corrected', () => {
		const before = budget.configToForm(square, ['de', 'ar']);
		const after = budget.configFromForm(
			formOf({ ...before, 'projects.de': 'Sitzbänke\nBaum\nFest' }),
			['de', 'ar']
		) as BudgetConfig;
		expect(after.projects.map(({ id }) => id)).toEqual(['banke', 'baum', 'fest']);
	});
});

test('the rule says sum and limit in every language', () => {
	for (const locale of locales) {
		expect(budgetRule(square, locale)).toMatch(/5[.,]000/);
		expect(budgetRule({ ...square, max: null }, locale)).toMatch(/5[.,]000/);
	}
	expect(budgetRule(square, 'de')).toContain('bis zu 2 Projekte');
});
