import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf } from '../round/round.server.ts';
import { takeStep } from '../take-step.server.ts';
import { queryMail } from './query-mail.ts';
import { dayAfter, longestAnswerDays, querySchema, type Query } from './query.ts';

/**
 * Asks the applicant for something that is missing, with a day until which it is answered. Whoever left an address gets a
 * mail; everybody finds the question with their receipt.
 * @param given.origin public address of the house, for the link
 * @throws Refusal not_allowed, not_possible_now, changed_meanwhile (409); reason_missing, text_too_long, day_invalid,
 *   due_passed, due_too_far (422)
 */
export async function queryApplicant(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, ...typed }: Query & { revision: number },
	{ now, origin }: { now: Date; origin: string }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'review', application);
		const query = parse(querySchema, typed);
		demandDue(query.dueOn, localDay(now));
		await takeStep(trx, actor, application, 'query', {
			revision,
			reason: query.reason,
			set: { dueOn: query.dueOn },
			detail: { dueOn: query.dueOn }
		});
		await mailQuery(trx, application, query, origin);
	});
}

function demandDue(dueOn: string, today: string): void {
	const refuse = (reason: string) => {
		throw new Refusal('invalid', reason, { dueOn: reason });
	};
	if (dueOn <= today) refuse('due_passed');
	if (dueOn > dayAfter(today, longestAnswerDays)) refuse('due_too_far');
}

async function mailQuery(
	trx: Trx,
	application: Application,
	query: Query,
	origin: string
): Promise<void> {
	const contact = await trx
		.selectFrom('fundContacts')
		.select('email')
		.where('applicationId', '=', application.applicationId)
		.executeTakeFirst();
	if (!contact?.email) return;
	const { slug } = await roundOf(trx, application.activityId);
	await putInOutbox(trx, queryMail({ ...application, slug, origin }, query, contact.email));
}
