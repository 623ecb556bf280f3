import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { takeAllFromOutbox } from '../../../platform/mail/outbox.server.ts';
import type { Answers } from '../../../questions/answer-text.ts';
import type { ListedQuestion } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { checkAnswers, publicQuestions } from '../../../questions/several.ts';
import { doorOf, type Door } from '../door/door.server.ts';
import { permissions } from '../permissions.ts';
import { followUpCode, followUpStopPath } from './code.ts';
import { followUpHash } from './codes.server.ts';
import { questionsOf } from './edit-questions.server.ts';
import { followUpAt, type FollowUp } from './followup.server.ts';

/** What somebody with a code finds. */
export type Asked = Readonly<{
	date: Pick<Door, 'title' | 'startsAt' | 'endsAt' | 'slug' | 'number' | 'dateId'>;
	followUp: Pick<FollowUp, 'afterDays' | 'remindDays' | 'openDays' | 'openedAt'>;
	questions: readonly ListedQuestion[];
	/** Reason code of what stands against answering now, or null. */
	closed: string | null;
	/** Was asked by mail, and can end that. */
	byMail: boolean;
}>;

/** @throws Refusal followup_code_unknown (404) */
export async function askedLater(db: Db | Trx, typed: string): Promise<Asked> {
	const { dateId, used, byMail } = await codeRow(db, typed);
	const followUp = (await followUpAt(db, dateId))!;
	const { title, startsAt, endsAt, slug, number } = await doorOf(db, {
		eventId: await eventOfDate(db, dateId),
		dateId
	});
	return {
		date: { title, startsAt, endsAt, slug, number, dateId },
		followUp,
		questions: followUp.state === 'open' ? publicQuestions(await questionsOf(db, dateId)) : [],
		closed: used ? 'followup_code_used' : whyClosed(followUp),
		byMail
	};
}

function whyClosed({ state }: FollowUp): string | null {
	if (state === 'planned') return 'followup_not_yet';
	return state === 'closed' ? 'followup_closed' : null;
}

/**
 * Says how it went on, once for each code. What is kept has no code, no moment and no person; the address to which the code
 * was sent goes at the same time, with a mail that is still on its way to it.
 * @throws Refusal followup_code_unknown (404), followup_code_used (410), answers_invalid with the reason at each question,
 *   nothing_answered (422), followup_not_yet, followup_closed (409)
 */
export async function answerLater(
	db: Db,
	actor: Actor,
	typed: string,
	given: Answers
): Promise<void> {
	demand(permissions, actor, 'answerFollowUp', undefined);
	await db.transaction().execute(async (trx) => {
		// One at a time: each writes all codes of the date anew.
		const { dateId } = await codeRow(trx, typed);
		await trx
			.selectFrom('eventFollowups')
			.select('dateId')
			.where('dateId', '=', dateId)
			.forUpdate()
			.execute();
		// Read again: of two who have the same code the second one is told.
		const code = await codeRow(trx, typed, true);
		if (code.used) throw new Refusal('gone', 'followup_code_used');
		const against = whyClosed((await followUpAt(trx, dateId))!);
		if (against) throw new Refusal('conflict', against);
		await keepAnswers(trx, dateId, given);
		await trx.deleteFrom('eventFollowupReaders').where('codeHash', '=', code.codeHash).execute();
		await takeAllFromOutbox(trx, [followUpStopPath(followUpCode(typed)!)]);
		await markUsed(trx, code);
	});
}

/**
 * All codes of the date are written anew, the unused ones too: PostgreSQL keeps rows where they were written and notes which
 * transaction wrote them, and from that nobody shall read which code belongs to which answer.
 */
async function markUsed(
	trx: Trx,
	{ dateId, codeHash }: Readonly<{ dateId: string; codeHash: string }>
): Promise<void> {
	await trx
		.updateTable('eventFollowupCodes')
		.set({ used: sql<boolean>`used or code_hash = ${codeHash}` })
		.where('dateId', '=', dateId)
		.execute();
}

async function keepAnswers(trx: Trx, dateId: string, given: Answers): Promise<void> {
	const questions = await questionsOf(trx, dateId);
	const { answers, problems } = checkAnswers(questions, given);
	if (Object.keys(problems).length > 0) throw new Refusal('invalid', 'answers_invalid', problems);
	if (Object.keys(answers).length === 0) throw new Refusal('invalid', 'nothing_answered');
	const { id: answerId } = await trx
		.insertInto('eventFollowupAnswers')
		.values({ dateId })
		.returning('id')
		.executeTakeFirstOrThrow();
	const replies = questions.flatMap(({ id: questionId, type, config }) => {
		const answer = answers[questionId];
		if (answer === undefined) return [];
		const fact = questionType(type).factValue(config, answer);
		return { answerId, questionId, dateId, answer: JSON.stringify(answer), ...fact };
	});
	await trx.insertInto('eventFollowupReplies').values(replies).execute();
}

/**
 * Whoever was asked by mail wants no more of it: address, code and what is on its way go. Told again, nothing happens.
 * @returns whether there is nobody any more to whom this code was sent
 */
export async function stopAsking(db: Db, actor: Actor, typed: string): Promise<void> {
	demand(permissions, actor, 'answerFollowUp', undefined);
	const code = followUpCode(typed);
	if (!code) return;
	await db.transaction().execute(async (trx) => {
		// In the order in which answers lock them.
		await trx
			.selectFrom('eventFollowupCodes')
			.select('codeHash')
			.where('codeHash', '=', followUpHash(code))
			.forUpdate()
			.execute();
		const gone = await trx
			.deleteFrom('eventFollowupReaders')
			.where('codeHash', '=', followUpHash(code))
			.executeTakeFirst();
		if (gone.numDeletedRows === 0n) return;
		await takeAllFromOutbox(trx, [followUpStopPath(code)]);
		await trx
			.deleteFrom('eventFollowupCodes')
			.where('codeHash', '=', followUpHash(code))
			.where('used', '=', false)
			.execute();
	});
}

async function codeRow(db: Db | Trx, typed: string, lock = false) {
	const unknown = () => new Refusal('missing', 'followup_code_unknown');
	const code = followUpCode(typed);
	if (!code) throw unknown();
	const row = await db
		.selectFrom('eventFollowupCodes as c')
		.select(['c.codeHash', 'c.dateId', 'c.used'])
		.select((eb) =>
			eb
				.exists(
					eb
						.selectFrom('eventFollowupReaders as r')
						.select('r.id')
						.whereRef('r.codeHash', '=', 'c.codeHash')
				)
				.as('byMail')
		)
		.where('c.codeHash', '=', followUpHash(code))
		.$if(lock, (query) => query.forUpdate('c'))
		.executeTakeFirst();
	if (!row) throw unknown();
	return { ...row, byMail: Boolean(row.byMail) };
}

async function eventOfDate(db: Db | Trx, dateId: string): Promise<string> {
	const { eventId } = await db
		.selectFrom('eventDates')
		.select('eventId')
		.where('id', '=', dateId)
		.executeTakeFirstOrThrow();
	return eventId;
}
