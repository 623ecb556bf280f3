import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { applicationOf } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf, type Round } from '../round/round.server.ts';
import { castIn } from './ballot-box.server.ts';
import { itemColumns, itemFrom, presentIn } from './item.server.ts';
import { meetingOf, type Meeting, type MeetingRef } from './meeting.server.ts';
import type { Choice, Proposal } from './vote.ts';

/** The item that is voted on now, as a juror sees it on their own phone. */
export type OpenBallot = Readonly<{
	number: number;
	position: number;
	ballotRound: number;
	title: string;
	locale: string;
	applicantName: string;
	askedCents: number;
	proposal: Proposal;
	voted: boolean;
	/** In an open vote; null in a secret one, and before. */
	choice: Choice | null;
}>;

export type MyBallot = Readonly<{
	round: Round;
	meeting: Meeting;
	present: boolean;
	/** `excluded`: others vote now. */
	now: OpenBallot | 'excluded' | null;
}>;

/** @throws Refusal meeting_unknown (404), not_allowed */
export async function readMyBallot(db: Db, actor: Actor, ref: MeetingRef): Promise<MyBallot> {
	const meeting = await meetingOf(db, ref);
	demand(permissions, actor, 'sitOnJury', meeting);
	const accountId = actor.kind === 'account' ? actor.accountId : '';
	return {
		round: await roundOf(db, meeting.activityId),
		meeting,
		present: (await presentIn(db, meeting.meetingId)).has(accountId),
		now: meeting.state === 'open' ? await openBallot(db, actor, meeting, accountId) : null
	};
}

async function openBallot(
	db: Db,
	actor: Actor,
	{ meetingId }: Meeting,
	accountId: string
): Promise<MyBallot['now']> {
	const row = await db
		.selectFrom('fundAgenda as g')
		.innerJoin('fundApplications as a', 'a.id', 'g.applicationId')
		.select(itemColumns.map((column) => `g.${column}` as const))
		.select(['g.applicationId', 'a.applicantName'])
		.where('g.meetingId', '=', meetingId)
		.where('g.state', '=', 'voting')
		.executeTakeFirst();
	if (!row) return null;
	const application = await applicationOf(db, row.applicationId);
	if (!can(permissions, actor, 'judge', application)) return 'excluded';
	const { position, ballotRound, proposal } = itemFrom(row);
	const { applicationId, number, title, locale, askedCents } = application;
	const cast = await castIn(db, { meetingId, applicationId, ballotRound });
	return {
		number: number!,
		position,
		ballotRound,
		title,
		locale,
		applicantName: row.applicantName,
		askedCents: askedCents ?? 0,
		proposal: proposal!,
		voted: cast.has(accountId),
		choice: cast.get(accountId) ?? null
	};
}
