import type { Actor } from '../../../access/actor.ts';
import { cleanText } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordOfRound } from '../round/round.server.ts';
import { freezeMinutes } from './frozen-minutes.server.ts';
import { jurorsAt } from './jurors.server.ts';
import { meetingOf, moveOn, type MeetingRef } from './meeting.server.ts';

type Seen = Readonly<{ revision: number }>;

/** Longest notes of a meeting, in characters: two pages. */
export const notesLength = 8000;

/** From now on scores stand and items are voted on. @throws Refusal as `moveOn`, agenda_empty (409) */
export async function openMeeting(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision }: Seen,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const set = { state: 'open', openedAt: now };
		const meeting = await moveOn(trx, actor, ref, { revision, in: ['planned'] }, set);
		const first = await trx
			.selectFrom('fundAgenda')
			.select('applicationId')
			.where('meetingId', '=', ref.meetingId)
			.limit(1)
			.executeTakeFirst();
		if (!first) throw new Refusal('conflict', 'agenda_empty');
		await recordOfRound(trx, actor, meeting, 'meetingOpened', { meeting: ref.meetingId });
	});
}

/**
 * Ends it; the minutes can be fetched from now on.
 * @throws Refusal as `moveOn`, items_open (409): each is decided or postponed first; text_too_long (422)
 */
export async function closeMeeting(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, notes }: Seen & { notes: string },
	now: Date
): Promise<void> {
	const text = cleanText(notes);
	if (text.length > notesLength)
		throw new Refusal('invalid', 'text_too_long', { notes: 'text_too_long' });
	await db.transaction().execute(async (trx) => {
		const set = { state: 'closed', closedAt: now, notes: text };
		const meeting = await moveOn(trx, actor, ref, { revision, in: ['open'] }, set);
		const open = await trx
			.selectFrom('fundAgenda')
			.select('applicationId')
			.where('meetingId', '=', ref.meetingId)
			.where('state', 'in', ['waiting', 'voting'])
			.limit(1)
			.executeTakeFirst();
		if (open) throw new Refusal('conflict', 'items_open');
		await freezeMinutes(trx, ref.meetingId);
		await recordOfRound(trx, actor, meeting, 'meetingClosed', { meeting: ref.meetingId });
	});
}

/** Who is here. @throws Refusal as `moveOn`; vote_open (409): whoever leaves does so between two votes */
export async function noteAttendance(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, present }: Seen & { present: readonly string[] }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const meeting = await moveOn(trx, actor, ref, { revision, in: ['planned', 'open'] });
		await refuseOpenVote(trx, ref);
		const jurors = await jurorsAt(trx, meeting.placeId);
		await trx.deleteFrom('fundAttendance').where('meetingId', '=', ref.meetingId).execute();
		if (jurors.length > 0)
			await trx
				.insertInto('fundAttendance')
				.values(
					jurors.map(({ accountId }) => ({
						meetingId: ref.meetingId,
						accountId,
						present: present.includes(accountId)
					}))
				)
				.execute();
		await recordOfRound(trx, actor, meeting, 'attendanceNoted', {
			meeting: ref.meetingId,
			present: present.length
		});
	});
}

/** A meeting may change its mind about voting in secret, between two votes. @throws Refusal as `noteAttendance` */
export async function voteInSecret(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision, secret }: Seen & { secret: boolean }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { placeId } = await meetingOf(trx, ref);
		await moveOn(trx, actor, ref, { revision, in: ['open'] }, { secret });
		await refuseOpenVote(trx, ref);
		await recordOfRound(trx, actor, { ...ref, placeId }, 'meetingChanged', {
			meeting: ref.meetingId,
			secret
		});
	});
}

/** @throws Refusal vote_open (409) */
export async function refuseOpenVote(trx: Trx, { meetingId }: MeetingRef): Promise<void> {
	const voting = await trx
		.selectFrom('fundAgenda')
		.select('applicationId')
		.where('meetingId', '=', meetingId)
		.where('state', '=', 'voting')
		.limit(1)
		.executeTakeFirst();
	if (voting) throw new Refusal('conflict', 'vote_open');
}
