import type { Answers } from './answer-text.ts';
import type { ListedQuestion, QuestionType } from './contract.ts';
import { fittingAnswer, type ReadAnswer } from './fitting-answer.ts';
import { formPart } from './form-fields.ts';
import { questionType } from './registry.ts';

/** Of a form that asks several questions, by the question's id: what was said, what was wrong, and what was typed. */
export type ReadAnswers = Readonly<{
	/** As they are stored; where nothing was said there is none. */
	answers: Answers;
	/** The reason at each question whose answer cannot be taken. */
	problems: Readonly<Record<string, string>>;
	/** As they came, to draw the form again. */
	typed: Answers;
}>;

/** As whoever is to answer them gets them: a right answer does not leave the server with the form. */
export const publicQuestions = (questions: readonly ListedQuestion[]): ListedQuestion[] =>
	questions.map((question) => ({
		...question,
		config: questionType(question.type).publicConfig(question.config)
	}));

/** Before the names of a question's fields: its id, because the asker may move it while somebody answers. */
export const prefixOf = ({ id }: Readonly<{ id: string }>) => `${answersPrefix}${id}.`;

const answersPrefix = 'q-';

/** Before the ids of a question's elements. */
export const idPrefixOf = ({ id }: Readonly<{ id: string }>) => `q-${id}`;

/** What was typed at each question, as its type reads a form. */
export const typedAnswers = (questions: readonly ListedQuestion[], form: FormData): Answers =>
	Object.fromEntries(
		questions.map((question) => [
			question.id,
			questionType(question.type).answerFromForm(
				question.config,
				formPart(form, prefixOf(question))
			)
		])
	);

/** All at once, so that somebody is told of everything that is wrong and not of one thing after the other. */
export function checkAnswers(
	questions: readonly ListedQuestion[],
	typed: Answers
): Pick<ReadAnswers, 'answers' | 'problems'> {
	const answers: Record<string, unknown> = {};
	const problems: Record<string, string> = {};
	for (const { id, type, config, required } of questions) {
		const read = readAnswer(questionType(type), config, typed[id]);
		if (read.fits) answers[id] = read.answer;
		else if (read.reason !== 'answer_missing' || required) problems[id] = read.reason;
	}
	return { answers, problems };
}

/** A question that came while somebody was answering the others is not answered yet. */
const readAnswer = (type: QuestionType, config: unknown, typed: unknown): ReadAnswer =>
	typed === undefined
		? { fits: false, reason: 'answer_missing' }
		: fittingAnswer(type, config, typed);

export function readAnswers(questions: readonly ListedQuestion[], form: FormData): ReadAnswers {
	const typed = typedAnswers(questions, form);
	return { ...checkAnswers(questions, typed), typed };
}
