import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { lockApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';
import { mailProofQueried } from './mails.server.ts';
import { isDay } from './report.ts';

/** Longest query, in characters. */
export const queryLength = 2000;

/**
 * Gives a proof back with what is missing and until when; the applicant is told by mail and may write in it again.
 * @throws Refusal not_allowed; input_invalid (422) with reason_missing, text_too_long, day_invalid, day_past;
 *   not_possible_now, changed_meanwhile (409)
 */
export async function queryProof(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, ...typed }: { revision: number; reason: string; dueOn: string },
	now: Date,
	origin: string
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const { reason, dueOn } = checked(typed, localDay(now));
		await takeStep(trx, actor, application, 'queryProof', {
			revision,
			reason,
			set: { dueOn },
			detail: { dueOn }
		});
		await mailProofQueried(trx, application, { reason, dueOn, origin });
	});
}

function checked(typed: { reason: string; dueOn: string }, today: string) {
	const reason = cleanText(typed.reason);
	const fields = {
		...(reason === '' && { reason: 'reason_missing' }),
		...(lengthOf(reason) > queryLength && { reason: 'text_too_long' }),
		...(!isDay(typed.dueOn) && { dueOn: 'day_invalid' }),
		...(isDay(typed.dueOn) && typed.dueOn <= today && { dueOn: 'day_past' })
	};
	if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'input_invalid', fields);
	return { reason, dueOn: typed.dueOn };
}
