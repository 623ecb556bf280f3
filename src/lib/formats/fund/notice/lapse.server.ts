import { sql } from 'kysely';
import { system, type Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localDay } from '../../../platform/local-time.ts';
import { log } from '../../../platform/log.ts';
import { lockApplication } from '../application.server.ts';
import { daysAfter } from '../days.ts';
import type { At } from '../at.ts';
import { endMoney } from '../money/end-money.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';
import { issueLetter } from './issue-letter.server.ts';

/** Days before a query, also about a proof, must be answered or a notice accepted: then people are reminded, once. */
export const answerReminderDays = 7;

/** The same for the proof of use. */
export const proofReminderDays = 14;

/**
 * Nobody answered a query or accepted the notice in time: it has lapsed, and what was reserved is free again.
 * @throws Refusal not_allowed, not_due (409) before the day is over, and as `takeStep`
 */
export async function lapseApplication(
	db: Db,
	actor: Actor,
	applicationId: string,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'lapse', application);
		const { dueOn, revision, locale } = application;
		if (dueOn === null || dueOn >= localDay(at.now)) throw new Refusal('conflict', 'not_due');
		const reason = m.fundmoney_lapse_reason({}, inLocale(locale));
		await takeStep(trx, actor, application, 'lapse', { revision, reason });
		await endMoney(trx, actor, application, 'lapsed');
		await issueLetter(trx, actor, applicationId, 'lapse', { reason }, at);
	});
}

/** The hourly round through everything that is due. One that fails does not hold up the others. */
export async function tidyDueDays(db: Db, now: Date, origin: string): Promise<void> {
	const at = { now, origin };
	for (const id of await lapsedNow(db, now)) await orLog(id, lapseApplication(db, system, id, at));
	for (const { id, kind, dueOn } of await toRemind(db, now)) {
		const reminding = db
			.transaction()
			.execute((trx) => issueLetter(trx, system, id, kind, { remindsOf: dueOn }, at));
		await orLog(id, reminding);
	}
}

async function orLog(application: string, work: Promise<unknown>): Promise<void> {
	try {
		await work;
	} catch (error) {
		// Answered in the meantime.
		if (!(error instanceof Refusal)) log.error({ application, err: error }, 'due day failed');
	}
}

async function lapsedNow(db: Db, now: Date): Promise<string[]> {
	const rows = await db
		.selectFrom('fundApplications')
		.select('id')
		.where('state', 'in', ['queried', 'notified'])
		.where('dueOn', '<', localDay(now))
		.where(sql<boolean>`outcome is distinct from 'rejected'`)
		.execute();
	return rows.map(({ id }) => id);
}

type Reminder = {
	id: string;
	kind: 'answerReminder' | 'proofReminder' | 'proofOverdue';
	dueOn: string;
};

/** Who is to be reminded and was not, each with the day in question. */
async function toRemind(db: Db, now: Date): Promise<Reminder[]> {
	const today = localDay(now);
	const { rows } = await sql<Reminder>`
		with due as (
			select id, 'answerReminder' as kind, due_on from fund_applications
			where state in ('queried', 'notified') and due_on between ${today}::date and ${daysAfter(today, answerReminderDays)}::date
			union all
			select a.id, case when p.due_on < ${today}::date then 'proofOverdue' else 'proofReminder' end, p.due_on
			from fund_applications a join fund_proofs p on p.application_id = a.id
			where a.state = 'running' and p.due_on <= ${daysAfter(today, proofReminderDays)}::date
			union all
			select id, case when due_on < ${today}::date then 'proofOverdue' else 'proofReminder' end, due_on
			from fund_applications
			where state = 'proofQueried' and due_on <= ${daysAfter(today, answerReminderDays)}::date
		)
		select id, kind, due_on as "dueOn" from due d
		where not exists (
			select from fund_notices n where n.application_id = d.id and n.kind = d.kind and n.due_on = d.due_on
		)
		order by due_on, id`.execute(db);
	return rows;
}
