import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { AccountActor } from '#lib/access/actor.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { declareConflict } from '#lib/formats/fund/jury/conflicts.server.ts';
import { readMyBallot } from '#lib/formats/fund/jury/my-ballot.server.ts';
import { propose } from '#lib/formats/fund/jury/propose.server.ts';
import { noteAttendance } from '#lib/formats/fund/jury/run-meeting.server.ts';
import { breakOffVote, enterHands, openVote } from '#lib/formats/fund/jury/take-vote.server.ts';
import { choices, type Choice } from '#lib/formats/fund/jury/vote.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { grant, juror, meetingWith, seen, voteOn } from '../../fixture/fund-jury.ts';
import { room, cast, close, item } from '../../fixture/fund-jury-room.ts';

test('more yes than no: the jury has decided, and the grant is reserved', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, jurors, application, ref } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[0]!, 'yes');
	await cast(at, jurors[1]!, 'no');
	await cast(at, jurors[1]!, 'yes');
	await cast(at, jurors[2]!, 'no');
	await close(at);
	expect(await applicationOf(db, application.applicationId)).toMatchObject({
		state: 'decided',
		outcome: 'granted',
		grantedCents: 80_000,
		committedCents: 80_000
	});
	const row = await db
		.selectFrom('fundApplications')
		.select(['decidedByBody', 'paper'])
		.executeTakeFirstOrThrow();
	expect(row).toEqual({
		decidedByBody: 'jury',
		paper: 'Niederschrift der Jury vom 10. Februar 2026, TOP 1'
	});
	expect((await item(at)).votes).toMatchObject([
		{
			votes: { yes: 2, no: 1, abstain: 0 },
			passed: true,
			cast: [
				{ name: 'Ada', choice: 'yes' },
				{ name: 'Bo', choice: 'yes' },
				{ name: 'Cem', choice: 'no' }
			],
			free: { before: 2_184_000, after: 2_104_000 }
		}
	]);
});

test.each<[string, Choice[]]>([
	['a tie', ['yes', 'no', 'abstain']],
	['nothing but abstentions', ['abstain', 'abstain', 'abstain']],
	['no vote at all', []]
])('%s is a no: nothing is decided, and the item waits for another proposal', async (_, votes) => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	await voteOn(at.db, at.fund, at.ref, at.application, grant(80_000));
	for (const [index, choice] of votes.entries()) await cast(at, at.jurors[index]!, choice);
	await close(at);
	expect(await item(at)).toMatchObject({
		state: 'waiting',
		votes: [{ passed: false, free: null }]
	});
	expect(await applicationOf(at.db, at.application.applicationId)).toMatchObject({
		state: 'ready'
	});
});

test('a second vote is another ballot: what was cast in the first one does not count', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(90_000));
	for (const one of jurors) await cast(at, one, 'no');
	await close(at);
	await voteOn(db, fund, ref, application, {
		outcome: 'rejected',
		grantedCents: null,
		conditions: '',
		reason: 'Ein ähnliches Angebot gibt es schon.'
	});
	await expect(cast(at, jurors[0]!, 'no', 1)).rejects.toMatchObject({ reason: 'vote_closed' });
	await cast(at, jurors[0]!, 'yes', 2);
	await close(at);
	expect((await item(at)).votes).toMatchObject([
		{ round: 1, votes: { yes: 0, no: 3 } },
		{ round: 2, votes: { yes: 1, no: 0 }, passed: true }
	]);
	expect(await applicationOf(db, application.applicationId)).toMatchObject({ outcome: 'rejected' });
});

test('without a quorum of present and unbiased jurors no vote is opened, and none is closed', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, ref, application, jurors } = at;
	await propose(db, fund.office, ref, { ...grant(1), ...(await seen(db, ref, application)) });
	const { revision } = await seen(db, ref, application);
	await noteAttendance(db, fund.office, ref, {
		revision,
		present: [jurors[0]!.accountId, jurors[1]!.accountId]
	});
	const exclude = (who: AccountActor) =>
		declareConflict(db, who, application.applicationId, {
			accountId: who.accountId,
			reason: 'Nachbarin'
		});
	await openVote(db, fund.office, ref, await seen(db, ref, application));
	await exclude(jurors[1]!);
	await cast(at, jurors[0]!, 'yes', 2);
	await expect(close(at)).rejects.toMatchObject({ kind: 'conflict', reason: 'quorum_missing' });
	await breakOffVote(db, fund.office, ref, await seen(db, ref, application));
	await expect(
		openVote(db, fund.office, ref, await seen(db, ref, application))
	).rejects.toMatchObject({ reason: 'quorum_missing' });
});

