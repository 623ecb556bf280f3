import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunningLive } from '#lib/formats/live/running.server.ts';
import { writeBallots } from '#lib/formats/live/casting.server.ts';
import { openIntake } from '#lib/platform/db/intake.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { waitsForALock } from '../../fixture/locks.ts';
import {
	choiceOf,
	currentRound,
	openSession,
	tallies,
	type OpenSession
} from '../../fixture/session.ts';

const options = ['bank', 'baum', 'licht'];

/** A participant of the session at one app process. */
async function joined({ service }: RunningLive, { code }: OpenSession): Promise<string> {
	return (await service.join({ code, token: null })).token;
}

function ballotOf(session: OpenSession, token: string | null, answer: unknown) {
	return { code: session.code, token, question: session.questionId, round: 1, answer };
}

describe('one vote', () => {
	test('is counted once, however often the phone sends it', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		const ballot = ballotOf(session, await joined(app, session), ['bank']);
		await Promise.all(Array.from({ length: 5 }, () => app.service.cast(ballot)));
		expect((await tallies(database.db, session.roundId)).kept).toEqual({ '*': 1, bank: 1 });
	});

	test('may be changed while the question is open, and the last one stands', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		const token = await joined(app, session);
		for (const answer of options) await app.service.cast(ballotOf(session, token, [answer]));
		expect((await tallies(database.db, session.roundId)).kept).toEqual({ '*': 1, licht: 1 });
		expect(await app.service.ownAnswer({ code: session.code, token })).toEqual(['licht']);
	});

	test('stands where votes may not be changed; the same one again is still counted', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db, { mayChangeVote: false });
		const token = await joined(app, session);
		await app.service.cast(ballotOf(session, token, ['bank']));
		await expect(app.service.cast(ballotOf(session, token, ['baum']))).rejects.toMatchObject({
			status: 409,
			reason: 'vote_final'
		});
		await app.service.cast(ballotOf(session, token, ['bank']));
		expect((await tallies(database.db, session.roundId)).kept).toEqual({ '*': 1, bank: 1 });
	});

	test('after closing is refused, but a repeated one that was counted before is told so', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		const [early, late] = [await joined(app, session), await joined(app, session)];
		await app.service.cast(ballotOf(session, early, ['bank']));
		await session.press('close');
		await expect(app.service.cast(ballotOf(session, late, ['bank']))).rejects.toMatchObject({
			status: 409,
			reason: 'question_closed'
		});
		await app.service.cast(ballotOf(session, early, ['bank']));
		expect((await tallies(database.db, session.roundId)).kept).toEqual({ '*': 1, bank: 1 });
	});

	test('for an earlier round is refused, also at a process that has not heard of the new one', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		const token = await joined(app, session);
		await session.press('close', 'repeat');
		await expect(app.service.cast(ballotOf(session, token, ['bank']))).rejects.toMatchObject({
			status: 409,
			reason: 'round_over'
		});
		await app.service.cast({ ...ballotOf(session, token, ['bank']), round: 2 });
		const { roundId } = await currentRound(database.db, session.activityId);
		expect((await tallies(database.db, roundId)).kept).toEqual({ '*': 1, bank: 1 });
	});

	test('counts again after the moderator has reopened the question', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		const token = await joined(app, session);
		await session.press('close', 'reopen');
		await app.service.cast(ballotOf(session, token, ['bank']));
		expect((await tallies(database.db, session.roundId)).kept).toEqual({ '*': 1, bank: 1 });
	});

	test.each([
		['no participant', null],
		['a forged one', 'A'.repeat(43)]
	])('of %s is refused and nothing is stored', async (_, token) => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		await expect(app.service.cast(ballotOf(session, token, ['bank']))).rejects.toMatchObject({
			status: 401,
			reason: 'participant_unknown'
		});
		expect((await tallies(database.db, session.roundId)).recounted).toEqual({});
	});

	test('of a participant of another session is refused', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const [here, elsewhere] = [await openSession(database.db), await openSession(database.db)];
		const token = await joined(app, elsewhere);
		await expect(app.service.cast(ballotOf(here, token, ['bank']))).rejects.toMatchObject({
			reason: 'participant_unknown'
		});
	});
});

