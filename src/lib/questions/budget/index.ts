import { z } from 'zod';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { formatSum, mostCents } from '../../platform/money.ts';
import type { QuestionType, ResultTable, Tally } from '../contract.ts';
import { textsField } from '../form-fields.ts';
import { inShownOrder, leadingSentence } from '../leading.ts';
import { mostOptions, optionFields, repeatedIds } from '../options.ts';
import { rowFor } from '../tally.ts';
import { budgetFromForm, budgetToForm } from './editor.ts';
import { budgetPaper } from './paper.ts';

const amountSchema = z
	.int('amount_invalid')
	.min(1, 'amount_too_small')
	.max(mostCents, 'amount_too_large');

const budgetConfigSchema = z
	.object({
		projects: z
			.array(z.object({ ...optionFields, costCents: amountSchema }))
			.min(2, 'projects_too_few')
			.max(mostOptions, 'projects_too_many'),
		/** What the chosen projects may cost together. */
		budgetCents: amountSchema,
		/** Most projects per person; null: as many as the sum allows. */
		max: z.int('number_invalid').min(1, 'number_too_small').nullable()
	})
	.superRefine(({ projects, budgetCents, max }, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message });
		// Two projects at least are asked for anyway: one complaint is enough.
		if (max !== null && max > Math.max(2, projects.length)) refuse(['max'], 'max_above_projects');
		for (const index of repeatedIds(projects))
			refuse(['projects', index, 'id'], 'option_duplicate');
		projects.forEach(({ costCents }, index) => {
			// Nobody could ever choose it.
			if (costCents > budgetCents) refuse(['projects', index, 'costCents'], 'cost_above_budget');
		});
	});

export type BudgetConfig = z.infer<typeof budgetConfigSchema>;
export type BudgetProject = BudgetConfig['projects'][number];
export type BudgetAnswer = string[];

/** Which of 2 to 100 projects should be paid from a sum? The answer is an array of project ids whose costs stay within it. */
export const budget: QuestionType<BudgetConfig, BudgetAnswer> = {
	key: 'budget',
	name: (locale) => m.questions_budget_name({}, inLocale(locale)),
	explanation: (locale) => m.questionsmore_budget_explanation({}, inLocale(locale)),
	configSchema: budgetConfigSchema,
	emptyConfig: { projects: [], budgetCents: 0, max: null },
	configToForm: budgetToForm,
	configFromForm: budgetFromForm,
	answerSchema: budgetAnswerSchema,
	answerFromForm: (_config, form) => textsField(form, 'answer').filter((id) => id !== ''),
	answerProblem: budgetProblem,
	tallyKeys: (_config, answer) => [...answer],
	table: budgetTable,
	categories: ({ projects, max }, locale) => ({
		rows: projects.map(({ id, label }) => ({
			key: id,
			label: textFor(label, locale),
			value: null
		})),
		least: 1,
		most: Math.min(max ?? projects.length, projects.length)
	}),
	sentence: (config, tally, locale) => leadingSentence(budgetTable(config, tally, locale), locale),
	factValue: (_config, answer) => ({ value: null, outcome: answer.join(' '), missing: false }),
	comparison: {},
	csv: {
		columns: ({ projects }, locale) => projects.map(({ label }) => textFor(label, locale)),
		cells: ({ projects }, answer) => projects.map(({ id }) => (answer.includes(id) ? '1' : '0'))
	},
	freeText: false,
	paper: budgetPaper
};

/** "New benches (1.500 €)". */
export const projectText = ({ label, costCents }: BudgetProject, locale: string): string =>
	`${textFor(label, locale)} (${formatSum(costCents, locale)})`;

/** What these projects cost together, in cents; exact, because a hundred of the largest amounts are below 2^53. */
export const costOf = ({ projects }: BudgetConfig, answer: readonly string[]): number =>
	projects.reduce((sum, { id, costCents }) => sum + (answer.includes(id) ? costCents : 0), 0);

function budgetAnswerSchema(config: BudgetConfig): z.ZodType<BudgetAnswer> {
	const order = new Map(config.projects.map(({ id }, index) => [id, index]));
	return (
		z
			.array(z.string('answer_malformed'), 'answer_malformed')
			.superRefine((answer, context) => {
				const reason = budgetRefusal(config, order, answer);
				if (reason) context.addIssue({ code: 'custom', message: reason });
			})
			// In the order of the projects: nothing of how somebody ticked them is kept.
			.transform((answer) => answer.toSorted((a, b) => order.get(a)! - order.get(b)!))
	);
}

/** The reason carries by how many cents the answer is over the sum: the message must tell it. */
const overBudget = /^over_budget_by_(\d+)$/;

function budgetRefusal(
	config: BudgetConfig,
	known: ReadonlyMap<string, number>,
	answer: readonly string[]
): string | null {
	if (answer.length === 0) return 'answer_missing';
	if (answer.some((id) => !known.has(id))) return 'option_unknown';
	if (new Set(answer).size < answer.length) return 'option_twice';
	const over = costOf(config, answer) - config.budgetCents;
	if (over > 0) return `over_budget_by_${over}`;
	if (config.max !== null && answer.length > config.max) return 'too_many';
	return null;
}

function budgetProblem(config: BudgetConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const over = overBudget.exec(reason)?.[1];
	if (over !== undefined)
		return m.questions_budget_over(
			{ sum: formatSum(config.budgetCents, locale), over: formatSum(Number(over), locale) },
			language
		);
	if (reason === 'too_many' && config.max !== null)
		return m.questions_budget_too_many(
			{ n: config.max, shown: formatCount(config.max, locale) },
			language
		);
	if (reason === 'option_unknown') return m.questions_budget_unknown({}, language);
	if (reason === 'option_twice') return m.questions_budget_twice({}, language);
	if (reason === 'answer_missing') return m.questions_budget_missing({}, language);
	return m.questions_answer_malformed({}, language);
}

function budgetTable({ projects }: BudgetConfig, tally: Tally, locale: string): ResultTable {
	const rows = projects.map((project) => rowFor(tally, project.id, projectText(project, locale)));
	return { rows: inShownOrder(rows), ballots: tally.ballots, further: 0 };
}
