import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import {
	closeAllDue,
	closeVoting,
	openVoting,
	readVoting,
	setUpVoting
} from '#lib/formats/fund/vote/hold-voting.server.ts';
import { resultOutput } from '#lib/formats/fund/vote/result-output.ts';
import { voteFile } from '#lib/formats/fund/vote/result-files.server.ts';
import { voteResult } from '#lib/formats/fund/vote/result.server.ts';
import { frozenOptions, votingOf } from '#lib/formats/fund/vote/voting.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, fundRound } from '../../fixture/fund.ts';
import { openVote, voteDesk, votes, votingSettings } from '../../fixture/fund-vote.ts';

const now = new Date('2026-05-04T10:00:00Z');
const later = new Date('2026-05-11T10:00:00Z');

const stored = (db: Db, activityId: string) =>
	db
		.selectFrom('fundBallots')
		.select('answer')
		.where('activityId', '=', activityId)
		.orderBy('answer')
		.execute()
		.then((rows) => rows.map(({ answer }) => answer));

const closed = async (db: Db, slug: string) => {
	const view = await voteDesk(db).view(slug);
	return resultOutput(await voteResult(db, view, new Date()), view.voting.sumCents, 5);
};

test('one participant has one ballot; another one replaces it', async () => {
	const { db } = await freshDatabase();
	const { slug, activityId } = await openVote(db);
	const desk = voteDesk(db);
	const token = await votes(desk, slug, ['p4', 'p2']);
	await votes(desk, slug, ['p1']);
	expect(await stored(db, activityId)).toEqual([[1], [2, 4]]);
	expect(await desk.ownAnswer(await desk.view(slug), token)).toEqual(['p2', 'p4']);

	expect(await desk.join(slug, token)).toBe(token);
	await desk.cast(slug, token, ['p3']);
	await desk.cast(slug, token, ['p3']);
	expect(await stored(db, activityId)).toEqual([[1], [3]]);
});

test('twenty ballots of one participant at once are one', async () => {
	const { db } = await freshDatabase();
	const { slug, activityId } = await openVote(db);
	const desk = voteDesk(db);
	const token = await desk.join(slug, null);
	await Promise.all(
		Array.from({ length: 20 }, (_, n) => desk.cast(slug, token, [`p${1 + (n % 4)}`]))
	);
	expect(await stored(db, activityId)).toHaveLength(1);
});

test('nothing of a ballot leads to a person: only a hash and what was chosen', async () => {
	const { db } = await freshDatabase();
	const { slug } = await openVote(db);
	const token = await votes(voteDesk(db), slug, ['p1']);
	const row = await db.selectFrom('fundBallots').selectAll().executeTakeFirstOrThrow();
	expect(Object.keys(row).sort()).toEqual(['activityId', 'answer', 'participant']);
	expect(row.participant.toString('base64url')).not.toContain(token.slice(0, 8));
});

test.each([
	['which costs more than there is', ['p1', 'p3'], 'over_budget_by_10000'],
	['without a project', [], 'answer_missing'],
	['for a project that is not up for choice', ['p9'], 'option_unknown'],
	['that is no list', 'p1', 'answer_malformed']
])('a ballot %s is refused with the reason', async (_, answer, reason) => {
	const { db } = await freshDatabase();
	const { slug, activityId } = await openVote(db);
	const desk = voteDesk(db);
	const token = await desk.join(slug, null);
	await expect(desk.cast(slug, token, answer)).rejects.toMatchObject({
		kind: 'invalid',
		fields: { answer: reason }
	});
	expect(await stored(db, activityId)).toEqual([]);
});

test('where people choose, more projects than allowed are refused', async () => {
	const { db } = await freshDatabase();
	const { slug } = await openVote(db, { question: 'choice', most: 2 });
	const desk = voteDesk(db);
	await votes(desk, slug, ['p1', 'p3']);
	await expect(votes(desk, slug, ['p1', 'p2', 'p3'])).rejects.toMatchObject({
		fields: { answer: 'too_many' }
	});
});

test('a forged token and one of another vote are not known', async () => {
	const { db } = await freshDatabase();
	const [one, other] = [await openVote(db), await openVote(db)];
	const desk = voteDesk(db);
	const foreign = await desk.join(other.slug, null);
	for (const token of [foreign, 'x'.repeat(43), null])
		await expect(desk.cast(one.slug, token, ['p1'])).rejects.toMatchObject({
			reason: 'participant_unknown'
		});
});

test('after it was closed no ballot is taken or changed, and none before it is lost', async () => {
	const { db } = await freshDatabase();
	const { slug, activityId, office } = await openVote(db);
	const desk = voteDesk(db);
	const tokens = await Promise.all(Array.from({ length: 40 }, () => desk.join(slug, null)));
	const casting = tokens.map((token) => desk.cast(slug, token, ['p2']));
	const closing = closeVoting(db, office, activityId, { revision: 1 });
	const outcomes = await Promise.allSettled(casting);
	await closing;
	const counted = outcomes.filter(({ status }) => status === 'fulfilled').length;
	for (const outcome of outcomes)
		if (outcome.status === 'rejected')
			expect(outcome.reason).toMatchObject({ reason: 'vote_closed' });
	expect(await stored(db, activityId)).toHaveLength(counted);
	expect((await closed(db, slug)).voters).toBe(counted);
	await expect(desk.cast(slug, tokens[0]!, ['p1'])).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'vote_closed'
	});
});