describe('many votes at once', () => {
	test('through two app processes: every acknowledged vote is in the tally, no other is', async () => {
		const database = await freshDatabase();
		const apps = [await appProcess(database), await appProcess(database)];
		const session = await openSession(database.db);
		const tokens = await Promise.all(
			Array.from({ length: 60 }, (_, index) => joined(apps[index % 2]!, session))
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(59), fc.nat(2), fc.nat(1)), { minLength: 1, maxLength: 300 }),
				async (votes) => {
					await Promise.all(
						votes.map(([person, option, process]) =>
							apps[process]!.service.cast(ballotOf(session, tokens[person]!, [options[option]!]))
						)
					);
					const { kept, recounted } = await tallies(database.db, session.roundId);
					expect(kept).toEqual(recounted);
				}
			),
			{ numRuns: 20 }
		);
	});

	test('while the moderator closes: exactly the acknowledged ones are counted', async () => {
		const database = await freshDatabase();
		const apps = [await appProcess(database), await appProcess(database)];
		const session = await openSession(database.db);
		const tokens = await Promise.all(
			Array.from({ length: 200 }, (_, index) => joined(apps[index % 2]!, session))
		);
		const votes = tokens.map(async (token, index) => {
			// Spread over some turns of the event loop, so that closing falls among them.
			for (let turn = 0; turn < index; turn++) await new Promise(setImmediate);
			return apps[index % 2]!.service.cast(ballotOf(session, token, [options[index % 3]!]));
		});
		const closing = session.press('close');
		const outcomes = await Promise.allSettled(votes);
		await closing;
		const counted = outcomes.filter(({ status }) => status === 'fulfilled').length;
		const refused = outcomes.flatMap((outcome) =>
			outcome.status === 'rejected' ? [(outcome.reason as { reason: string }).reason] : []
		);
		expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['question_closed'] : []));
		const { kept, recounted } = await tallies(database.db, session.roundId);
		expect(kept).toEqual(recounted);
		expect(kept['*'] ?? 0).toBe(counted);
	});

	test('a closing that has begun is waited for, and then refuses', async () => {
		const database = await freshDatabase();
		const session = await openSession(database.db);
		const ballot = {
			roundId: session.roundId,
			participant: randomBytes(32),
			answer: '["bank"]',
			tallyKeys: ['*', 'bank']
		};
		let cast: Promise<readonly string[]>;
		await database.db.transaction().execute(async (trx) => {
			await trx
				.updateTable('liveRounds')
				.set({ closedAt: new Date() })
				.where('id', '=', session.roundId)
				.execute();
			cast = writeBallots(database.pool, [ballot]);
			await waitsForALock(database.pool);
		});
		expect(await cast!).toEqual(['closed']);
		expect((await tallies(database.db, session.roundId)).recounted).toEqual({});
	});

	test('one person at two processes in the same instant: one vote stands, both are answered', async () => {
		const database = await freshDatabase();
		const apps = [await appProcess(database), await appProcess(database)];
		const session = await openSession(database.db, { mayChangeVote: false });
		for (let round = 0; round < 20; round++) {
			const token = await joined(apps[0]!, session);
			const outcomes = await Promise.allSettled(
				apps.map(({ service }, index) => service.cast(ballotOf(session, token, [options[index]!])))
			);
			const reasons = outcomes.map((outcome) =>
				outcome.status === 'fulfilled' ? 'counted' : (outcome.reason as { reason: string }).reason
			);
			expect(reasons.toSorted()).toEqual(['counted', 'vote_final']);
		}
		const { kept, recounted } = await tallies(database.db, session.roundId);
		expect(kept).toEqual(recounted);
		expect(kept['*']).toBe(20);
	});
});

