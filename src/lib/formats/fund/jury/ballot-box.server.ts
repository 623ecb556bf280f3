import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { choices, noVotes, type Choice, type Votes } from './vote.ts';

export type ItemKey = Readonly<{ meetingId: string; applicationId: string }>;

/**
 * Opens the next ballot of an item; what was cast in an earlier one no longer counts. The item is locked by now; what
 * the application is at this moment is what is voted on.
 */
export async function startBallot(trx: Trx, { meetingId, applicationId }: ItemKey): Promise<void> {
	const { ballotRound } = await trx
		.updateTable('fundAgenda')
		.set((eb) => ({
			state: 'voting',
			ballotRound: eb('ballotRound', '+', 1),
			applicationRevision: eb
				.selectFrom('fundApplications')
				.select('revision')
				.where('id', '=', applicationId)
		}))
		.where('meetingId', '=', meetingId)
		.where('applicationId', '=', applicationId)
		.returning('ballotRound')
		.executeTakeFirstOrThrow();
	await trx
		.insertInto('fundSecretTallies')
		.values(choices.map((choice) => ({ meetingId, applicationId, ballotRound, choice })))
		.execute();
}

/** Who voted in the ballot, and how where it is open. */
export async function castIn(
	trx: Pick<Trx, 'selectFrom'>,
	{ meetingId, applicationId, ballotRound }: ItemKey & { ballotRound: number }
): Promise<ReadonlyMap<string, Choice | null>> {
	const rows = await trx
		.selectFrom('fundJuryVotes')
		.select(['accountId', 'choice'])
		.where('meetingId', '=', meetingId)
		.where('applicationId', '=', applicationId)
		.where('ballotRound', '=', ballotRound)
		.execute();
	return new Map(rows.map(({ accountId, choice }) => [accountId, choice as Choice | null]));
}

/** The sums of a secret ballot. Asked once, when it is closed: before that they would tell how the last one voted. */
export async function secretVotes(
	trx: Trx,
	{ meetingId, applicationId, ballotRound }: ItemKey & { ballotRound: number }
): Promise<Votes> {
	const rows = await trx
		.selectFrom('fundSecretTallies')
		.select(['choice', 'votes'])
		.where('meetingId', '=', meetingId)
		.where('applicationId', '=', applicationId)
		.where('ballotRound', '=', ballotRound)
		.execute();
	return { ...noVotes, ...Object.fromEntries(rows.map(({ choice, votes }) => [choice, votes])) };
}

/**
 * The ballot of one juror, in one statement: only while this very ballot is open, only from somebody present and not
 * excluded. Votes of one item come one after the other, so that closing waits for the one in flight and nothing comes
 * behind it. In secret a vote adds to a sum and is final, because nobody knows which one to take back. All three sums
 * are written each time: the row that was touched last would tell whose vote it was.
 * @returns whether the ballot is open, and whether the vote was taken
 */
export async function putIntoBox(
	trx: Trx,
	{ meetingId, applicationId, ballotRound }: ItemKey & { ballotRound: number },
	{ accountId, choice }: { accountId: string; choice: Choice },
	excluded: ReturnType<typeof sql<boolean>>
): Promise<{ open: boolean; taken: boolean }> {
	const { rows } = await sql<{ open: boolean; taken: boolean }>`
		with item as (
			select g.meeting_id, g.application_id, g.ballot_round, m.secret
			from fund_agenda g join fund_meetings m on m.id = g.meeting_id
			where g.meeting_id = ${meetingId} and g.application_id = ${applicationId}
				and g.state = 'voting' and g.ballot_round = ${ballotRound}
			for no key update of g
		), vote as (
			insert into fund_jury_votes (meeting_id, application_id, account_id, ballot_round, choice)
			select i.meeting_id, i.application_id, t.account_id, i.ballot_round,
				case when i.secret then null else ${choice}::text end
			from item i join fund_attendance t on t.meeting_id = i.meeting_id
			where t.account_id = ${accountId} and t.present and not ${excluded}
			on conflict (meeting_id, application_id, account_id, ballot_round)
				do update set choice = excluded.choice where fund_jury_votes.choice is not null
			returning 1
		), counted as (
			update fund_secret_tallies s set votes = s.votes + (s.choice = ${choice})::int
			from item i, vote
			where i.secret and s.meeting_id = i.meeting_id and s.application_id = i.application_id
				and s.ballot_round = i.ballot_round
			returning 1
		)
		select exists (select from item) as open, exists (select from vote) as taken`.execute(trx);
	return rows[0]!;
}
