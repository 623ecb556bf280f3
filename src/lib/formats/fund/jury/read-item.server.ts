import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { potSubject } from '../ledger/pots.server.ts';
import { permissions } from '../permissions.ts';
import { readApplication, type ApplicationDetail } from '../staff/read-application.server.ts';
import { castIn } from './ballot-box.server.ts';
import { entitledSeats, itemColumns, itemFrom, type Item } from './item.server.ts';
import { named, type NamedJuror } from './jurors.server.ts';
import { meetingOf, type Meeting, type MeetingRef } from './meeting.server.ts';
import { visibleScores, type VisibleScores } from './visible-scores.server.ts';
import { quorumAt, type Choice } from './vote.ts';

/** One point of the agenda as the meeting looks at it. */
export type ItemDetail = Readonly<{
	detail: ApplicationDetail;
	meeting: Meeting;
	item: Item;
	told: VisibleScores;
	entitled: readonly NamedJuror[];
	/** Why is for the office, on the application's own page. */
	excluded: readonly NamedJuror[];
	/** Who has voted by now; how, where the vote is open and the reader holds the meeting. */
	cast: ReadonlyMap<string, Choice | null>;
	/** Least number of those entitled. */
	quorum: number;
	/** In the pot, in cents. */
	freeCents: number;
	mayHold: boolean;
}>;

/**
 * For the office at any time; for jurors once the meeting is open, because scores are shown.
 * @throws Refusal meeting_unknown, application_unknown (404), not_allowed; not_possible_now (409)
 */
export async function readItem(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	number: number
): Promise<ItemDetail> {
	const meeting = await meetingOf(db, ref);
	demand(permissions, actor, 'seeRound', meeting);
	const mayHold = can(permissions, actor, 'holdMeeting', meeting);
	if (!mayHold && meeting.state === 'planned') throw new Refusal('conflict', 'not_possible_now');
	const detail = await readApplication(db, actor, ref.activityId, number);
	const { applicationId, potId } = detail.application;
	const row = await db
		.selectFrom('fundAgenda')
		.select(itemColumns)
		.where('meetingId', '=', meeting.meetingId)
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'application_unknown');
	const item = itemFrom(row);
	const cast = await castIn(db, {
		meetingId: meeting.meetingId,
		applicationId,
		ballotRound: item.ballotRound
	});
	const seats = await entitledSeats(db, meeting, applicationId);
	const pot = await potSubject(db, potId);
	return {
		detail,
		meeting,
		item,
		told: await visibleScores(db, actor, detail.application),
		entitled: seats.entitled.map(named),
		excluded: seats.excluded.map(named),
		cast: mayHold ? cast : new Map([...cast.keys()].map((accountId) => [accountId, null])),
		quorum: quorumAt(meeting, detail.application),
		freeCents: pot.amountCents - pot.committedCents,
		mayHold
	};
}
