import type { Actor } from '../../../../access/actor.ts';
import { demand } from '../../../../access/can.ts';
import type { Db, Trx } from '../../../../platform/db/database.server.ts';
import type { ListedQuestion } from '../../../../questions/contract.ts';
import { listedQuestions } from '../../../../questions/question-list.server.ts';
import { eventOf, type EventRow } from '../../event.server.ts';
import { permissions } from '../../permissions.ts';
import { registrationOf } from '../registration.server.ts';
import { questionTable } from './question-table.ts';

/** What whoever registers for an event is asked, as the form asks it: what must be answered comes first. */
export async function questionsOf(db: Db | Trx, eventId: string): Promise<ListedQuestion[]> {
	const all = await listedQuestions(db, questionTable, eventId);
	return all.toSorted((one, other) => Number(other.required) - Number(one.required));
}

/** The same for whoever has registered. */
export async function questionsOfRegistration(
	db: Db,
	registrationId: string
): Promise<ListedQuestion[]> {
	const { eventId } = await registrationOf(db, registrationId);
	return questionsOf(db, eventId);
}

/** A question as whoever asks it sees it. */
export type AskedQuestion = ListedQuestion &
	Readonly<{
		/** How many answered it: then only its wording can be changed. */
		answers: number;
	}>;

export type AskedQuestions = Readonly<{ event: EventRow; questions: readonly AskedQuestion[] }>;

/** In the order in which their asker keeps them. @throws Refusal not_allowed, event_unknown */
export async function readQuestions(
	db: Db,
	actor: Actor,
	eventId: string
): Promise<AskedQuestions> {
	const event = await eventOf(db, eventId);
	demand(permissions, actor, 'setUpTickets', event);
	const questions = await listedQuestions(db, questionTable, eventId);
	const counts = await answerCounts(db, eventId);
	return {
		event,
		questions: questions.map((question) => ({ ...question, answers: counts.get(question.id) ?? 0 }))
	};
}

async function answerCounts(db: Db, eventId: string): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.selectFrom('eventAnswers as a')
		.innerJoin('eventQuestions as q', 'q.id', 'a.questionId')
		.select(({ fn }) => ['q.id', fn.countAll<number>().as('answers')])
		.where('q.eventId', '=', eventId)
		.groupBy('q.id')
		.execute();
	return new Map(rows.map(({ id, answers }) => [id, answers]));
}
