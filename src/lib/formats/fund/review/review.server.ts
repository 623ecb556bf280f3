import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';

/** The revision that whoever reviews has seen. */
type Seen = Readonly<{ revision: number }>;

/** Begins the review. @throws Refusal not_allowed, not_possible_now, changed_meanwhile (409) */
export const takeForReview = (
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision }: Seen
): Promise<void> => reviewed(db, actor, applicationId, 'take', { revision });

/** Everything is there: it can be decided. @throws Refusal as `takeForReview` */
export const finishReview = (
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision }: Seen
): Promise<void> => reviewed(db, actor, applicationId, 'finishReview', { revision });

/**
 * Something was overlooked. Not while a jury votes on it: it would vote on what is no longer the text.
 * @throws Refusal as `takeForReview`; vote_open (409), reason_missing, text_too_long (422)
 */
export const resumeReview = (
	db: Db,
	actor: Actor,
	applicationId: string,
	taken: Seen & Readonly<{ reason: string }>
): Promise<void> => reviewed(db, actor, applicationId, 'resumeReview', taken);

async function reviewed(
	db: Db,
	actor: Actor,
	applicationId: string,
	step: 'take' | 'finishReview' | 'resumeReview',
	taken: Seen & Readonly<{ reason?: string }>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		if (step === 'resumeReview') await refuseWhileVotedOn(trx, applicationId);
		await takeStep(trx, actor, application, step, taken);
	});
}

/** Opening a vote locks the application too: either it is seen here, or it finds the application in review. */
async function refuseWhileVotedOn(trx: Trx, applicationId: string): Promise<void> {
	const voting = await trx
		.selectFrom('fundAgenda')
		.select('meetingId')
		.where('applicationId', '=', applicationId)
		.where('state', '=', 'voting')
		.limit(1)
		.executeTakeFirst();
	if (voting) throw new Refusal('conflict', 'vote_open');
}
