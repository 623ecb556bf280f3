import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { applicationNumbered, lockApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import type { Outcome } from '../states.ts';
import { seatsOf, type Seat } from './jurors.server.ts';
import { moveOn, type Meeting, type MeetingRef } from './meeting.server.ts';
import type { AgendaState, ClosedVote, Proposal } from './vote.ts';

/** One point of an agenda. */
export type Item = Readonly<{
	position: number;
	state: AgendaState;
	ballotRound: number;
	/** Revision of the application when its vote was opened; null before. */
	applicationRevision: number | null;
	proposal: Proposal | null;
	/** All votes that were closed on it in this meeting, first to last. */
	votes: readonly ClosedVote[];
}>;

export const itemColumns = [
	'position',
	'state',
	'ballotRound',
	'applicationRevision',
	'proposedOutcome',
	'proposedCents',
	'conditions',
	'reason',
	'result'
] as const;

type Row = Readonly<{
	position: number;
	state: string;
	ballotRound: number;
	applicationRevision: number | null;
	proposedOutcome: string | null;
	proposedCents: number | null;
	conditions: string;
	reason: string;
	result: unknown;
}>;

export const itemFrom = (row: Row): Item => ({
	position: row.position,
	state: row.state as AgendaState,
	ballotRound: row.ballotRound,
	applicationRevision: row.applicationRevision,
	proposal: row.proposedOutcome
		? {
				outcome: row.proposedOutcome as Outcome,
				grantedCents: row.proposedCents,
				conditions: row.conditions,
				reason: row.reason
			}
		: null,
	votes: (row.result as ClosedVote[] | null) ?? []
});

/** Whom the chair acts on: the item and its application, both locked. */
export type ItemAtWork = Readonly<{
	trx: Trx;
	meeting: Meeting;
	item: Item;
	application: Application;
}>;

type Seen = Readonly<{
	number: number;
	/** Of the meeting. */
	revision: number;
	in: readonly AgendaState[];
}>;

/**
 * What the chair does with one item of an open meeting, in one transaction. Locks meeting, item and application in this
 * order, as everybody does. Whoever is excluded from an application does not chair it either.
 * @throws Refusal as `moveOn`; application_unknown (404), not_possible_now (409)
 */
export async function withItem(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ number, revision, in: states }: Seen,
	work: (at: ItemAtWork) => Promise<void>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { applicationId, ...subject } = await applicationNumbered(trx, ref.activityId, number);
		demand(permissions, actor, 'decide', { applicationId, ...subject });
		const meeting = await moveOn(trx, actor, ref, { revision, in: ['open'] });
		const row = await trx
			.selectFrom('fundAgenda')
			.select(itemColumns)
			.where('meetingId', '=', ref.meetingId)
			.where('applicationId', '=', applicationId)
			.forUpdate()
			.executeTakeFirst();
		if (!row) throw new Refusal('missing', 'application_unknown');
		const item = itemFrom(row);
		if (!states.includes(item.state)) throw new Refusal('conflict', 'not_possible_now');
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'decide', application);
		await work({ trx, meeting, item, application });
	});
}

/** Jurors who may vote on the item: present and not excluded. */
export async function entitledSeats(
	db: Db | Trx,
	{ meetingId, placeId }: Pick<Meeting, 'meetingId' | 'placeId'>,
	applicationId: string
): Promise<{ entitled: Seat[]; excluded: Seat[] }> {
	const here = await presentIn(db, meetingId);
	const seats = await seatsOf(db, { placeId, applicationId });
	return {
		entitled: seats.filter(({ accountId, excludedBy }) => !excludedBy && here.has(accountId)),
		excluded: seats.filter(({ excludedBy }) => excludedBy)
	};
}

export async function presentIn(db: Db | Trx, meetingId: string): Promise<ReadonlySet<string>> {
	const rows = await db
		.selectFrom('fundAttendance')
		.select('accountId')
		.where('meetingId', '=', meetingId)
		.where('present', '=', true)
		.execute();
	return new Set(rows.map(({ accountId }) => accountId));
}