test('closing waits for a ballot on its way; what comes after it finds it closed', async () => {
	const { db } = await freshDatabase();
	const { slug, activityId, office } = await openVote(db);
	const desk = voteDesk(db);
	const token = await desk.join(slug, null);
	let closing!: Promise<void>;
	await db.transaction().execute(async (trx) => {
		// What writing a ballot locks, held for as long as we like.
		await sql`select from fund_votings where activity_id = ${activityId} for share`.execute(trx);
		closing = closeVoting(db, office, activityId, { revision: 1 });
		await expect
			.poll(async () => {
				const { rows } = await sql<{ waiting: number }>`
					select count(*)::integer as waiting from pg_locks where not granted`.execute(db);
				return rows[0]!.waiting;
			})
			.toBeGreaterThan(0);
		expect((await votingOf(db, activityId))!.state).toBe('open');
	});
	const late = desk.cast(slug, token, ['p1']).then(
		() => 1,
		() => 0
	);
	await closing;
	const counted = await late;
	expect(await stored(db, activityId)).toHaveLength(counted);
	expect((await closed(db, slug)).voters).toBe(counted);
});

test('when its time is over it takes no ballot, whoever looks first closes it, and the history knows', async () => {
	const { db } = await freshDatabase();
	const { slug, activityId } = await openVote(db, { closesAt: later }, undefined, now);
	let at = now;
	const desk = voteDesk(db, () => at);
	const token = await votes(desk, slug, ['p1']);
	await expect(voteResult(db, await desk.view(slug), at)).rejects.toMatchObject({
		reason: 'results_hidden'
	});
	at = later;
	await expect(desk.cast(slug, token, ['p2'])).rejects.toMatchObject({ reason: 'vote_closed' });
	expect((await voteResult(db, await desk.view(slug), at)).voters).toBe(1);
	expect((await votingOf(db, activityId))!.state).toBe('closed');
	const history = await db
		.selectFrom('history')
		.select('action')
		.where('subjectId', '=', activityId)
		.where('action', 'like', 'fund.voting%')
		.orderBy('id')
		.execute();
	expect(history.map(({ action }) => action)).toEqual([
		'fund.votingSetUp',
		'fund.votingOpened',
		'fund.votingClosed'
	]);
});

test('the hourly look closes what is due and nothing else', async () => {
	const { db } = await freshDatabase();
	const due = await openVote(db, { closesAt: later }, undefined, now);
	const open = await openVote(db);
	await closeAllDue(db, later);
	expect((await votingOf(db, due.activityId))!.state).toBe('closed');
	expect((await votingOf(db, open.activityId))!.state).toBe('open');
});

test('projects stay as they were when it was opened, whatever becomes of the applications', async () => {
	const { db } = await freshDatabase();
	const fund = await openVote(db);
	const before = await frozenOptions(db, fund.activityId);
	expect(before.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
	await applied(db, fund, { title: 'Zu spät' });
	await db
		.updateTable('fundApplications')
		.set({ title: 'Anders', askedCents: 1, state: 'withdrawn' })
		.where('number', '=', 1)
		.execute();
	expect(await frozenOptions(db, fund.activityId)).toEqual(before);
	await expect(
		setUpVoting(db, fund.office, fund.activityId, { ...votingSettings, revision: 1 })
	).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	await expect(
		openVoting(db, fund.office, fund.activityId, { revision: 1 }, now)
	).rejects.toMatchObject({ reason: 'not_possible_now' });
});

test('two in the office at once: the second hears that something has changed', async () => {
	const { db } = await freshDatabase();
	const { office, activityId } = await fundRound(db);
	const settings = { ...votingSettings, revision: null };
	await setUpVoting(db, office, activityId, settings);
	await expect(setUpVoting(db, office, activityId, settings)).rejects.toMatchObject({
		reason: 'changed_meanwhile'
	});
	await setUpVoting(db, office, activityId, { ...votingSettings, revision: 0 });
	await expect(
		setUpVoting(db, office, activityId, { ...votingSettings, revision: 0 })
	).rejects.toMatchObject({ kind: 'conflict', reason: 'changed_meanwhile' });
});

test.each([
	['fewer than two applications are ready', ['draft'], {}, 'too_few_options'],
	['one costs more than the whole sum', [], { sumCents: 100_000 }, 'option_above_sum'],
	['its end has passed', [], { closesAt: now }, 'closes_in_past']
])('it is not opened when %s', async (_, states, settings, reason) => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await applied(db, fund, { askedCents: 120_000 });
	await applied(db, fund, { askedCents: 50_000, ...(states[0] && { state: 'draft' as const }) });
	await setUpVoting(db, fund.office, fund.activityId, {
		...votingSettings,
		...settings,
		revision: null
	});
	await expect(
		openVoting(db, fund.office, fund.activityId, { revision: 0 }, now)
	).rejects.toMatchObject({ kind: 'conflict', reason });
});

