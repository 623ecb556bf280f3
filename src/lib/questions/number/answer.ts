import { z } from 'zod';
import { readDecimal } from '../../platform/decimal.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import type { NumberAnswer, NumberConfig } from './index.ts';
import { formatValue, hundredths, isOnStep, isWhole, withUnit } from './values.ts';

/** Takes a number, and a text of one in German or English notation or Arabic digits, as people type it. */
export function numberAnswerSchema(config: NumberConfig): z.ZodType<NumberAnswer> {
	return z.unknown().transform((sent, context): NumberAnswer => {
		const read = readAnswer(config, sent);
		if (typeof read === 'number') return read;
		context.addIssue({ code: 'custom', message: read });
		return z.NEVER;
	});
}

/** The number, or the reason for which it is none. */
function readAnswer(config: NumberConfig, sent: unknown): number | string {
	if (sent === undefined || sent === null || sent === '') return 'answer_missing';
	if (typeof sent !== 'number' && typeof sent !== 'string') return 'answer_malformed';
	const value = typeof sent === 'number' ? sent : readTyped(config, sent);
	if (typeof value === 'string') return value;
	if (!Number.isFinite(value)) return 'number_unreadable';
	if (value < config.min || value > config.max) return 'number_out_of_range';
	return isOnStep(config, value) ? value || 0 : `between_${belowOf(config, value)}`;
}

function readTyped(config: NumberConfig, typed: string): number | string {
	if (typed.trim() === '') return 'answer_missing';
	const read = readDecimal(typed, { whole: isWhole(config) });
	if ('value' in read) return read.value;
	return read.problem === 'ambiguous_number' ? 'number_ambiguous' : 'number_unreadable';
}

/** How many steps lie below; a reason carries whole numbers only. */
const belowOf = ({ min, step }: NumberConfig, value: number): number =>
	Math.floor((value * 100 - hundredths(min)) / hundredths(step));

const betweenReason = /^between_(\d+)$/;

export function numberProblem(config: NumberConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const ends = {
		from: formatValue(config.min, locale),
		to: withUnit(config, lastOf(config), locale)
	};
	const below = betweenReason.exec(reason)?.[1];
	if (below !== undefined) {
		const at = (steps: number) =>
			formatValue((hundredths(config.min) + steps * hundredths(config.step)) / 100, locale);
		const [one, next] = [Number(below), Number(below) + 1];
		return m.questionsmore_number_between_steps({ below: at(one), above: at(next) }, language);
	}
	if (reason === 'answer_missing') return m.questionsmore_number_rule(ends, language);
	if (reason === 'number_out_of_range') return m.questionsmore_number_out_of_range(ends, language);
	if (reason === 'number_ambiguous') return m.questionsmore_number_ambiguous({}, language);
	if (reason === 'number_unreadable')
		return m.questionsmore_number_unreadable({ example: ends.from }, language);
	return m.questions_answer_malformed({}, language);
}

/** The largest number that can be answered: the limit may lie between two steps. */
export function lastOf({ min, max, step }: NumberConfig): number {
	const [from, to, by] = [min, max, step].map(hundredths) as [number, number, number];
	return (from + Math.floor((to - from) / by) * by) / 100;
}
