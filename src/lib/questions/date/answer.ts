import { z } from 'zod';
import { westernText } from '../../platform/decimal.ts';
import { dayText } from '../../platform/i18n/dates.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { isDay } from './days.ts';
import type { DateAnswer, DateConfig } from './index.ts';

/** Takes YYYY-MM-DD, and DD.MM.YYYY as people write it where a browser has no field for days. */
export function dateAnswerSchema({ first, last }: DateConfig): z.ZodType<DateAnswer> {
	return z
		.string({
			error: ({ input }) =>
				input === undefined || input === null ? 'answer_missing' : 'answer_malformed'
		})
		.transform((typed) => isoOf(westernText(typed.slice(0, 40))))
		.superRefine((day, context) => {
			const refuse = (message: string) => context.addIssue({ code: 'custom', message });
			if (day === '') refuse('answer_missing');
			else if (!isDay(day)) refuse('date_unknown');
			else if (day < first || day > last) refuse('date_out_of_range');
		});
}

function isoOf(typed: string): string {
	const [, day, month, year] = /^(\d{1,2})[./] ?(\d{1,2})[./] ?(\d{4})$/.exec(typed) ?? [];
	return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : typed;
}

export function dateProblem({ first, last }: DateConfig, reason: string, locale: string): string {
	const language = inLocale(locale);
	const ends = { first: dayText(first, language.locale), last: dayText(last, language.locale) };
	if (reason === 'answer_missing') return m.questionsmore_date_rule(ends, language);
	if (reason === 'date_unknown')
		return m.questionsmore_date_unknown(
			{ example: first.split('-').toReversed().join('.') },
			language
		);
	if (reason === 'date_out_of_range') return m.questionsmore_date_out_of_range(ends, language);
	return m.questions_answer_malformed({}, language);
}
