import type { ListedQuestion } from './contract.ts';
import { fittingAnswer } from './fitting-answer.ts';
import { formPart } from './form-fields.ts';
import { questionType } from './registry.ts';

/** Of a form that asks several questions, by the question's id: what was said, what was wrong, and what was typed. */
export type ReadAnswers = Readonly<{
	/** As they are stored; where nothing was said there is none. */
	answers: Readonly<Record<string, unknown>>;
	/** The reason at each question whose answer cannot be taken. */
	problems: Readonly<Record<string, string>>;
	/** As they came, to draw the form again. */
	typed: Readonly<Record<string, unknown>>;
}>;

/** Before the names of a question's fields: its id, because the asker may move it while somebody answers. */
export const prefixOf = ({ id }: Readonly<{ id: string }>) => `${answersPrefix}${id}.`;

const answersPrefix = 'q-';

/** Before the ids of a question's elements. */
export const idPrefixOf = ({ id }: Readonly<{ id: string }>) => `q-${id}`;

/** Reads the whole form at once, so that somebody is told of everything that is wrong and not of one thing after the other. */
export function readAnswers(questions: readonly ListedQuestion[], form: FormData): ReadAnswers {
	const answers: Record<string, unknown> = {};
	const problems: Record<string, string> = {};
	const typed: Record<string, unknown> = {};
	for (const question of questions) {
		const { id, config, required } = question;
		const type = questionType(question.type);
		typed[id] = type.answerFromForm(config, formPart(form, prefixOf(question)));
		const read = fittingAnswer(type, config, typed[id]);
		if (read.fits) answers[id] = read.answer;
		else if (read.reason !== 'answer_missing' || required) problems[id] = read.reason;
	}
	return { answers, problems, typed };
}

export const isRefused = ({ problems }: ReadAnswers) => Object.keys(problems).length > 0;