test('a conflict declared during the vote begins it anew, without the excluded juror', async () => {
	const at = await room(['Ada', 'Bo', 'Cem'], { secret: true });
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[0]!, 'yes');
	await cast(at, jurors[1]!, 'no');
	await declareConflict(db, jurors[0]!, application.applicationId, {
		accountId: jurors[0]!.accountId,
		reason: 'Meine Schwester leitet die Gruppe'
	});
	expect((await readMyBallot(db, jurors[0]!, ref)).now).toBe('excluded');
	expect((await readMyBallot(db, jurors[1]!, ref)).now).toMatchObject({
		ballotRound: 2,
		voted: false
	});
	await expect(cast(at, jurors[0]!, 'yes', 2)).rejects.toMatchObject({ kind: 'forbidden' });
	await cast(at, jurors[1]!, 'no', 2);
	await cast(at, jurors[2]!, 'no', 2);
	await close(at);
	expect((await item(at)).votes).toMatchObject([
		{ votes: { yes: 0, no: 2 }, excluded: ['Ada'], entitled: ['Bo', 'Cem'] }
	]);
});

test('only who is in the room votes', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const jurors = [await juror(db, 'Ada'), await juror(db, 'Bo'), await juror(db, 'Cem')];
	const application = await applied(db, fund);
	const ref = await meetingWith(db, fund, [application], jurors, { present: jurors.slice(0, 2) });
	const at = { db, fund, jurors, application, ref };
	await voteOn(db, fund, ref, application, grant(80_000));
	await expect(cast(at, jurors[2]!, 'yes')).rejects.toMatchObject({ reason: 'not_present' });
	const { revision } = await seen(db, ref, application);
	await expect(
		noteAttendance(db, fund.office, ref, { revision, present: [] })
	).rejects.toMatchObject({ reason: 'vote_open' });
});

test('the chair enters hands in an open vote, for jurors who may vote', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[2]!, 'yes');
	const enter = async (hands: [string, Choice | ''][]) =>
		enterHands(db, fund.office, ref, {
			...(await seen(db, ref, application)),
			choices: new Map(hands)
		});
	await expect(enter([[fund.office.accountId, 'yes']])).rejects.toMatchObject({
		reason: 'juror_not_entitled'
	});
	await enter([
		[jurors[0]!.accountId, 'yes'],
		[jurors[1]!.accountId, 'abstain'],
		[jurors[2]!.accountId, '']
	]);
	await close(at);
	expect((await item(at)).votes[0]!.votes).toEqual({ yes: 1, no: 0, abstain: 1 });
});

test('a secret vote is final; papers come on top, and never more than there are jurors', async () => {
	const at = await room(['Ada', 'Bo', 'Cem'], { secret: true });
	const { db, fund, ref, application, jurors } = at;
	await voteOn(db, fund, ref, application, grant(80_000));
	await cast(at, jurors[0]!, 'yes');
	await expect(cast(at, jurors[0]!, 'no')).rejects.toMatchObject({ reason: 'voted_already' });
	await expect(
		enterHands(db, fund.office, ref, {
			...(await seen(db, ref, application)),
			choices: new Map()
		})
	).rejects.toMatchObject({ reason: 'vote_is_secret' });
	await expect(close(at, { yes: 1, no: 2, abstain: 0 })).rejects.toMatchObject({
		reason: 'more_votes_than_jurors'
	});
	await close(at, { yes: 1, no: 1, abstain: 0 });
	expect((await item(at)).votes).toMatchObject([
		{ secret: true, votes: { yes: 2, no: 1, abstain: 0 }, cast: [], passed: true }
	]);
});

