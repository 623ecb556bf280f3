import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication } from '../application.server.ts';
import { daysAfter } from '../days.ts';
import type { At } from '../at.ts';
import { moneyTextLength } from '../money/money-input.ts';
import { permissions } from '../permissions.ts';
import { isGrant } from '../states.ts';
import { takeStep } from '../take-step.server.ts';
import { issueLetter } from './issue-letter.server.ts';
import type { Sender } from './letter.ts';
import { keepProofDue } from './proof-due.server.ts';

/** How to object, as the notice says it. Issue messages are reason codes. */
export const objectionSchema = z.object({
	objection: z
		.string()
		.transform(cleanText)
		.refine((text) => text !== '', 'objection_missing')
		.refine((text) => lengthOf(text) <= moneyTextLength, 'text_too_long')
});

type Notice = Readonly<{ revision: number; objection: string; sender: Sender | null }>;

/**
 * Tells the applicant what was decided: the notice is frozen and mailed. From now on a grant waits to be accepted.
 * @throws Refusal not_allowed, not_possible_now, deferred, changed_meanwhile (409), input_invalid (422)
 */
export async function notifyApplicant(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, sender, ...input }: Notice,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const { objection } = parse(objectionSchema, input);
		const granted = isGrant(application.outcome);
		const today = localDay(at.now);
		await takeStep(trx, actor, application, 'notify', {
			revision,
			set: {
				notifiedOn: today,
				dueOn: granted ? daysAfter(today, application.rules.answerDays) : null
			}
		});
		const kind = granted ? 'grant' : 'rejection';
		await issueLetter(trx, actor, applicationId, kind, { sender, objection }, at);
	});
}

/** The applicant accepts the notice; the project begins. @throws Refusal as `takeStep`, too_late (409) */
export async function acceptNotice(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision }: { revision: number },
	now: Date
): Promise<void> {
	await db
		.transaction()
		.execute((trx) => begin(trx, actor, applicationId, 'begin', { revision }, now));
}

/**
 * The office notes that the applicant has accepted otherwise: on paper, by phone.
 * @throws Refusal as `acceptNotice`, reason_missing (422)
 */
export async function acceptForApplicant(
	db: Db,
	actor: Actor,
	applicationId: string,
	taken: { revision: number; reason: string },
	now: Date
): Promise<void> {
	await db.transaction().execute((trx) => begin(trx, actor, applicationId, 'beginFor', taken, now));
}

async function begin(
	trx: Trx,
	actor: Actor,
	applicationId: string,
	step: 'begin' | 'beginFor',
	taken: { revision: number; reason?: string },
	now: Date
): Promise<void> {
	const application = await lockApplication(trx, applicationId);
	demand(permissions, actor, step === 'begin' ? 'apply' : 'review', application);
	const late = application.dueOn !== null && application.dueOn < localDay(now);
	if (late && application.state === 'notified') throw new Refusal('conflict', 'too_late');
	await takeStep(trx, actor, application, step, { ...taken, set: { dueOn: null } });
	await keepProofDue(trx, application);
}
