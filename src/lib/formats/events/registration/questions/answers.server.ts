import type { Db, Trx } from '../../../../platform/db/database.server.ts';
import { Refusal } from '../../../../platform/errors.ts';
import type { Answers } from '../../../../questions/answer-text.ts';
import type { ListedQuestion } from '../../../../questions/contract.ts';
import { checkAnswers } from '../../../../questions/several.ts';
import { answerFields } from './answer-fields.ts';

/** One registration with what its holder answered. */
export type Answered = Readonly<{ registrationId: string; answers: Answers }>;

/** The reason at each question whose answer cannot be taken, as fields of the form. */
export const refusedAnswers = (questions: readonly ListedQuestion[], typed: Answers) =>
	answerFields(checkAnswers(questions, typed).problems);

/** The answers as they are kept. @throws Refusal input_invalid with the reason at each question */
export function fittingAnswers(questions: readonly ListedQuestion[], typed: Answers): Answers {
	const { answers, problems } = checkAnswers(questions, typed);
	if (Object.keys(problems).length === 0) return answers;
	throw new Refusal('invalid', 'input_invalid', answerFields(problems));
}

export async function keepAnswers(trx: Trx, all: readonly Answered[]): Promise<void> {
	const rows = all.flatMap(({ registrationId, answers }) =>
		Object.entries(answers).map(([questionId, answer]) => ({
			registrationId,
			questionId,
			answer: JSON.stringify(answer)
		}))
	);
	if (rows.length > 0) await trx.insertInto('eventAnswers').values(rows).execute();
}

/** Of all who registered for an event, by registration; who answered nothing is not there. */
export async function answersOf(db: Db, eventId: string): Promise<ReadonlyMap<string, Answers>> {
	const rows = await db
		.selectFrom('eventAnswers as a')
		.innerJoin('eventQuestions as q', 'q.id', 'a.questionId')
		.select(['a.registrationId', 'a.questionId', 'a.answer'])
		.where('q.eventId', '=', eventId)
		.execute();
	const byRegistration = Map.groupBy(rows, ({ registrationId }) => registrationId);
	return new Map([...byRegistration].map(([id, answers]) => [id, byQuestion(answers)]));
}

export async function ownAnswers(db: Db | Trx, registrationId: string): Promise<Answers> {
	const rows = await db
		.selectFrom('eventAnswers')
		.select(['questionId', 'answer'])
		.where('registrationId', '=', registrationId)
		.execute();
	return byQuestion(rows);
}

const byQuestion = (rows: readonly { questionId: string; answer: unknown }[]): Answers =>
	Object.fromEntries(rows.map(({ questionId, answer }) => [questionId, answer]));

export async function dropAnswers(trx: Trx, registrationIds: readonly string[]): Promise<void> {
	await trx.deleteFrom('eventAnswers').where('registrationId', 'in', registrationIds).execute();
}
