import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { recordOfApplication } from '../application.server.ts';
import { decide } from '../decide/decide.server.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { potSubject } from '../ledger/pots.server.ts';
import { castIn, secretVotes } from './ballot-box.server.ts';
import { withItem, type ItemAtWork } from './item.server.ts';
import type { Seat } from './jurors.server.ts';
import type { MeetingRef } from './meeting.server.ts';
import { setItem } from './propose.server.ts';
import { demandQuorum } from './take-vote.server.ts';
import { addVotes, noVotes, passes, sumOf, type ClosedVote, type Votes } from './vote.ts';

type Closing = Readonly<{
	number: number;
	revision: number;
	/** Ballot papers of a secret vote, counted by hand; they come on top of what was voted on phones. */
	papers: Votes;
}>;

/**
 * Closes the vote. With more yes than no the proposal is the jury's decision, and its grant is reserved in the same
 * transaction; otherwise the item waits for another proposal. Where the pot does not hold it nothing happens at all: the
 * vote stays open, and the item can be postponed or voted on with another sum.
 * @throws Refusal as `withItem`; quorum_missing, changed_since_vote_opened, not_ready, pot_exhausted and those of `decide` (409); votes_invalid,
 *   more_votes_than_jurors (422)
 */
export async function closeVote(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ papers, ...seen }: Closing,
	now: Date
): Promise<void> {
	await withItem(db, actor, ref, { ...seen, in: ['voting'] }, async (at) => {
		if (at.application.revision !== at.item.applicationRevision)
			throw new Refusal('conflict', 'changed_since_vote_opened');
		const seats = await demandQuorum(at);
		const counted = await count(at, seats.entitled, papers);
		const passed = passes(counted.votes);
		const free = passed ? await decideByJury(at, actor, now) : null;
		const closed: ClosedVote = {
			...at.item.proposal!,
			...counted,
			passed,
			free,
			round: at.item.ballotRound,
			secret: at.meeting.secret,
			quorum: seats.quorum,
			entitled: seats.entitled.map(({ name }) => name),
			excluded: seats.excluded.map(({ name }) => name)
		};
		await setItem(at, {
			state: passed ? 'decided' : 'waiting',
			result: JSON.stringify([...at.item.votes, closed])
		});
		await recordOfApplication(at.trx, actor, at.application, 'voteClosed', { passed });
	});
}

async function count(
	{ trx, meeting, item, application }: ItemAtWork,
	entitled: readonly Seat[],
	papers: Votes
): Promise<Pick<ClosedVote, 'votes' | 'cast'>> {
	const box = {
		meetingId: meeting.meetingId,
		applicationId: application.applicationId,
		ballotRound: item.ballotRound
	};
	if (!meeting.secret) {
		const choices = await castIn(trx, box);
		const cast = entitled.flatMap(({ accountId, name }) => {
			const choice = choices.get(accountId);
			return choice ? [{ name, choice }] : [];
		});
		const votes = cast.reduce(
			(sum, { choice }) => addVotes(sum, { ...noVotes, [choice]: 1 }),
			noVotes
		);
		return { votes, cast };
	}
	if (Object.values(papers).some((one) => !Number.isInteger(one) || one < 0))
		throw new Refusal('invalid', 'votes_invalid', { papers: 'votes_invalid' });
	const votes = addVotes(await secretVotes(trx, box), papers);
	if (sumOf(votes) > entitled.length)
		throw new Refusal('invalid', 'more_votes_than_jurors', { papers: 'more_votes_than_jurors' });
	return { votes, cast: [] };
}

/** @returns what was free in the pot before and after, where something was granted */
async function decideByJury(
	{ trx, meeting, item, application }: ItemAtWork,
	actor: Actor,
	now: Date
): Promise<ClosedVote['free']> {
	const { grantedCents, ...proposal } = item.proposal!;
	// The minutes are German: what is quoted from them is, too.
	const paper = m.fundjury_minutes_paper(
		{ day: dayText(meeting.heldAt, 'de'), item: item.position },
		{ locale: 'de' }
	);
	const { revision } = application;
	await decide(
		trx,
		actor,
		application,
		{ ...proposal, grantedCents, body: 'jury', paper, revision },
		now
	);
	if (grantedCents === null) return null;
	const after = await freeIn(trx, application.potId);
	return { before: after + grantedCents, after };
}

async function freeIn(trx: Trx, potId: string): Promise<number> {
	const { amountCents, committedCents } = await potSubject(trx, potId);
	return amountCents - committedCents;
}
