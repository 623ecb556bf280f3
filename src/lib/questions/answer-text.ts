import { textFor } from '../platform/i18n/translated.ts';
import type { ListedQuestion, Question } from './contract.ts';
import { questionType } from './registry.ts';

/** Answers of one person by the question's id; where nothing was said there is none. */
export type Answers = Readonly<Record<string, unknown>>;

/** One person's answer as they would read it. What does not fit the question (any more) has no words. */
export function answerText(
	question: Pick<Question, 'type' | 'config'>,
	answer: unknown,
	locale: string
): string {
	const type = questionType(question.type);
	const fitting = type.answerSchema(question.config).safeParse(answer);
	return fitting.success ? type.answerText(question.config, fitting.data, locale) : '';
}

/** What somebody answered, question by question; those left out are not there. */
export const answeredQuestions = <Asked extends Question>(
	questions: readonly Asked[],
	answers: Answers,
	locale: string
): { question: Asked; text: string }[] =>
	questions
		.map((question) => ({ question, text: answerText(question, answers[question.id], locale) }))
		.filter(({ text }) => text !== '');

/** The columns of a table with one row for each person, headed by the prompts. */
export const answerColumns = (questions: readonly ListedQuestion[], locale: string): string[] =>
	questions.flatMap(({ type, prompt, config }) => {
		const columns = questionType(type).csv.columns(config, locale);
		const asked = textFor(prompt, locale);
		return columns.length === 1 ? [asked] : columns.map((column) => `${asked}: ${column}`);
	});

/** The cells under `answerColumns`; empty where nothing was said. */
export const answerCells = (
	questions: readonly ListedQuestion[],
	answers: Answers,
	locale: string
): string[] =>
	questions.flatMap(({ id, type, config }) => {
		const { csv, answerSchema } = questionType(type);
		const fitting = answerSchema(config).safeParse(answers[id]);
		return fitting.success
			? csv.cells(config, fitting.data, locale)
			: csv.columns(config, locale).map(() => '');
	});
