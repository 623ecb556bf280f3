import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { announceAsks } from '../announce.server.ts';
import type { LiveVerb } from '../history-text.ts';
import { approvalsNeeded, approverOf } from '../moderation/approvals.server.ts';
import { permissions } from '../permissions.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';
import { knownAsk, leaveStage, type KnownAsk } from './board.server.ts';
import { isPublic, type AskStage } from './rules.ts';
import { answerInput } from './schema.ts';

/** What a moderator did: the word in the audit trail, or null where nothing changed. */
type Done = LiveVerb | null;

/**
 * One act of a moderator on a question. The words stay out of the audit trail: a resident wrote them. Once more is
 * harmless, so it takes no version.
 * @throws Refusal ask_unknown (404), archived (409)
 */
export async function moderating(
	db: Db,
	actor: Actor,
	activityId: string,
	id: string,
	act: (trx: Trx, known: KnownAsk) => Promise<Done>
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'run', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const known = await knownAsk(trx, activityId, id);
		const verb = await act(trx, known);
		if (!verb) return;
		await recordOf(trx, actor, session, verb, { number: known.number });
		await announceAsks(trx, activityId);
	});
}

/** Approves a question for everybody to see; where two have to, the first one is noted and it goes on waiting. */
export async function approveAsk(db: Db, actor: Actor, activityId: string, id: string) {
	await moderating(db, actor, activityId, id, async (trx, { approved }) => {
		if (approved) return null;
		await trx
			.insertInto('liveAskApprovals')
			.values({ askId: id, approver: approverOf(actor) })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const { given } = await trx
			.selectFrom('liveAskApprovals')
			.select(({ fn }) => fn.countAll<number>().as('given'))
			.where('askId', '=', id)
			.executeTakeFirstOrThrow();
		if (given < (await approvalsNeeded(trx, activityId))) return 'askHalfApproved';
		await set(trx, id, { approved: true, hidden: false });
		return 'askApproved';
	});
}

/** Takes an approval back: the question waits again and its author may change it. */
export async function unapproveAsk(db: Db, actor: Actor, activityId: string, id: string) {
	await moderating(db, actor, activityId, id, async (trx, { approved }) => {
		await trx.deleteFrom('liveAskApprovals').where('askId', '=', id).execute();
		if (!approved) return null;
		await set(trx, id, { approved: false });
		await leaveStage(trx, activityId, id);
		return 'askUnapproved';
	});
}

/** Hides a question from everybody but the moderators, or shows it as it was before. */
export async function setAskHidden(
	db: Db,
	actor: Actor,
	activityId: string,
	id: string,
	hidden: boolean
) {
	await moderating(db, actor, activityId, id, async (trx, known) => {
		if (known.hidden === hidden) return null;
		await set(trx, id, { hidden });
		if (hidden) await leaveStage(trx, activityId, id);
		return hidden ? 'askHidden' : 'askShown';
	});
}

/**
 * Marks a question as answered, with a short written answer where there is one, or takes the mark back with it.
 * @throws Refusal answer_too_long (422)
 */
export async function setAnswered(
	db: Db,
	actor: Actor,
	activityId: string,
	id: string,
	given: { answered: boolean; answer: string }
) {
	const answer = answerInput.safeParse(given.answer);
	await moderating(db, actor, activityId, id, async (trx) => {
		if (!answer.success)
			throw new Refusal('invalid', 'answer_too_long', { answer: 'answer_too_long' });
		const { answered } = given;
		await set(trx, id, { answered, answer: answered && answer.data !== '' ? answer.data : null });
		if (answered) return 'askAnswered';
		return 'askReopened';
	});
}

/**
 * Puts one question on the stage, or the ones that most people support, or takes them away again.
 * @param id for `pinned`
 * @throws Refusal ask_unknown (404), ask_not_public (409)
 */
export async function setAskStage(
	db: Db,
	actor: Actor,
	activityId: string,
	stage: AskStage,
	id: string | null = null
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'run', session);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const pinned = stage === 'pinned' ? await knownAsk(trx, activityId, id ?? activityId) : null;
		if (pinned && !isPublic(pinned)) throw new Refusal('conflict', 'ask_not_public');
		await trx
			.updateTable('liveSessions')
			.set({ asksStage: stage, pinnedAskId: pinned?.id ?? null })
			.where('activityId', '=', activityId)
			.execute();
		const verb = { none: 'asksOffStage', top: 'asksOnStage', pinned: 'askPinned' } as const;
		await recordOf(trx, actor, session, verb[stage], pinned ? { number: pinned.number } : {});
		await announceAsks(trx, activityId);
	});
}

async function set(
	trx: Trx,
	id: string,
	change: { approved?: boolean; hidden?: boolean; answered?: boolean; answer?: string | null }
) {
	await trx.updateTable('liveAsks').set(change).where('id', '=', id).execute();
}
