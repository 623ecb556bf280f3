import { sql, type Updateable } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import type { FundMeetings } from '../../../platform/db/tables.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { RoundSubject } from '../permissions.ts';
import { permissions } from '../permissions.ts';
import type { MeetingState } from './vote.ts';

export type MeetingRef = Readonly<{ activityId: string; meetingId: string }>;

/** A meeting of a round's jury. */
export type Meeting = RoundSubject &
	Readonly<{
		meetingId: string;
		title: string;
		heldAt: Date;
		location: string;
		state: MeetingState;
		secret: boolean;
		/** Least number of jurors present and not excluded, at each item. */
		quorum: number;
		notes: string;
		/** Counts what the chair does; votes do not count. */
		revision: number;
		openedAt: Date | null;
		closedAt: Date | null;
	}>;

/** @throws Refusal meeting_unknown (404) */
export async function meetingOf(db: Db | Trx, ref: MeetingRef): Promise<Meeting> {
	const row =
		isUuid(ref.meetingId) && isUuid(ref.activityId)
			? await meetingColumns(db)
					.where('m.id', '=', ref.meetingId)
					.where('m.activityId', '=', ref.activityId)
					.executeTakeFirst()
			: undefined;
	if (!row) throw new Refusal('missing', 'meeting_unknown');
	return { ...row, state: row.state as MeetingState };
}

export const meetingColumns = (db: Db | Trx) =>
	db
		.selectFrom('fundMeetings as m')
		.innerJoin('activities as y', 'y.id', 'm.activityId')
		.select(['m.id as meetingId', 'm.activityId', 'y.placeId', 'm.title', 'm.heldAt'])
		.select(['m.location', 'm.state', 'm.secret', 'm.quorum', 'm.notes', 'm.revision'])
		.select(['m.openedAt', 'm.closedAt']);

/** What the chair has seen, and in which states it may happen. */
export type Step = Readonly<{ revision: number; in: readonly MeetingState[] }>;

/**
 * First step of everything the chair does: right and state are checked, and the row is locked, so that two browsers
 * act one after the other and the second hears that something has changed.
 * @throws Refusal not_allowed, meeting_unknown, not_possible_now, changed_meanwhile (409)
 */
export async function moveOn(
	trx: Trx,
	actor: Actor,
	ref: MeetingRef,
	step: Step,
	set: Updateable<FundMeetings> = {}
): Promise<Meeting> {
	const meeting = await meetingOf(trx, ref);
	demand(permissions, actor, 'holdMeeting', meeting);
	const moved = await trx
		.updateTable('fundMeetings')
		.set({ ...set, revision: sql<number>`revision + 1` })
		.where('id', '=', meeting.meetingId)
		.where('revision', '=', step.revision)
		.where('state', 'in', step.in)
		.executeTakeFirst();
	if (moved.numUpdatedRows === 1n) return meetingOf(trx, ref);
	const now = await meetingOf(trx, ref);
	throw new Refusal(
		'conflict',
		now.revision === step.revision ? 'not_possible_now' : 'changed_meanwhile'
	);
}
