import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { questionTypes } from '../../../questions/registry.ts';
import { doorOf, type Door } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { answersAt, forgetReadersAt } from './run-followup.server.ts';

/**
 * When a series is archived nobody is asked any more: what is planned goes, what is open ends, and so do addresses, codes
 * and what people wrote in their own words. How many chose what stays. The key of the series is still there, so that mails
 * on their way are found.
 */
export async function forgetFollowUpsOf(
	trx: Trx,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<void> {
	const all = await trx
		.selectFrom('eventFollowups as f')
		.innerJoin('eventDates as d', 'd.id', 'f.dateId')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.select(['d.eventId', 'f.dateId', 'f.state'])
		.where('e.activityId', '=', activityId)
		.orderBy('f.dateId')
		.forUpdate('f')
		.execute();
	for (const { state, ...on } of all) {
		const door = await doorOf(trx, on);
		await forgetReadersAt(trx, door);
		if (state === 'planned') await giveUp(trx, actor, door);
		if (state === 'open') await end(trx, actor, door, now);
	}
	await forgetWords(
		trx,
		all.map(({ dateId }) => dateId)
	);
}

async function giveUp(trx: Trx, actor: Actor, door: Door): Promise<void> {
	await trx.deleteFrom('eventFollowups').where('dateId', '=', door.dateId).execute();
	await recordOfEvent(trx, actor, door, 'followUpGivenUp');
}

/** On the day on which it would have ended, which may be long ago, or today. */
async function end(trx: Trx, actor: Actor, door: Door, now: Date): Promise<void> {
	await sql`update event_followups set state = 'closed',
			closed_on = least(${localDay(now)}::date, (opened_at + make_interval(days => open_days))::date)
		where date_id = ${door.dateId}`.execute(trx);
	const answers = await answersAt(trx, door.dateId);
	await recordOfEvent(trx, actor, door, 'followUpClosed', { answers });
}

async function forgetWords(trx: Trx, dateIds: readonly string[]): Promise<void> {
	const written = questionTypes.filter(({ freeText }) => freeText).map(({ key }) => key);
	await sql`delete from event_followup_replies r using event_followup_questions q
		where q.id = r.question_id and q.type = any(${written}::text[]) and r.date_id = any(${[...dateIds]}::uuid[])`.execute(
		trx
	);
}
