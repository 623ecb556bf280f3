import { z } from 'zod';
import { westernText } from '../../platform/decimal.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../platform/i18n/translated.ts';
import { listed } from '../leading.ts';
import { itemsNamed, missingItems } from '../rated-items.ts';
import { axes, type Axis } from './axes.ts';
import type { GridAnswer, GridConfig } from './index.ts';

const numeral = z.union([z.number(), z.string()]);
const sentSchema = z.record(z.string(), z.union([numeral, z.partialRecord(z.enum(axes), numeral)]));
type Sent = z.infer<typeof sentSchema>;

/** Takes `{ x, y }` of each item, and the parts `<id>.x` and `<id>.y` of a form. */
export function gridAnswerSchema(config: GridConfig): z.ZodType<GridAnswer> {
	return z.unknown().transform((sent, context): GridAnswer => {
		const refuse = (message: string) => {
			context.addIssue({ code: 'custom', message });
			return z.NEVER;
		};
		const parsed = sentSchema.safeParse(sent);
		if (!parsed.success) return refuse('answer_malformed');
		const given = flat(parsed.data);
		const reason = gridRefusal(config, given);
		if (reason) return refuse(reason);
		return Object.fromEntries(
			config.items.flatMap(({ id }) =>
				given.has(`${id}.x`) ? [[id, { x: given.get(`${id}.x`)!, y: given.get(`${id}.y`)! }]] : []
			)
		);
	});
}

/** Both ways to send it as `<id>.<axis>` to number; NaN for what is none. */
function flat(sent: Sent): Map<string, number> {
	const parts = Object.entries(sent).flatMap(([id, place]): [string, number | string][] =>
		typeof place === 'object'
			? axes.flatMap((axis): [string, number | string][] =>
					place[axis] === undefined ? [] : [[partOf(id, axis), place[axis]]]
				)
			: [[id, place]]
	);
	return new Map(
		parts.map(([part, step]) => {
			const text = westernText(String(step));
			return [part, /^\d$/.test(text) ? Number(text) : NaN];
		})
	);
}

/** Name of a field behind `answer.`, and of a part of the answer. */
export const partOf = (id: string, axis: Axis): string => `${id}.${axis}`;

function gridRefusal(
	{ items, steps, all }: GridConfig,
	given: ReadonlyMap<string, number>
): string | null {
	const known = new Set(items.flatMap(({ id }) => axes.map((axis) => partOf(id, axis))));
	if ([...given.keys()].some((part) => !known.has(part))) return 'option_unknown';
	if (![...given.values()].every((step) => step >= 1 && step <= steps)) return 'step_unknown';
	if (given.size === 0) return 'answer_missing';
	const count = (id: string) => axes.filter((axis) => given.has(partOf(id, axis))).length;
	// One number of two is half an answer, also where items may be left out.
	return missingItems(items, (id) => count(id) === 2 || (!all && count(id) === 0));
}

export function gridProblem(config: GridConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const ends = { from: formatCount(1, locale), to: formatCount(config.steps, locale) };
	const missing = itemsNamed(config.items, reason);
	if (missing) {
		const rows = missing.map(({ label }) => ({ label: textFor(label, locale) }));
		return m.questionsmore_grid2x2_items_missing({ labels: listed(rows, locale) }, language);
	}
	if (reason === 'answer_missing')
		return config.all
			? m.questionsmore_grid2x2_rule_all(ends, language)
			: m.questionsmore_grid2x2_missing({}, language);
	if (reason === 'step_unknown') return m.questionsmore_grid2x2_step_unknown(ends, language);
	if (reason === 'option_unknown') return m.questions_choice_option_unknown({}, language);
	return m.questions_answer_malformed({}, language);
}
