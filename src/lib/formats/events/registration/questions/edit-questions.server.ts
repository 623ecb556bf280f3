import type { Actor } from '../../../../access/actor.ts';
import { demand } from '../../../../access/can.ts';
import type { Db, Trx } from '../../../../platform/db/database.server.ts';
import { isUuid } from '../../../../platform/db/uuid.ts';
import { Refusal } from '../../../../platform/errors.ts';
import type { QuestionInput } from '../../../../questions/question-input.ts';
import {
	addQuestions,
	changeListed,
	moveListed,
	removeListed
} from '../../../../questions/question-list.server.ts';
import { lockEvent, recordOfEvent, type EventRow } from '../../event.server.ts';
import type { EventVerb } from '../../history-text.ts';
import { permissions } from '../../permissions.ts';
import { refuseLate } from '../refuse-late.ts';
import { questionTable } from './question-table.ts';

export type WhichQuestion = Readonly<{ eventId: string; questionId: string }>;

/** @throws Refusal not_allowed, event_unknown; question_invalid, too_many_questions (422), not_possible_now (409) */
export async function addQuestion(
	db: Db,
	actor: Actor,
	eventId: string,
	question: QuestionInput
): Promise<void> {
	await editing(db, actor, eventId, 'questionAdded', async (trx, { locales }) => {
		await addQuestions(trx, questionTable, eventId, [question], locales);
	});
}

/**
 * Once somebody has answered it only its wording may be put right, and whether it must be answered.
 * @throws Refusal not_allowed, event_unknown; question_invalid, question_unknown (422); question_answered,
 *   not_possible_now (409)
 */
export async function changeQuestion(
	db: Db,
	actor: Actor,
	{ eventId, questionId: id }: WhichQuestion,
	question: QuestionInput
): Promise<void> {
	await editing(db, actor, eventId, 'questionChanged', async (trx, { locales }) => {
		const held = (await isAnswered(trx, id)) ? answered() : null;
		await changeListed(trx, questionTable, { owner: eventId, id, held }, question, locales);
	});
}

/** @throws Refusal not_allowed, event_unknown; question_unknown (422); question_answered, not_possible_now (409) */
export async function removeQuestion(
	db: Db,
	actor: Actor,
	{ eventId, questionId }: WhichQuestion
): Promise<void> {
	await editing(db, actor, eventId, 'questionRemoved', async (trx) => {
		if (await isAnswered(trx, questionId)) throw answered();
		await removeListed(trx, questionTable, eventId, questionId);
	});
}

/** @throws Refusal not_allowed, event_unknown; question_unknown (422); not_possible_now (409) */
export async function moveQuestion(
	db: Db,
	actor: Actor,
	{ eventId, questionId }: WhichQuestion,
	direction: 'up' | 'down'
): Promise<void> {
	await editing(db, actor, eventId, 'questionMoved', (trx) =>
		moveListed(trx, questionTable, eventId, questionId, direction)
	);
}

/** What all of them share. Nobody registers or changes an answer meanwhile: they share the event's lock. */
async function editing(
	db: Db,
	actor: Actor,
	eventId: string,
	verb: EventVerb,
	edit: (trx: Trx, event: EventRow) => Promise<void>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'setUpTickets', event);
		refuseLate(event);
		await edit(trx, event);
		await recordOfEvent(trx, actor, event, verb);
	});
}

async function isAnswered(trx: Trx, questionId: string): Promise<boolean> {
	if (!isUuid(questionId)) throw new Refusal('invalid', 'question_unknown');
	const answer = await trx
		.selectFrom('eventAnswers')
		.select('questionId')
		.where('questionId', '=', questionId)
		.limit(1)
		.executeTakeFirst();
	return answer !== undefined;
}

const answered = () => new Refusal('conflict', 'question_answered');
