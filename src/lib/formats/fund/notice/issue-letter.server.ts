import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import { applicationOf, type Application } from '../application.server.ts';
import type { At } from '../at.ts';
import type { Body } from '../states.ts';
import type { LetterContent, LetterKind, LetterLine, Recipient, Sender } from './letter.ts';
import { letterMail } from './mails.ts';
import { mailApplicant } from './mail-applicant.server.ts';
import { proofDueOn } from './proof-due.server.ts';

type Extra = Readonly<{
	/** Absent: as in the last letter to them. */
	sender?: Sender | null;
	reason?: string;
	objection?: string;
	demandedCents?: number;
	/** Of reminders: the day they remind of, once. */
	remindsOf?: string;
}>;

/**
 * Freezes a letter about an application as it stands now in the transaction, and mails where to find it.
 * @returns false for a reminder that was sent before
 */
export async function issueLetter(
	trx: Trx,
	actor: Actor,
	applicationId: string,
	kind: LetterKind,
	extra: Extra,
	{ now, origin }: At
): Promise<boolean> {
	const application = await applicationOf(trx, applicationId);
	const content = await freeze(trx, actor, application, extra);
	const issued = await trx
		.insertInto('fundNotices')
		.values({
			applicationId,
			number: sql<number>`(select coalesce(max(number), 0) + 1 from fund_notices where application_id = ${applicationId})`,
			kind,
			content: JSON.stringify(content),
			recipient: JSON.stringify(await recipientOf(trx, application, content.applicantName)),
			dueOn: extra.remindsOf ?? null,
			issuedOn: localDay(now),
			issuedBy: actor.kind === 'account' ? actor.accountId : null
		})
		.onConflict((conflict) =>
			conflict
				.columns(['applicationId', 'kind', 'dueOn'])
				.where('dueOn', 'is not', null)
				.doNothing()
		)
		.returning('id')
		.executeTakeFirst();
	if (!issued) return false;
	await mailApplicant(trx, application, origin, letterMail(kind, content));
	return true;
}

/** What the letter will say; also for a look at it before it is issued. */
export async function freeze(
	trx: Trx,
	actor: Actor,
	application: Application,
	{ sender, reason, objection = '', demandedCents }: Extra
): Promise<LetterContent> {
	const told = await trx
		.selectFrom('fundApplications as a')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.innerJoin('fundPots as t', 't.id', 'r.potId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['a.applicantName', 'a.decidedByBody', 'a.decidedOn', 'a.paper', 'a.decisionReason'])
		.select(['a.conditions', 'y.title as roundTitle', 'p.name as placeName'])
		.select(['t.name as potName', 't.paper as potPaper'])
		.where('a.id', '=', application.applicationId)
		.executeTakeFirstOrThrow();
	const { decidedByBody, decisionReason, roundTitle, ...rest } = told;
	return {
		...rest,
		roundTitle: roundTitle as Translated,
		body: decidedByBody as Body | null,
		reason: reason ?? decisionReason,
		sender: sender === undefined ? await lastSender(trx, application.applicationId) : sender,
		locale: application.locale,
		number: application.number!,
		title: application.title,
		outcome: application.outcome,
		askedCents: application.askedCents ?? 0,
		grantedCents: application.grantedCents,
		paidCents: application.paidCents,
		demandedCents: demandedCents ?? null,
		startsOn: application.startsOn,
		endsOn: application.endsOn,
		dueOn: application.dueOn,
		// A proof that was given back is due on the day that the query says.
		proofDueOn:
			application.state === 'proofQueried' ? application.dueOn : await proofDueOn(trx, application),
		overrunPercent: application.rules.overrunPercent,
		lines: await linesNow(trx, application.applicationId),
		objection,
		signedBy: actor.kind === 'account' ? actor.displayName : ''
	};
}

async function lastSender(trx: Trx, applicationId: string): Promise<Sender | null> {
	const last = await trx
		.selectFrom('fundNotices')
		.select(sql<Sender | null>`content -> 'sender'`.as('sender'))
		.where('applicationId', '=', applicationId)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last?.sender ?? null;
}

async function linesNow(trx: Trx, applicationId: string): Promise<LetterLine[]> {
	const rows = await trx
		.selectFrom('fundLines')
		.select(['side', 'category', 'label', 'minutes'])
		.select((eb) => eb.fn.coalesce('grantedCents', 'plannedCents').as('cents'))
		.where('applicationId', '=', applicationId)
		.orderBy('side')
		.orderBy('position')
		.execute();
	return rows as LetterLine[];
}

async function recipientOf(
	trx: Trx,
	{ applicationId }: Application,
	applicantName: string
): Promise<Recipient> {
	const contact = await trx
		.selectFrom('fundContacts')
		.select(['name', 'address'])
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	const name = [applicantName, contact?.name].filter(Boolean).join('\n');
	return { name, address: contact?.address ?? '' };
}