test('only the fund office of the place sets it up, opens and closes it', async () => {
	const { db } = await freshDatabase();
	const { activityId, finance, juror } = await openVote(db);
	for (const actor of [
		anonymous,
		finance,
		juror,
		{ kind: 'receipt', subjectId: activityId } as const
	])
		for (const act of [
			() => readVoting(db, actor, activityId, now),
			() => setUpVoting(db, actor, activityId, { ...votingSettings, revision: 1 }),
			() => openVoting(db, actor, activityId, { revision: 1 }, now),
			() => closeVoting(db, actor, activityId, { revision: 1 })
		])
			await expect(act()).rejects.toMatchObject({ reason: 'not_allowed' });
	expect((await votingOf(db, activityId))!.state).toBe('open');
});

test('nobody votes before it is opened or in a round that is not public', async () => {
	const { db } = await freshDatabase();
	const { slug, office, activityId } = await fundRound(db);
	await setUpVoting(db, office, activityId, { ...votingSettings, revision: null });
	await expect(voteDesk(db).view(slug)).rejects.toMatchObject({ reason: 'vote_unknown' });
	const hidden = await openVote(db);
	await db
		.updateTable('activities')
		.set({ status: 'draft' })
		.where('id', '=', hidden.activityId)
		.execute();
	await expect(voteDesk(db).join(hidden.slug, null)).rejects.toMatchObject({ kind: 'missing' });
});

test('more people at once than could walk up are asked to come again', async () => {
	const { db } = await freshDatabase();
	const { slug } = await openVote(db);
	const desk = voteDesk(db, undefined, 1);
	const joins = await Promise.allSettled(Array.from({ length: 30 }, () => desk.join(slug, null)));
	const refused = joins.flatMap((join) => (join.status === 'rejected' ? [join.reason] : []));
	expect(refused.length).toBeGreaterThan(10);
	expect(refused[0]).toMatchObject({ kind: 'busy', reason: 'joins_busy' });
});

test('the result names winners, votes and steps; of few people it keeps the ballots', async () => {
	const { db } = await freshDatabase();
	const { slug, office, activityId } = await openVote(db);
	const desk = voteDesk(db);
	for (const answer of [['p1', 'p2'], ['p1', 'p2'], ['p3'], ['p3']])
		await votes(desk, slug, answer);
	await closeVoting(db, office, activityId, { revision: 1 });
	const result = await closed(db, slug);
	expect(result).toMatchObject({ voters: 4, rule: 'equalShares', ballots: null });
	expect(result.projects.map(({ number, votes: n }) => [number, n])).toEqual([
		[1, 2],
		[2, 2],
		[3, 2],
		[4, 0]
	]);
	// Two and two: each side gets what its half of 2.000 € pays for.
	expect(result.winners).toEqual([2, 3]);
	const view = await desk.view(slug);
	for (const name of ['ballots.csv', 'vote.pb'])
		await expect(voteFile(db, view, name, { now, k: 5 })).rejects.toMatchObject({
			reason: 'ballots_hidden'
		});
});

test('with five people the ballots are given away, equal ones as one, and the files can be read again', async () => {
	const { db } = await freshDatabase();
	const { slug, office, activityId } = await openVote(db, { rule: 'greedy' });
	const desk = voteDesk(db);
	for (const answer of [['p4'], ['p1'], ['p2', 'p4'], ['p4', 'p2'], ['p1']])
		await votes(desk, slug, answer);
	await closeVoting(db, office, activityId, { revision: 1 });
	expect((await closed(db, slug)).ballots).toEqual([
		{ projects: [1], people: 2 },
		{ projects: [2, 4], people: 2 },
		{ projects: [4], people: 1 }
	]);
	const view = await desk.view(slug);
	const file = async (name: string) => (await voteFile(db, view, name, { now, k: 5 })).body;
	expect(await file('ballots.csv')).toContain('people,1,2,3,4\r\n2,1,0,0,0\r\n');
	expect(await file('steps.csv')).toContain('1,4,3,20000,taken,200000');
	expect(await file('vote.pb')).toContain('VOTES\nvoter_id;vote\n1;1\n2;1\n3;2,4\n');
	expect(JSON.parse(await file('vote.json'))).toMatchObject({ winners: [4, 2] });
});

test('what is put to the vote is listed without what a conflict of interest closes, and counts all the same', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { office, activityId } = fund;
	const [{ applicationId }] = [await applied(db, fund), await applied(db, fund)];
	await setUpVoting(db, office, activityId, { ...votingSettings, revision: null });
	await db
		.insertInto('fundConflicts')
		.values({ applicationId, accountId: office.accountId })
		.execute();
	const { options, hindrance } = await readVoting(db, office, activityId, now);
	expect(options.map(({ number }) => number)).toEqual([2]);
	expect(hindrance).toBeNull();
});
