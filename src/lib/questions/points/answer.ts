import { z } from 'zod';
import { westernText } from '../../platform/decimal.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { formatCount } from '../../platform/i18n/numbers.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { PointsAnswer, PointsConfig } from './index.ts';

/** Takes numbers, and texts of numbers as a form has them; what got no points is left out. */
export function pointsAnswerSchema(config: PointsConfig): z.ZodType<PointsAnswer> {
	const known = new Set(config.options.map(({ id }) => id));
	return z
		.record(z.string(), z.union([z.number(), z.string()]), 'answer_malformed')
		.transform((sent, context): PointsAnswer => {
			const given = new Map(Object.entries(sent).map(([id, typed]) => [id, wholeOf(typed)]));
			const reason = pointsRefusal(config, known, given);
			if (reason) {
				context.addIssue({ code: 'custom', message: reason });
				return z.NEVER;
			}
			return Object.fromEntries(
				config.options.flatMap(({ id }) => (given.get(id) ? [[id, given.get(id)!]] : []))
			);
		});
}

/** NaN for what is no whole number from 0 on. */
function wholeOf(typed: number | string): number {
	if (typeof typed === 'number')
		return Number.isSafeInteger(typed) && typed >= 0 ? typed || 0 : NaN;
	const text = westernText(typed);
	if (text === '') return 0;
	return /^\d{1,6}$/.test(text) ? Number(text) : NaN;
}

/** The reasons carry how many points were given: the message must tell what is too much or missing. */
const sumReason = /^points_(over|under)_(\d+)$/;

function pointsRefusal(
	{ total, mustUseAll }: PointsConfig,
	known: ReadonlySet<string>,
	given: ReadonlyMap<string, number>
): string | null {
	const points = [...given.values()];
	if ([...given.keys()].some((id) => !known.has(id))) return 'option_unknown';
	if (points.some((some) => Number.isNaN(some))) return 'points_not_whole';
	const sum = points.reduce((one, other) => one + other, 0);
	if (sum === 0) return 'answer_missing';
	if (sum > total) return `points_over_${sum}`;
	return mustUseAll && sum < total ? `points_under_${sum}` : null;
}

export function pointsProblem({ total }: PointsConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const [, way, given] = sumReason.exec(reason) ?? [];
	const shown = (points: number) => formatCount(points, locale);
	const sums = { total: shown(total), sum: shown(Number(given)) };
	if (way === 'over')
		return m.questionsmore_points_over({ ...sums, over: shown(Number(given) - total) }, language);
	if (way === 'under')
		return m.questionsmore_points_under({ ...sums, under: shown(total - Number(given)) }, language);
	if (reason === 'answer_missing') return m.questionsmore_points_missing({}, language);
	if (reason === 'points_not_whole') return m.questionsmore_points_not_whole({}, language);
	if (reason === 'option_unknown') return m.questions_choice_option_unknown({}, language);
	return m.questions_answer_malformed({}, language);
}
