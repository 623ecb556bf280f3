import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication, type Application } from '../application.server.ts';
import { book, releaseRest } from '../ledger/book.server.ts';
import { permissions } from '../permissions.ts';
import { isCompetent } from '../round/rules.ts';
import { isGrant } from '../states.ts';
import { takeStep } from '../take-step.server.ts';
import { decisionSchema, type Decision } from './decision.ts';

/**
 * Enters what the office decides within its competence, or what a committee has decided; the jury decides in its
 * meeting. A grant is reserved in the pot in the same transaction, or there is no grant.
 * @throws Refusal not_allowed, jury_decides_in_meeting (409), and those of `decide`
 */
export async function decideApplication(
	db: Db,
	actor: Actor,
	applicationId: string,
	input: Decision & { revision: number },
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'decide', application);
		if (input.body === 'jury') throw new Refusal('conflict', 'jury_decides_in_meeting');
		await decide(trx, actor, application, input, now);
	});
}

/**
 * The decision itself, for a locked application, as part of a use case.
 * @throws Refusal body_not_competent, pot_exhausted, granted_above_asked, paper_missing, reason_missing,
 *   changed_meanwhile, not_possible_now
 */
export async function decide(
	trx: Trx,
	actor: Actor,
	application: Application,
	{ revision, ...input }: Decision & { revision: number },
	now: Date
): Promise<void> {
	const decision = parse(decisionSchema, input);
	const grantedCents = isGrant(decision.outcome) ? decision.grantedCents : null;
	demandCompetence(application, decision);
	await takeStep(trx, actor, application, 'decide', {
		revision,
		reason: decision.reason,
		set: {
			outcome: decision.outcome,
			decidedByBody: decision.body,
			decidedOn: localDay(now),
			paper: decision.paper,
			decisionReason: decision.reason,
			conditions: decision.outcome === 'conditions' ? decision.conditions : '',
			grantedCents
		},
		detail: {
			outcome: decision.outcome,
			body: decision.body,
			...(grantedCents && { grantedCents })
		}
	});
	if (grantedCents === null) return;
	await grantLines(trx, application.applicationId, grantedCents);
	await book(trx, actor, {
		potId: application.potId,
		applicationId: application.applicationId,
		kind: 'reservation',
		amountCents: grantedCents,
		reason: 'decision'
	});
}

/**
 * Who decides is a question of what is asked for: whoever grants only a part refuses the rest, and may refuse no more than
 * they may grant.
 * @throws Refusal granted_above_asked (422), body_not_competent (409)
 */
export function demandCompetence(application: Application, decision: Decision): void {
	const asked = application.askedCents ?? 0;
	if (isGrant(decision.outcome) && decision.grantedCents! > asked)
		throw new Refusal('invalid', 'granted_above_asked', { grantedCents: 'granted_above_asked' });
	if (!isCompetent(application.rules, decision.body, asked))
		throw new Refusal('conflict', 'body_not_competent');
}

/** From now on the plan's lines hold as granted; the grant itself may be less than was asked for. */
async function grantLines(trx: Trx, applicationId: string, grantedCents: number): Promise<void> {
	await trx
		.updateTable('fundLines')
		.set({
			grantedCents: sql<number>`case category when 'grant' then ${grantedCents}::bigint else planned_cents end`
		})
		.where('applicationId', '=', applicationId)
		.execute();
}

/**
 * Undoes a decision that nobody was told yet; what it reserved is free again.
 * @throws Refusal not_allowed, not_possible_now, changed_meanwhile (409), reason_missing (422)
 */
export async function takeBackDecision(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, reason }: { revision: number; reason: string }
): Promise<void> {
	await reopened(db, actor, applicationId, 'takeBack', { revision, reason });
}

/** A deferred application comes up again. @throws Refusal as `takeBackDecision`, not_deferred */
export async function bringUpAgain(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision }: { revision: number }
): Promise<void> {
	await reopened(db, actor, applicationId, 'bringUpAgain', { revision, reason: '' });
}

async function reopened(
	db: Db,
	actor: Actor,
	applicationId: string,
	step: 'takeBack' | 'bringUpAgain',
	taken: { revision: number; reason: string }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'decide', application);
		// Before the step, because nothing may be committed of what is no longer granted.
		if (application.state === 'decided')
			await releaseRest(trx, actor, application, 'decision_taken_back');
		await takeStep(trx, actor, application, step, {
			...taken,
			set: {
				outcome: null,
				decidedByBody: null,
				decidedOn: null,
				paper: '',
				decisionReason: '',
				conditions: '',
				grantedCents: null
			}
		});
		await trx
			.updateTable('fundLines')
			.set({ grantedCents: null })
			.where('applicationId', '=', applicationId)
			.execute();
	});
}
