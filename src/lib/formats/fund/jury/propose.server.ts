import type { Updateable } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { FundAgenda } from '../../../platform/db/tables.ts';
import { parse } from '../../../platform/parse.ts';
import { recordOfApplication } from '../application.server.ts';
import { demandCompetence } from '../decide/decide.server.ts';
import { decisionSchema } from '../decide/decision.ts';
import { isGrant } from '../states.ts';
import { withItem, type ItemAtWork } from './item.server.ts';
import type { MeetingRef } from './meeting.server.ts';
import type { Proposal } from './vote.ts';

type Seen = Readonly<{ number: number; revision: number }>;

/**
 * Writes down what the jury is to vote on; the same checks as for the decision itself, so that no vote is for nothing.
 * @throws Refusal as `withItem`; those of a decision: granted_above_asked, input_invalid (422), body_not_competent (409)
 */
export async function propose(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ number, revision, ...proposal }: Proposal & Seen
): Promise<void> {
	await withItem(db, actor, ref, { number, revision, in: ['waiting'] }, async (at) => {
		const decision = parse(decisionSchema, { ...proposal, body: 'jury', paper: '' });
		demandCompetence(at.application, decision);
		const { outcome } = decision;
		await setItem(at, {
			proposedOutcome: outcome,
			proposedCents: isGrant(outcome) ? decision.grantedCents : null,
			conditions: outcome === 'conditions' ? decision.conditions : '',
			reason: decision.reason
		});
		await recordOfApplication(at.trx, actor, at.application, 'proposed', { outcome });
	});
}

/** Not today: the application stays ready for another meeting. An open vote ends without a result. */
export async function postponeItem(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	seen: Seen
): Promise<void> {
	await withItem(db, actor, ref, { ...seen, in: ['waiting', 'voting'] }, async (at) => {
		await setItem(at, { state: 'postponed' });
		await recordOfApplication(at.trx, actor, at.application, 'itemPostponed');
	});
}

/** After all. @throws Refusal as `withItem` */
export async function takeUpItem(db: Db, actor: Actor, ref: MeetingRef, seen: Seen): Promise<void> {
	await withItem(db, actor, ref, { ...seen, in: ['postponed'] }, async (at) => {
		await setItem(at, { state: 'waiting' });
		await recordOfApplication(at.trx, actor, at.application, 'itemTakenUp');
	});
}

export async function setItem(
	{ trx, meeting, application }: ItemAtWork,
	set: Updateable<FundAgenda>
): Promise<void> {
	await trx
		.updateTable('fundAgenda')
		.set(set)
		.where('meetingId', '=', meeting.meetingId)
		.where('applicationId', '=', application.applicationId)
		.execute();
}
