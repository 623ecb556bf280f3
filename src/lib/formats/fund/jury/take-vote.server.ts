import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { applicationNumbered, recordOfApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { castIn, putIntoBox, startBallot } from './ballot-box.server.ts';
import { entitledSeats, presentIn, withItem, type ItemAtWork } from './item.server.ts';
import { isExcluded } from './jurors.server.ts';
import { meetingOf, type MeetingRef } from './meeting.server.ts';
import { setItem } from './propose.server.ts';
import { refuseOpenVote } from './run-meeting.server.ts';
import { choiceSchema, quorumAt, type Choice } from './vote.ts';

type Seen = Readonly<{ number: number; revision: number }>;

/**
 * Opens the vote on the item's proposal. Voting again is the next ballot, from zero.
 * @throws Refusal as `withItem`; proposal_missing, not_ready, vote_open, quorum_missing (409)
 */
export async function openVote(db: Db, actor: Actor, ref: MeetingRef, seen: Seen): Promise<void> {
	await withItem(db, actor, ref, { ...seen, in: ['waiting'] }, async (at) => {
		const { trx, meeting, item, application } = at;
		if (!item.proposal) throw new Refusal('conflict', 'proposal_missing');
		if (application.state !== 'ready') throw new Refusal('conflict', 'not_ready');
		await refuseOpenVote(trx, ref);
		await demandQuorum(at);
		await startBallot(trx, { meetingId: meeting.meetingId, ...application });
		await recordOfApplication(trx, actor, application, 'voteOpened');
	});
}

/**
 * Counted anew at each item: who is excluded from it does not count towards it. The rules that the application is judged
 * by may ask for more than the meeting does.
 * @returns who may vote, who is excluded, and how many it takes
 * @throws Refusal quorum_missing (409)
 */
export async function demandQuorum({ trx, meeting, application }: ItemAtWork) {
	const seats = await entitledSeats(trx, meeting, application.applicationId);
	const quorum = quorumAt(meeting, application);
	if (seats.entitled.length < quorum) throw new Refusal('conflict', 'quorum_missing');
	return { ...seats, quorum };
}

/** Back to the proposal, without a result. @throws Refusal as `withItem` */
export async function breakOffVote(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	seen: Seen
): Promise<void> {
	await withItem(db, actor, ref, { ...seen, in: ['voting'] }, async (at) => {
		await setItem(at, { state: 'waiting' });
		await recordOfApplication(at.trx, actor, at.application, 'voteBrokenOff');
	});
}

/** What a juror gives, for the ballot that they have seen. */
export type Ballot = Readonly<{ number: number; ballotRound: number; choice: Choice }>;

/**
 * A juror's own vote. In an open vote it may be changed until the chair closes; in a secret one it is final, as a paper
 * in the box is.
 * @throws Refusal not_allowed; choice_missing (422); vote_closed, voted_already, not_present (409)
 */
export async function castVote(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ number, ballotRound, choice: given }: Ballot
): Promise<void> {
	const { meetingId } = await meetingOf(db, ref);
	const application = await applicationNumbered(db, ref.activityId, number);
	demand(permissions, actor, 'judge', application);
	if (actor.kind !== 'account') return;
	const choice = parse(choiceSchema, given);
	const { accountId } = actor;
	const ballot = { meetingId, applicationId: application.applicationId, ballotRound };
	await db.transaction().execute(async (trx) => {
		const excluded = isExcluded(sql`${accountId}::uuid`, sql`${application.applicationId}::uuid`);
		const { open, taken } = await putIntoBox(trx, ballot, { accountId, choice }, excluded);
		if (!open) throw new Refusal('conflict', 'vote_closed');
		if (taken) return;
		const here = (await presentIn(trx, meetingId)).has(accountId);
		const voted = (await castIn(trx, ballot)).has(accountId);
		if (here && !voted) throw new Refusal('forbidden', 'not_allowed');
		throw new Refusal('conflict', here ? 'voted_already' : 'not_present');
	});
}

/**
 * Hands that the chair has counted in an open vote: who voted how; an empty choice takes a vote out.
 * @throws Refusal as `withItem`; vote_is_secret (409), juror_not_entitled (422)
 */
export async function enterHands(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ choices, ...seen }: Seen & { choices: ReadonlyMap<string, Choice | ''> }
): Promise<void> {
	await withItem(db, actor, ref, { ...seen, in: ['voting'] }, async (at) => {
		const { trx, meeting, item, application } = at;
		if (meeting.secret) throw new Refusal('conflict', 'vote_is_secret');
		const { entitled } = await entitledSeats(trx, meeting, application.applicationId);
		const known = new Set(entitled.map(({ accountId }) => accountId));
		if ([...choices.keys()].some((accountId) => !known.has(accountId)))
			throw new Refusal('invalid', 'juror_not_entitled');
		const box = {
			meetingId: meeting.meetingId,
			applicationId: application.applicationId,
			ballotRound: item.ballotRound
		};
		for (const [accountId, choice] of choices) {
			await trx
				.deleteFrom('fundJuryVotes')
				.where('meetingId', '=', box.meetingId)
				.where('applicationId', '=', box.applicationId)
				.where('ballotRound', '=', box.ballotRound)
				.where('accountId', '=', accountId)
				.execute();
			if (choice === '') continue;
			await trx
				.insertInto('fundJuryVotes')
				.values({ ...box, accountId, choice: parse(choiceSchema, choice) })
				.execute();
		}
		await recordOfApplication(trx, actor, application, 'votesEntered');
	});
}
