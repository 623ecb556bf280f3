import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
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

/** Something was overlooked. @throws Refusal as `takeForReview`, reason_missing (422) */
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
		await takeStep(trx, actor, application, step, taken);
	});
}
