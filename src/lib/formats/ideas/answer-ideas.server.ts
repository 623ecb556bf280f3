import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { answerLimits, type AnswerInput, type SeenIdea } from './answer-schema.ts';
import { recordOfIdea } from './contribution.server.ts';
import { mapSubject } from './map.server.ts';
import { permissions } from './permissions.ts';
import { nextStatuses, type IdeaStatus } from './rules.ts';
import { announceAnswer } from './talk/announce-answer.server.ts';

/**
 * Says what becomes of one or several ideas of a map: all of them or none.
 * Whoever follows them gets a mail in the same transaction.
 * @param today the day of the answer, YYYY-MM-DD; `origin` the public address, for the links in mails
 * @throws Refusal idea_unknown (404), idea_not_public, idea_merged, answered_meanwhile, step_not_possible (409; the
 * field `ideas` names the numbers), idea_missing, too_many, due_passed (422)
 */
export async function answerIdeas(
	db: Db,
	actor: Actor,
	activityId: string,
	{ ideas, answer }: { ideas: readonly SeenIdea[]; answer: AnswerInput },
	{ today, origin }: Readonly<{ today: string; origin: string }>
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'answer', map);
	if (ideas.length === 0) throw new Refusal('invalid', 'idea_missing', { idea: 'idea_missing' });
	if (ideas.length > answerLimits.ideas) throw new Refusal('invalid', 'too_many');
	if (answer.dueOn && answer.dueOn < today) {
		throw new Refusal('invalid', 'due_passed', { dueOn: 'due_passed' });
	}
	await db.transaction().execute(async (trx) => {
		const locked = await lockIdeas(trx, activityId, ideas);
		demandAnswerable(locked, answer.status, ideas);
		for (const idea of locked) {
			await insertAnswer(trx, actor, idea.id, answer, today);
			await announceAnswer(trx, { ideaId: idea.id, ...answer }, origin);
			await recordOfIdea(trx, actor, map, idea, 'answered', { status: answer.status });
		}
	});
}

type Locked = Awaited<ReturnType<typeof lockIdeas>>[number];

/** In the order of their ids, so that two bulk answers cannot wait for each other in a circle. */
async function lockIdeas(trx: Trx, activityId: string, ideas: readonly SeenIdea[]) {
	const ids = [...new Set(ideas.map(({ ideaId }) => ideaId))];
	const rows = await trx
		.selectFrom('ideas as i')
		.select(['i.id', 'i.number', 'i.status', 'i.visibility', 'i.mergedInto'])
		.where('i.activityId', '=', activityId)
		.where('i.id', 'in', ids)
		.orderBy('i.id')
		.forUpdate()
		.execute();
	if (rows.length < ids.length) throw new Refusal('missing', 'idea_unknown');
	// After the lock: what another one has answered meanwhile is seen here.
	const last = await trx
		.selectFrom('ideaAnswers')
		.select(['ideaId', 'id'])
		.distinctOn('ideaId')
		.where('ideaId', 'in', ids)
		.where('withdrawnAt', 'is', null)
		.orderBy('ideaId')
		.orderBy('sequence', 'desc')
		.execute();
	const lastOf = new Map(last.map(({ ideaId, id }) => [ideaId, id]));
	return rows.map((row) => ({ ...row, lastAnswerId: lastOf.get(row.id) ?? null }));
}

function demandAnswerable(
	locked: readonly Locked[],
	status: IdeaStatus,
	ideas: readonly SeenIdea[]
): void {
	const seen = new Map(ideas.map(({ ideaId, lastAnswerId }) => [ideaId, lastAnswerId]));
	refuseWhere(locked, 'idea_not_public', ({ visibility }) => visibility !== 'public');
	refuseWhere(locked, 'idea_merged', ({ mergedInto }) => mergedInto !== null);
	refuseWhere(
		locked,
		'answered_meanwhile',
		({ id, lastAnswerId }) => seen.get(id) !== lastAnswerId
	);
	refuseWhere(
		locked,
		'step_not_possible',
		(idea) => !nextStatuses[idea.status as IdeaStatus].includes(status)
	);
}

function refuseWhere(
	ideas: readonly Locked[],
	reason: string,
	wrong: (idea: Locked) => boolean
): void {
	const numbers = ideas.filter(wrong).map(({ number }) => number);
	if (numbers.length === 0) return;
	throw new Refusal('conflict', reason, { ideas: numbers.join(', ') });
}

async function insertAnswer(
	trx: Trx,
	actor: Actor,
	ideaId: string,
	{ status, reason, office, dueOn }: AnswerInput,
	today: string
): Promise<void> {
	await trx
		.insertInto('ideaAnswers')
		.values({
			ideaId,
			status,
			reason: JSON.stringify(reason),
			office,
			dueOn,
			answeredOn: today,
			answeredBy: actor.kind === 'account' ? actor.accountId : null
		})
		.execute();
	await trx
		.updateTable('ideas')
		.set({ status, office, answerDue: dueOn })
		.where('id', '=', ideaId)
		.execute();
}

/**
 * Takes back an answer that was given by mistake: it is no longer shown and no longer counts. The idea falls back to
 * the latest answer that still stands, or to the beginning.
 * @throws Refusal answer_unknown (404), already_taken_back (409)
 */
export async function withdrawAnswer(
	db: Db,
	actor: Actor,
	activityId: string,
	answerId: string,
	now: Date
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'answer', map);
	await db.transaction().execute(async (trx) => {
		const idea = await trx
			.selectFrom('ideas as i')
			.innerJoin('ideaAnswers as a', 'a.ideaId', 'i.id')
			.select(['i.id', 'i.number', 'a.status as answered'])
			.where('a.id', '=', answerId)
			.where('i.activityId', '=', activityId)
			.forUpdate('i')
			.executeTakeFirst();
		if (!idea) throw new Refusal('missing', 'answer_unknown');
		const taken = await trx
			.updateTable('ideaAnswers')
			.set({ withdrawnAt: now })
			.where('id', '=', answerId)
			.where('withdrawnAt', 'is', null)
			.executeTakeFirst();
		if (taken.numUpdatedRows === 0n) throw new Refusal('conflict', 'already_taken_back');
		await fallBack(trx, idea.id);
		await recordOfIdea(trx, actor, map, idea, 'answerTakenBack', { status: idea.answered });
	});
}

async function fallBack(trx: Trx, ideaId: string): Promise<void> {
	await sql`
		update ideas set (status, office, answer_due) = (
			select coalesce(max(a.status), 'new'), coalesce(max(a.office), ''), max(a.due_on)
			from (select status, office, due_on from idea_answers
				where idea_id = ${ideaId} and withdrawn_at is null order by sequence desc limit 1) a)
		where id = ${ideaId}`.execute(trx);
}
