import { centsAsInput, centsOrNaN } from '../../platform/money.ts';
import { linesField, localesWithText, numberField, textsField } from '../form-fields.ts';
import { idsField, stableIds } from '../option-ids.ts';
import type { BudgetConfig } from './index.ts';

/** One textarea per language with a project per line, and one with their costs; line n of each belongs together. */
export function budgetToForm(
	{ projects, budgetCents, max }: BudgetConfig,
	locales: readonly string[]
): Record<string, string> {
	const lines = locales.map((locale) => [
		`projects.${locale}`,
		projects.map(({ label }) => label[locale] ?? '').join('\n')
	]);
	const main = locales[0] ?? '';
	return {
		...Object.fromEntries(lines),
		'projects.ids': idsField(
			projects,
			projects.map(({ label }) => label[main] ?? '')
		),
		'projects.costs': projects.map(({ costCents }) => centsAsInput(costCents)).join('\n'),
		budgetCents: budgetCents === 0 ? '' : centsAsInput(budgetCents),
		max: max === null ? '' : String(max)
	};
}

/** The config as typed, before its schema. */
export function budgetFromForm(form: FormData, locales: readonly string[]): unknown {
	const lines = locales.map((locale) => linesField(form, `projects.${locale}`));
	const costs = linesField(form, 'projects.costs');
	const count = Math.max(costs.length, ...lines.map((own) => own.length));
	const main = lines[0] ?? [];
	const ids = stableIds(
		Array.from({ length: count }, (_, n) => main[n] ?? ''),
		linesField(form, 'projects.ids')
	);
	return {
		projects: ids.map((id, n) => ({
			id,
			label: localesWithText(locales, (_, index) => lines[index]?.[n] ?? ''),
			costCents: centsOrNaN(costs[n] ?? '')
		})),
		budgetCents: centsOrNaN(textsField(form, 'budgetCents')[0] ?? ''),
		max: numberField(form, 'max')
	};
}
