import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { applicationOf, lockApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { isOpen, roundOf, type Round } from '../round/round.server.ts';
import { takeStep } from '../take-step.server.ts';
import { attachmentsOf, versionOf } from './attachments.server.ts';
import { readDraft } from './checks.ts';
import { textLimits, type ContactInput, type Content } from './content.ts';
import { checkFacts } from './context.server.ts';
import { excludeMembers } from './exclude-members.server.ts';
import { submissionMail } from './mails.server.ts';
import { storedDraft } from './save-draft.server.ts';

/** For the mail that tells where one's application is. */
export type Address = Readonly<{ origin: string; key: string }>;

/**
 * Hands the draft in: it is checked as a whole, gets its number and keeps the rules of this moment. The deadline is asked
 * under a lock of the round, so that neither a form opened before it nor the end of the round slips past.
 * @param now when it arrived, not when its turn came
 * @returns its number
 * @throws Refusal round_closed (the draft stays), not_possible_now, changed_meanwhile (409); application_incomplete (422)
 *   with a reason per field
 */
export async function submitApplication(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision }: { revision: number },
	address: Address,
	now: Date
): Promise<number> {
	const { activityId } = await applicationOf(db, applicationId);
	return db.transaction().execute(async (trx) => {
		// The round before the application: whoever changes it waits, too.
		const round = await lockRound(trx, activityId);
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		if (application.state !== 'draft') throw new Refusal('conflict', 'not_possible_now');
		if (!isOpen(round, now)) throw new Refusal('conflict', 'round_closed');
		const { content, contact } = await demandComplete(trx, application, now);
		const number = await nextNumber(trx, activityId);
		await takeStep(trx, actor, { ...application, number }, 'submit', {
			revision,
			set: {
				...columnsOf(content),
				number,
				version: 1,
				rules: JSON.stringify(round.rules),
				submittedOn: localDay(now)
			}
		});
		await keepContent(trx, applicationId, 1, content, contact, now);
		await excludeMembers(trx, application);
		if (contact.email !== '')
			await putInOutbox(trx, submissionMail({ round, application, number, contact, address }));
		return number;
	});
}

/**
 * Hands in a queried application again, also after the round's deadline, until the day its answer is due. Its number,
 * first day and rules stay. The jury scores it anew.
 * @param answer to the office, in words; may be empty
 * @throws Refusal answer_too_late, not_possible_now, changed_meanwhile (409); application_incomplete, text_too_long (422)
 */
export async function answerQuery(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, answer }: { revision: number; answer: string },
	now: Date
): Promise<void> {
	const reason = cleanText(answer);
	if (lengthOf(reason) > textLimits.text)
		throw new Refusal('invalid', 'text_too_long', { answer: 'text_too_long' });
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		if (application.state !== 'queried') throw new Refusal('conflict', 'not_possible_now');
		if (application.dueOn !== null && localDay(now) > application.dueOn)
			throw new Refusal('conflict', 'answer_too_late');
		const { content, contact } = await demandComplete(trx, application, now);
		const version = await versionOf(trx, applicationId);
		await takeStep(trx, actor, application, 'answer', {
			...{ revision, reason },
			set: { ...columnsOf(content), version: version + 1, dueOn: null }
		});
		await keepContent(trx, applicationId, version + 1, content, contact, now);
		// Points were given for another text.
		await trx.deleteFrom('fundScores').where('applicationId', '=', applicationId).execute();
		await excludeMembers(trx, application);
	});
}

/** @throws Refusal round_unknown */
async function lockRound(trx: Trx, activityId: string): Promise<Round> {
	await trx
		.selectFrom('fundRounds as r')
		.innerJoin('activities as y', 'y.id', 'r.activityId')
		.select('r.activityId')
		.where('r.activityId', '=', activityId)
		.forNoKeyUpdate()
		.execute();
	return roundOf(trx, activityId);
}

async function demandComplete(
	trx: Trx,
	application: Application,
	now: Date
): Promise<{ content: Content; contact: ContactInput }> {
	const { applicationId } = application;
	const draft = await storedDraft(trx, applicationId);
	const read = readDraft(draft, await checkFacts(trx, application, now));
	if (read.problems) throw new Refusal('invalid', 'application_incomplete', { ...read.problems });
	const attachments = (await attachmentsOf(trx, applicationId)).map(({ name }) => name);
	return { content: { ...read.content, attachments }, contact: read.contact };
}

async function nextNumber(trx: Trx, activityId: string): Promise<number> {
	const { lastNumber } = await trx
		.updateTable('fundRounds')
		.set({ lastNumber: sql<number>`last_number + 1` })
		.where('activityId', '=', activityId)
		.returning('lastNumber')
		.executeTakeFirstOrThrow();
	return lastNumber;
}

const columnsOf = (content: Content) => ({
	...{ applicantKind: content.applicantKind, applicantName: content.applicantName },
	...{ title: content.title, summary: content.summary, partners: content.partners },
	...{ placeId: content.placeId, lat: content.lat, lng: content.lng },
	...{ startsOn: content.startsOn, endsOn: content.endsOn },
	...{ targetGroups: [...content.targetGroups], participants: content.participants },
	...{ initiatedBy: content.initiatedBy, measureCode: content.measureCode },
	indicatorKey: content.indicatorKey,
	totalCents: content.costs.reduce((sum, { cents }) => sum + cents, 0),
	askedCents: content.funding.find(({ category }) => category === 'grant')!.cents
});

/** Lines and contact as they hold now, and the whole content as it was handed in, for good. */
async function keepContent(
	trx: Trx,
	applicationId: string,
	version: number,
	content: Content,
	contact: ContactInput,
	now: Date
): Promise<void> {
	await trx.deleteFrom('fundLines').where('applicationId', '=', applicationId).execute();
	const lines = (['cost', 'funding'] as const).flatMap((side) =>
		(side === 'cost' ? content.costs : content.funding).map((line, index) => ({
			...{ applicationId, side, position: index + 1 },
			...{ category: line.category, label: line.label, minutes: line.minutes },
			plannedCents: line.cents
		}))
	);
	await trx.insertInto('fundLines').values(lines).execute();
	await trx
		.insertInto('fundContacts')
		.values({ applicationId, ...contact })
		.onConflict((conflict) => conflict.column('applicationId').doUpdateSet(contact))
		.execute();
	await trx
		.insertInto('fundVersions')
		.values({
			applicationId,
			version,
			content: JSON.stringify(content),
			submittedOn: localDay(now)
		})
		.execute();
}
