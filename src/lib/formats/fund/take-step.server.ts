import { sql, type Updateable } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import type { FundApplications } from '../../platform/db/tables.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordOfApplication, type Application } from './application.server.ts';
import type { FundVerb } from './history-text.ts';
import { permissions } from './permissions.ts';
import { reasonFrom } from './reason.ts';
import { hindrance, workflow, type StepKey } from './workflow.ts';

export type StepTaken = Readonly<{
	/** Revision that whoever decides has seen. */
	revision: number;
	/** Why, for the applicant to read; needed where the table says so. */
	reason?: string;
	/** What else changes in the row. */
	set?: Updateable<FundApplications>;
	/** For the audit trail. */
	detail?: Record<string, unknown>;
}>;

/**
 * Takes one step of the workflow, in the transaction of its use case: right, state and what was seen are checked, the
 * row moves on, the chronicle and the audit trail are written.
 * @returns the reason as it is kept
 * @throws Refusal not_allowed; reason_missing, text_too_long (422); not_possible_now and others of the table, changed_meanwhile (409)
 */
export async function takeStep(
	trx: Trx,
	actor: Actor,
	application: Application,
	step: StepKey,
	{ revision, reason: typed = '', set, detail }: StepTaken
): Promise<string> {
	const { to, right, needsReason } = workflow[step];
	demand(permissions, actor, right, application);
	const against = hindrance(step, application.state, application);
	if (against) throw new Refusal('conflict', against);
	const reason = reasonFrom(typed, { needed: needsReason });
	const moved = await trx
		.updateTable('fundApplications')
		.set({ state: to, revision: sql<number>`revision + 1`, ...set })
		.where('id', '=', application.applicationId)
		.where('state', '=', application.state)
		.where('revision', '=', revision)
		.executeTakeFirst();
	if (moved.numUpdatedRows === 0n) throw new Refusal('conflict', 'changed_meanwhile');
	await noteStep(trx, actor, application, step, reason);
	await recordOfApplication(trx, actor, application, verbs[step], { ...detail });
	return reason;
}

/** The chronicle that applicant and office read. */
async function noteStep(
	trx: Trx,
	actor: Actor,
	{ applicationId, state }: Application,
	step: StepKey,
	reason: string
): Promise<void> {
	const { to, right } = workflow[step];
	await trx
		.insertInto('fundSteps')
		.values({
			applicationId,
			step,
			fromState: state,
			toState: to,
			reason,
			takenBy: actor.kind === 'account' ? actor.accountId : null,
			takenAs: right === 'apply' ? 'applicant' : actor.kind === 'system' ? 'system' : 'office'
		})
		.execute();
}

/** What the audit trail calls each step. */
const verbs: Readonly<Record<StepKey, FundVerb>> = {
	submit: 'submitted',
	take: 'taken',
	query: 'queried',
	answer: 'answered',
	finishReview: 'reviewed',
	resumeReview: 'reviewResumed',
	decide: 'decided',
	bringUpAgain: 'broughtUpAgain',
	takeBack: 'decisionTakenBack',
	notify: 'notified',
	begin: 'begun',
	beginFor: 'begunFor',
	submitProof: 'proofSubmitted',
	queryProof: 'proofQueried',
	answerProof: 'proofAnswered',
	close: 'closed',
	withdraw: 'withdrawn',
	lapse: 'lapsed',
	revoke: 'revoked',
	reclaim: 'reclaimed',
	settle: 'settled'
};