test('in secret the sums equal the votes, and no row of any table links a juror to a choice', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const jurors: AccountActor[] = [];
	for (const name of ['Ada', 'Bo', 'Cem', 'Dilan', 'Eva']) jurors.push(await juror(db, name));
	await fc.assert(
		fc.asyncProperty(
			fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }),
			fc.array(fc.constantFrom(...choices), { minLength: 5, maxLength: 5 }),
			async (order, wanted) => {
				const application = await applied(db, fund);
				const ref = await meetingWith(db, fund, [application], jurors, { secret: true });
				const at = { db, fund, jurors, application, ref };
				await voteOn(db, fund, ref, application, grant(1000));
				await Promise.all(order.map((index) => cast(at, jurors[index]!, wanted[index]!)));
				const key = { meetingId: ref.meetingId, applicationId: application.applicationId };
				const { rows: sums } = await sql<{ choice: Choice; votes: number; written: string }>`
					select choice, votes, xmin::text as written from fund_secret_tallies
					where meeting_id = ${key.meetingId}`.execute(db);
				for (const { choice, votes } of sums)
					expect(votes).toBe(order.filter((index) => wanted[index] === choice).length);
				// Which row was written last would tell how the last one voted.
				expect(new Set(sums.map(({ written }) => written)).size).toBe(1);
				const votes = await db
					.selectFrom('fundJuryVotes')
					.select(['accountId', 'choice'])
					.where('meetingId', '=', key.meetingId)
					.execute();
				expect(votes).toHaveLength(order.length);
				expect(new Set(votes.map(({ choice }) => choice))).toEqual(new Set([null]));
				await close(at);
				const { detail } = await db
					.selectFrom('history')
					.select(sql<string>`string_agg(detail::text, ' ')`.as('detail'))
					.executeTakeFirstOrThrow();
				for (const { accountId } of jurors) expect(detail).not.toContain(accountId);
				expect((await item(at)).votes[0]!.cast).toEqual([]);
			}
		),
		{ numRuns: 12 }
	);
});

test('while votes arrive the chair closes: each vote is either counted or refused, in the same statement', async () => {
	for (const secret of [false, true]) {
		const at = await room(['Ada', 'Bo', 'Cem', 'Dilan', 'Eva', 'Finn'], { secret });
		await voteOn(at.db, at.fund, at.ref, at.application, grant(80_000));
		const [closed, ...votes] = await Promise.allSettled([
			(async () => {
				await cast(at, at.jurors[0]!, 'yes');
				await close(at);
			})(),
			...at.jurors.slice(1).map((one) => cast(at, one, 'no'))
		]);
		expect(closed.status).toBe('fulfilled');
		const taken = votes.filter(({ status }) => status === 'fulfilled').length;
		for (const vote of votes)
			if (vote.status === 'rejected') expect(vote.reason).toMatchObject({ reason: 'vote_closed' });
		expect((await item(at)).votes[0]!.votes).toEqual({ yes: 1, no: taken, abstain: 0 });
		await expect(cast(at, at.jurors[0]!, 'yes')).rejects.toMatchObject({ reason: 'vote_closed' });
	}
});

test('a vote that waits behind the closing one is refused', async () => {
	const at = await room(['Ada', 'Bo', 'Cem']);
	await voteOn(at.db, at.fund, at.ref, at.application, grant(80_000));
	const late = await at.db.transaction().execute(async (trx) => {
		await trx.updateTable('fundAgenda').set({ state: 'waiting' }).execute();
		const vote = cast(at, at.jurors[0]!, 'yes').catch((error: unknown) => error);
		// It has been sent and waits for this row.
		await expect
			.poll(async () => {
				const { rows } = await sql<{ n: number }>`
					select count(*)::int as n from pg_stat_activity
					where wait_event_type = 'Lock' and datname = current_database()`.execute(at.db);
				return rows[0]!.n;
			})
			.toBe(1);
		return { vote };
	});
	expect(await late.vote).toMatchObject({ reason: 'vote_closed' });
	expect(await at.db.selectFrom('fundJuryVotes').selectAll().execute()).toEqual([]);
});
