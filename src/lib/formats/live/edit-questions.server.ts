import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import type { JsonValue } from '../../platform/db/tables.ts';
import { Refusal } from '../../platform/errors.ts';
import { announceChange } from './announce.server.ts';
import type { LiveVerb } from './history-text.ts';
import { permissions, type SessionSubject } from './permissions.ts';
import { insertQuestions, questionRow } from './question-rows.server.ts';
import type { QuestionInput } from './schema.ts';
import { lockSession, presentState, recordOf, sessionSubject } from './session.server.ts';

/** Adds a question behind the others, also while the session runs. @throws Refusal question_invalid, session_over */
export async function addQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	input: QuestionInput
): Promise<string> {
	return editing(db, actor, activityId, 'questionAdded', async (trx) => {
		const [id] = await insertQuestions(trx, await languagesOf(trx, activityId), [input]);
		return id!;
	});
}

/**
 * Changes a question. Once it is on the phones or has ballots, only its wording may be put right: with other options
 * the ballots would say something that nobody voted for.
 * @throws Refusal question_invalid, question_unknown (422), question_voted (409)
 */
export async function changeQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	input: QuestionInput
): Promise<void> {
	await editing(db, actor, activityId, 'questionChanged', async (trx) => {
		const { locales } = await languagesOf(trx, activityId);
		const row = questionRow(input, locales);
		const usage = await usageOf(trx, activityId, questionId);
		const same = await trx
			.selectFrom('liveQuestions')
			.select('id')
			.where('id', '=', questionId)
			.where('type', '=', row.type)
			.where('config', '=', sql<JsonValue>`${row.config}::jsonb`)
			.executeTakeFirst();
		if (!same && (usage.voted || usage.open)) throw new Refusal('conflict', 'question_voted');
		await trx.updateTable('liveQuestions').set(row).where('id', '=', questionId).execute();
		return questionId;
	});
}

/** Removes a question that nobody has voted on. @throws Refusal question_unknown (422), question_voted (409) */
export async function removeQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string
): Promise<void> {
	await editing(db, actor, activityId, 'questionRemoved', async (trx) => {
		const usage = await usageOf(trx, activityId, questionId);
		if (usage.voted || usage.open) throw new Refusal('conflict', 'question_voted');
		await trx.deleteFrom('liveQuestions').where('id', '=', questionId).execute();
		return questionId;
	});
}

/** Swaps a question with its neighbour; at the end of the list nothing happens. @throws Refusal question_unknown */
export async function moveQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	direction: 'up' | 'down'
): Promise<void> {
	await editing(db, actor, activityId, 'questionMoved', async (trx) => {
		const { position } = await usageOf(trx, activityId, questionId);
		const neighbour = await trx
			.selectFrom('liveQuestions')
			.select(['id', 'position'])
			.where('activityId', '=', activityId)
			.where('position', direction === 'up' ? '<' : '>', position)
			.orderBy('position', direction === 'up' ? 'desc' : 'asc')
			.executeTakeFirst();
		if (!neighbour) return questionId;
		await place(trx, questionId, neighbour.position);
		await place(trx, neighbour.id, position);
		return questionId;
	});
}

async function place(trx: Trx, questionId: string, position: number) {
	await trx.updateTable('liveQuestions').set({ position }).where('id', '=', questionId).execute();
}

/** What all edits of questions share: the right, one at a time, not after the end, the audit trail. */
async function editing(
	db: Db,
	actor: Actor,
	activityId: string,
	verb: LiveVerb,
	edit: (trx: Trx) => Promise<string>
): Promise<string> {
	const session: SessionSubject = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	return db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const { standing } = await presentState(trx, activityId);
		if (standing === 'ended') throw new Refusal('conflict', 'session_over');
		const question = await edit(trx);
		await recordOf(trx, actor, session, verb, { question });
		await announceChange(trx, activityId);
		return question;
	});
}

async function languagesOf(trx: Trx, activityId: string) {
	return trx
		.selectFrom('activities')
		.select(['id as activityId', 'locales'])
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
}

/**
 * Whether ballots or an open round hold the question. Its rounds are locked first, so that no ballot can arrive
 * between the look and the change.
 */
async function usageOf(trx: Trx, activityId: string, questionId: string) {
	const question = await trx
		.selectFrom('liveQuestions')
		.select('position')
		.where('activityId', '=', activityId)
		.where('id', '=', questionId)
		.executeTakeFirst();
	if (!question) throw new Refusal('invalid', 'question_unknown');
	const rounds = await trx
		.selectFrom('liveRounds')
		.select(['id', 'closedAt'])
		.where('questionId', '=', questionId)
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();
	const voted = rounds.length
		? await trx
				.selectFrom('ballots')
				.select('roundId')
				.where(
					'roundId',
					'in',
					rounds.map(({ id }) => id)
				)
				.limit(1)
				.executeTakeFirst()
		: undefined;
	return {
		position: question.position,
		voted: voted !== undefined,
		open: rounds.some(({ closedAt }) => !closedAt)
	};
}
