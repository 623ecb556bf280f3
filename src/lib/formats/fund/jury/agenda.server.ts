import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { applicationNumbered, lockApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { recordOfRound } from '../round/round.server.ts';
import { moveOn, type Meeting, type MeetingRef, type Step } from './meeting.server.ts';

type Seen = Readonly<{ revision: number }>;

/**
 * Puts applications at the end of the agenda. One that waits in another meeting cannot wait here too.
 * @throws Refusal as `moveOn`; application_unknown (404), not_ready, on_an_agenda (409), nothing_chosen (422)
 */
export async function addToAgenda(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, numbers }: Seen & { numbers: readonly number[] }
): Promise<void> {
	const step: Step = { revision, in: ['planned', 'open'] };
	await changeAgenda(db, actor, ref, { ...step, numbers }, async (trx, meeting) => {
		if (numbers.length === 0)
			throw new Refusal('invalid', 'nothing_chosen', { numbers: 'nothing_chosen' });
		for (const number of [...new Set(numbers)].sort((one, other) => one - other))
			await addOne(trx, actor, meeting, number);
	});
}

async function addOne(trx: Trx, actor: Actor, meeting: Meeting, number: number): Promise<void> {
	const { applicationId } = await applicationNumbered(trx, meeting.activityId, number);
	// Locked, so that two meetings do not take it at once.
	const application = await lockApplication(trx, applicationId);
	demand(permissions, actor, 'decide', application);
	if (application.state !== 'ready') throw new Refusal('conflict', 'not_ready');
	const elsewhere = await trx
		.selectFrom('fundAgenda as g')
		.innerJoin('fundMeetings as m', 'm.id', 'g.meetingId')
		.select('g.meetingId')
		.where('g.applicationId', '=', applicationId)
		.where('m.state', '<>', 'closed')
		.where((eb) =>
			eb.or([eb('g.state', 'in', ['waiting', 'voting']), eb('g.meetingId', '=', meeting.meetingId)])
		)
		.executeTakeFirst();
	if (elsewhere) throw new Refusal('conflict', 'on_an_agenda');
	await trx
		.insertInto('fundAgenda')
		.values({
			meetingId: meeting.meetingId,
			applicationId,
			position: sql<number>`1 + (select count(*) from fund_agenda where meeting_id = ${meeting.meetingId})`
		})
		.execute();
}

/**
 * Takes an item off again. Once the meeting is open the numbers stand, because the minutes are quoted by them: items are
 * postponed then.
 * @throws Refusal as `moveOn`
 */
export async function removeFromAgenda(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, number }: Seen & { number: number }
): Promise<void> {
	const step = { revision, in: ['planned'] as const, numbers: [number] };
	await changeAgenda(db, actor, ref, step, async (trx) => {
		const { applicationId } = await applicationNumbered(trx, ref.activityId, number);
		await trx
			.deleteFrom('fundAgenda')
			.where('meetingId', '=', ref.meetingId)
			.where('applicationId', '=', applicationId)
			.execute();
	});
}

/** One place up or down; the first stays first and the last stays last. @throws Refusal as `moveOn` */
export async function moveOnAgenda(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, number, by }: Seen & { number: number; by: 'up' | 'down' }
): Promise<void> {
	const step = { revision, in: ['planned'] as const, numbers: [] };
	await changeAgenda(db, actor, ref, step, async (trx) => {
		const { applicationId } = await applicationNumbered(trx, ref.activityId, number);
		// Past its neighbour, whose place lies at a distance of one and a half on the doubled scale.
		await sql`update fund_agenda g set position = w.place from (
				select application_id, row_number() over (order by position * 2 +
					case when application_id = ${applicationId} then ${by === 'up' ? -3 : 3} else 0 end) as place
				from fund_agenda where meeting_id = ${ref.meetingId}) w
			where g.meeting_id = ${ref.meetingId} and g.application_id = w.application_id`.execute(trx);
	});
}

/**
 * What all changes share: nobody puts on or takes off what they are excluded from, the meeting is not over, positions run from 1 without a gap, the audit
 * trail knows.
 */
async function changeAgenda(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ numbers, ...step }: Step & { numbers: readonly number[] },
	change: (trx: Trx, meeting: Meeting) => Promise<void>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		for (const number of numbers)
			demand(permissions, actor, 'decide', await applicationNumbered(trx, ref.activityId, number));
		const meeting = await moveOn(trx, actor, ref, step);
		await change(trx, meeting);
		await sql`update fund_agenda g set position = w.place from (
				select application_id, row_number() over (order by position, application_id) as place
				from fund_agenda where meeting_id = ${ref.meetingId}) w
			where g.meeting_id = ${ref.meetingId} and g.application_id = w.application_id
				and g.position <> w.place`.execute(trx);
		await recordOfRound(trx, actor, meeting, 'agendaChanged', { meeting: ref.meetingId });
	});
}