describe('a vote whose connection to the database was lost', () => {
	/** A process that loses the connection of its first batch, before or after the commit; meanwhile something happens. */
	function interrupted(commits: boolean, meanwhile: () => Promise<unknown>): typeof openIntake {
		let lost = false;
		return (options) =>
			openIntake({
				...options,
				write: async (items, repeated) => {
					if (lost || options.name !== 'ballots') return options.write(items, repeated);
					lost = true;
					if (commits) await options.write(items, repeated);
					await meanwhile();
					throw new Error('Connection terminated unexpectedly');
				}
			});
	}

	/** One person votes `first`, the connection is lost, and they vote `later` at another process before it is repeated. */
	async function changedMeanwhile(commits: boolean, first: string, later: string | null) {
		const database = await freshDatabase();
		const session = await openSession(database.db);
		const other = await appProcess(database);
		const token = await joined(other, session);
		const again = async () => {
			if (later) await other.service.cast(ballotOf(session, token, [later]));
		};
		const intake = interrupted(commits, again);
		const app = await appProcess(database, null, { intake });
		const [outcome] = await Promise.allSettled([
			app.service.cast(ballotOf(session, token, [first]))
		]);
		const { kept, recounted } = await tallies(database.db, session.roundId);
		expect(kept).toEqual(recounted);
		return { outcome, kept };
	}

	test.each([
		['before', false],
		['after', true]
	])('%s the commit is counted once', async (_, commits) => {
		const { outcome, kept } = await changedMeanwhile(commits, 'bank', null);
		expect(outcome).toMatchObject({ status: 'fulfilled' });
		expect(kept).toEqual({ '*': 1, bank: 1 });
	});

	test.each([
		['before', false],
		['after', true]
	])(
		'%s the commit does not replace the newer one of the same person; the phone is asked to send its newest again',
		async (_, commits) => {
			const { outcome, kept } = await changedMeanwhile(commits, 'bank', 'baum');
			expect(outcome).toMatchObject({ reason: { status: 503, reason: 'unavailable' } });
			expect(kept).toEqual({ '*': 1, baum: 1 });
		}
	);

	test('is told that it counts where the newer one says the same', async () => {
		const { outcome, kept } = await changedMeanwhile(false, 'bank', 'bank');
		expect(outcome).toMatchObject({ status: 'fulfilled' });
		expect(kept).toEqual({ '*': 1, bank: 1 });
	});
});

test('a batch of different rounds and answers tells each its own outcome, in their order', async () => {
	const database = await freshDatabase();
	const [open, other] = [await openSession(database.db), await openSession(database.db)];
	const closed = await openSession(database.db, { mayChangeVote: false });
	const ballot = (roundId: string, answer: string, participant = randomBytes(32)) => ({
		roundId,
		participant,
		answer: JSON.stringify([answer]),
		tallyKeys: ['*', answer]
	});
	const stands = ballot(closed.roundId, 'bank');
	await writeBallots(database.pool, [stands]);
	await closed.press('close');
	const batch = [
		ballot(open.roundId, 'bank'),
		ballot(closed.roundId, 'bank'),
		ballot(other.roundId, 'baum'),
		stands,
		ballot(open.roundId, 'baum'),
		ballot(closed.roundId, 'licht', stands.participant)
	];
	const expected = ['counted', 'closed', 'counted', 'unchanged', 'counted', 'closed'];
	expect(await writeBallots(database.pool, batch)).toEqual(expected);
	expect((await tallies(database.db, open.roundId)).kept).toEqual({ '*': 2, bank: 1, baum: 1 });
});

describe('what the database holds by itself', () => {
	test('a ballot of a round that does not exist cannot be stored', async () => {
		const database = await freshDatabase();
		const orphan = database.db
			.insertInto('ballots')
			.values({
				roundId: crypto.randomUUID(),
				participant: randomBytes(32),
				answer: '[]',
				tallyKeys: ['*']
			})
			.execute();
		await expect(orphan).rejects.toThrow(/foreign key/);
	});

	test('ballots and tallies go with their session', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db);
		await app.service.cast(ballotOf(session, await joined(app, session), ['bank']));
		await database.db.deleteFrom('activities').where('id', '=', session.activityId).execute();
		expect(await tallies(database.db, session.roundId)).toEqual({ kept: {}, recounted: {} });
	});

	test('a withdrawn ballot leaves the tally', async () => {
		const database = await freshDatabase();
		const app = await appProcess(database);
		const session = await openSession(database.db, { questions: [choiceOf(options, 3)] });
		await app.service.cast(ballotOf(session, await joined(app, session), ['bank', 'baum']));
		await app.service.cast(ballotOf(session, await joined(app, session), ['baum']));
		await database.pool.query(`delete from ballots where answer @> '["bank"]'`);
		expect((await tallies(database.db, session.roundId)).kept).toEqual({ '*': 1, baum: 1 });
	});
});
