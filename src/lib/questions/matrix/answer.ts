import { z } from 'zod';
import { westernText } from '../../platform/decimal.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { listed } from '../leading.ts';
import { itemsNamed, missingItems } from '../rated-items.ts';
import { dontKnow, type MatrixAnswer, type MatrixConfig } from './index.ts';

type Sent = Readonly<Record<string, number | string>>;

/** Takes numbers, and texts of numbers as a form has them. */
export function matrixAnswerSchema(config: MatrixConfig): z.ZodType<MatrixAnswer> {
	const known = new Set(config.items.map(({ id }) => id));
	return z
		.record(z.string(), z.union([z.number(), z.string()]), 'answer_malformed')
		.transform((sent, context): MatrixAnswer => {
			const read = new Map(Object.entries(sent).map(([id, step]) => [id, stepOf(step)]));
			const reason = matrixRefusal(config, known, read);
			if (reason) {
				context.addIssue({ code: 'custom', message: reason });
				return z.NEVER;
			}
			return Object.fromEntries(
				config.items.flatMap(({ id }) => (read.has(id) ? [[id, read.get(id)!]] : []))
			);
		});
}

function stepOf(sent: Sent[string]): number | typeof dontKnow {
	if (sent === dontKnow) return dontKnow;
	const text = westernText(String(sent));
	return /^\d{1,2}$/.test(text) ? Number(text) : NaN;
}

function matrixRefusal(
	config: MatrixConfig,
	known: ReadonlySet<string>,
	read: ReadonlyMap<string, number | typeof dontKnow>
): string | null {
	if ([...read.keys()].some((id) => !known.has(id))) return 'option_unknown';
	const fits = (step: number | typeof dontKnow) =>
		step === dontKnow ? config.dontKnow : step >= 1 && step <= config.steps.length;
	if (![...read.values()].every(fits)) return 'step_unknown';
	if (read.size === 0) return 'answer_missing';
	return config.all ? missingItems(config.items, (id) => read.has(id)) : null;
}

export function matrixProblem(config: MatrixConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const missing = itemsNamed(config.items, reason);
	if (missing) {
		const rows = missing.map(({ label }) => ({ label: textFor(label, locale) }));
		return m.questionsmore_matrix_items_missing({ labels: listed(rows, locale) }, language);
	}
	if (reason === 'answer_missing')
		return config.all
			? m.questionsmore_matrix_rule_all({}, language)
			: m.questionsmore_matrix_missing({}, language);
	if (reason === 'step_unknown')
		return m.questionsmore_matrix_step_unknown(
			{ from: formatCount(1, locale), to: formatCount(config.steps.length, locale) },
			language
		);
	if (reason === 'option_unknown') return m.questions_choice_option_unknown({}, language);
	return m.questions_answer_malformed({}, language);
}
