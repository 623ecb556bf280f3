import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { putAllInOutbox, takeAllFromOutbox } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import type { AtDate, Door } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { followUpStopPath } from './code.ts';
import { followUpHash, keepCodes, readerCode } from './codes.server.ts';
import { questionsOf } from './edit-questions.server.ts';
import { followUpAt, lockFollowUp, lockPlanned, type FollowUp } from './followup.server.ts';
import { mailsTo, type Reader } from './mails.server.ts';
import { becauseInput } from './schema.ts';
import { asksLater, counts } from './when.ts';

/**
 * Asks everybody who left an address, and lets in who has a slip.
 * @throws Refusal of `lockPlanned`; followup_too_early, followup_not_held, followup_without_questions (409)
 */
export async function openFollowUp(db: Db, actor: Actor, on: AtDate, at: At): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { door, followUp } = await lockPlanned(trx, actor, on, 'runFollowUp');
		// Before that nobody knows who came.
		if (!followUp.collected) throw new Refusal('conflict', 'followup_too_early');
		if (door.dateState !== 'held') throw new Refusal('conflict', 'followup_not_held');
		if ((await questionsOf(trx, on.dateId)).length === 0)
			throw new Refusal('conflict', 'followup_without_questions');
		await trx
			.updateTable('eventFollowups')
			.set({ state: 'open', openedAt: at.now })
			.where('dateId', '=', on.dateId)
			.execute();
		const readers = await giveCodes(trx, door);
		await putAllInOutbox(trx, mailsTo('asked', await opened(trx, on), door, readers, at));
		await recordOfEvent(trx, actor, door, 'followUpOpened', { asked: readers.length });
	});
}

const opened = async (trx: Trx, { dateId }: AtDate): Promise<FollowUp> =>
	(await followUpAt(trx, dateId))!;

/** To each a code, which their mails name. */
async function giveCodes(trx: Trx, { activityKey, dateId }: Door): Promise<Reader[]> {
	const readers = await readersOf(trx, dateId);
	if (!activityKey) return [];
	const codes = new Map(readers.map(({ id }) => [id, readerCode(activityKey, id)]));
	await keepCodes(trx, dateId, [...codes.values()]);
	for (const [id, code] of codes)
		await trx
			.updateTable('eventFollowupReaders')
			.set({ codeHash: followUpHash(code) })
			.where('id', '=', id)
			.execute();
	return readers;
}

const readersOf = (trx: Trx, dateId: string): Promise<Reader[]> =>
	trx
		.selectFrom('eventFollowupReaders')
		.select(['id', 'email', 'locale'])
		.where('dateId', '=', dateId)
		.execute();

/** Reminds those whose answer is still missing, once; not of a date that did not take place after all. @throws Refusal of `lockFollowUp` */
export async function remindOfFollowUp(db: Db, actor: Actor, on: AtDate, at: At): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { door, followUp } = await lockFollowUp(trx, actor, on, 'runFollowUp');
		if (followUp.state !== 'open' || followUp.reminded || door.dateState !== 'held') return;
		await trx
			.updateTable('eventFollowups')
			.set({ reminded: true })
			.where('dateId', '=', on.dateId)
			.execute();
		const readers = await readersOf(trx, on.dateId);
		await putAllInOutbox(trx, mailsTo('reminded', followUp, door, readers, at));
		await recordOfEvent(trx, actor, door, 'followUpReminded', { reminded: readers.length });
	});
}

/**
 * Ends it: nobody can answer any more, and every address and code goes. What was said can be seen from now on.
 * @throws Refusal of `lockFollowUp`; not_possible_now (409) unless it is open
 */
export async function closeFollowUp(db: Db, actor: Actor, on: AtDate, now: Date): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { door, followUp } = await lockFollowUp(trx, actor, on, 'runFollowUp');
		if (followUp.state !== 'open') throw new Refusal('conflict', 'not_possible_now');
		await trx
			.updateTable('eventFollowups')
			.set({ state: 'closed', closedOn: localDay(now) })
			.where('dateId', '=', on.dateId)
			.execute();
		await forgetReadersAt(trx, door);
		const answers = await answersAt(trx, on.dateId);
		await recordOfEvent(trx, actor, door, 'followUpClosed', { answers });
	});
}

/** Addresses, what is still on its way to them, and codes. */
export async function forgetReadersAt(
	trx: Trx,
	{ activityKey, dateId }: Pick<Door, 'activityKey' | 'dateId'>
): Promise<void> {
	if (activityKey) {
		const readers = await readersOf(trx, dateId);
		const paths = readers.map(({ id }) => followUpStopPath(readerCode(activityKey, id)));
		await takeAllFromOutbox(trx, paths);
	}
	await trx.deleteFrom('eventFollowupReaders').where('dateId', '=', dateId).execute();
	await trx.deleteFrom('eventFollowupCodes').where('dateId', '=', dateId).execute();
}

export async function answersAt(db: Db | Trx, dateId: string): Promise<number> {
	const { answers } = await db
		.selectFrom('eventFollowupAnswers')
		.select(sql<number>`count(*)::int`.as('answers'))
		.where('dateId', '=', dateId)
		.executeTakeFirstOrThrow();
	return answers;
}

/**
 * Says why a follow-up with few answers counts as carried out all the same.
 * @throws Refusal of `lockFollowUp`; input_invalid (422); not_possible_now (409) unless it is closed, was opened late
 *   enough, somebody has answered, and it does not count
 */
export async function acceptFollowUp(
	db: Db,
	actor: Actor,
	on: AtDate,
	given: Readonly<{ because: string }>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { door, followUp } = await lockFollowUp(trx, actor, on, 'acceptFollowUp');
		const { because } = parse(becauseInput, given);
		const answers = await answersAt(trx, on.dateId);
		const canCount = followUp.state === 'closed' && asksLater(followUp, door.endsAt) && answers > 0;
		if (!canCount || counts(followUp, door.endsAt, answers))
			throw new Refusal('conflict', 'not_possible_now');
		await trx
			.updateTable('eventFollowups')
			.set({ countsBecause: because })
			.where('dateId', '=', on.dateId)
			.execute();
		await recordOfEvent(trx, actor, door, 'followUpAccepted', { answers });
	});
}
