import { expect, onTestFinished, test } from 'vitest';
import { tidyPeople } from '#lib/core/people/tidy.server.ts';
import { formats } from '#lib/formats/registry.ts';
import { openDatabase, type Db } from '#lib/platform/db/database.server.ts';
import { runJobs, startHourly } from '#lib/platform/jobs/hourly.server.ts';
import { freshDatabase } from '../fixture/database.ts';
import { openSession } from '../fixture/session.ts';
import { buildTown, staff } from '../fixture/town.ts';

/** What the house runs of each format. */
const formatJobs = () =>
	formats.map(({ key, tidy }) => ({
		name: key,
		run: (db: Db, now: Date) => tidy(db, now, 'https://palaver.example')
	}));

const now = new Date('2026-05-01T12:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

test('of two processes one runs the jobs, and the other may at the next hour', async () => {
	const first = await freshDatabase();
	const second = openDatabase(first.url);
	onTestFinished(() => second.close());
	const ran: string[] = [];
	const inside = {
		name: 'outer',
		run: async () => {
			const other = await runJobs(
				second,
				[{ name: 'inner', run: async () => void ran.push('x') }],
				now
			);
			expect(other).toBe(false);
		}
	};
	expect(await runJobs(first, [inside], now)).toBe(true);
	expect(ran).toEqual([]);
	const later = [{ name: 'later', run: async () => void ran.push('later') }];
	expect(await runJobs(second, later, now)).toBe(true);
	expect(ran).toEqual(['later']);
});

test('a job that fails does not hold up the next, nor the next hour', async () => {
	const database = await freshDatabase();
	const ran: Date[] = [];
	const jobs = [
		{ name: 'broken', run: () => Promise.reject(new Error('broken')) },
		{ name: 'whole', run: async (_: Db, at: Date) => void ran.push(at) }
	];
	await runJobs(database, jobs, now);
	await runJobs(database, jobs, days(1));
	expect(ran).toEqual([now, days(1)]);
});

test('a process runs the jobs when it starts and waits for them when it stops', async () => {
	const database = await freshDatabase();
	const ran: string[] = [];
	const slow = {
		name: 'slow',
		run: async (db: Db) => {
			await db.selectFrom('places').selectAll().execute();
			ran.push('slow');
		}
	};
	await startHourly(database, () => now, [slow]).stop();
	expect(ran).toEqual(['slow']);
});

test('expired sessions, old links and counters go; what is still good stays; the history says so', async () => {
	const { db } = await freshDatabase();
	await buildTown(db);
	const { accountId } = await staff(db, 'moderator', ['bielefeld']);
	const session = (id: string, expiresAt: Date) => ({ id, accountId, expiresAt });
	await db
		.insertInto('accountSessions')
		.values([session('over', days(-1)), session('good', days(1))])
		.execute();
	const link = (id: string, expiresAt: Date) => ({ ...session(id, expiresAt), purpose: 'reset' });
	await db
		.insertInto('accountTokens')
		.values([link('long over', days(-31)), link('just over', days(-1)), link('good', days(1))])
		.execute();
	await db
		.insertInto('attemptCounters')
		.values([
			{ bucket: 'over', attempts: 5, windowEndsAt: days(-1.01) },
			// Who waited may try once more; forgetting the count would give five tries every hour.
			{ bucket: 'waited', attempts: 9, windowEndsAt: days(-0.02) },
			{ bucket: 'running', attempts: 5, windowEndsAt: days(1) }
		])
		.execute();
	await tidyPeople(db, now);
	const ids = async (table: 'accountSessions' | 'accountTokens') =>
		(await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);
	expect(await ids('accountSessions')).toEqual(['good']);
	expect(await ids('accountTokens')).toEqual(['good', 'just over']);
	expect(
		await db.selectFrom('attemptCounters').select('bucket').orderBy('bucket').execute()
	).toEqual([{ bucket: 'running' }, { bucket: 'waited' }]);
	expect(
		await db.selectFrom('history').select(['actorKind', 'action', 'detail']).execute()
	).toEqual([{ actorKind: 'system', action: 'people.tidied', detail: { sessions: 1, links: 1 } }]);
});

test('an hour in which there is nothing to clean leaves no trace', async () => {
	const { db } = await freshDatabase();
	await tidyPeople(db, now);
	expect(await db.selectFrom('history').selectAll().execute()).toEqual([]);
});

test('an activity past its retention day is archived: nobody can say any more whose ballot is whose', async () => {
	const database = await freshDatabase();
	const { db } = database;
	const { activityId } = await openSession(db);
	await db
		.updateTable('activities')
		.set({ status: 'finished', retainUntil: '2026-04-30' })
		.where('id', '=', activityId)
		.execute();
	await db
		.updateTable('liveSessions')
		.set({ endedAt: days(-90) })
		.where('activityId', '=', activityId)
		.execute();
	await db
		.updateTable('liveRounds')
		.set({ closedAt: days(-90) })
		.where('activityId', '=', activityId)
		.execute();
	const status = () =>
		db
			.selectFrom('activities')
			.select(['status', 'participantKey'])
			.where('id', '=', activityId)
			.executeTakeFirstOrThrow();
	const jobs = formatJobs();
	await runJobs(database, jobs, days(-1));
	expect((await status()).status).toBe('finished');
	await runJobs(database, jobs, now);
	expect(await status()).toEqual({ status: 'archived', participantKey: null });
	const entry = await db
		.selectFrom('history')
		.select(['actorKind', 'action'])
		.where('action', '=', 'live.archived')
		.execute();
	expect(entry).toEqual([{ actorKind: 'system', action: 'live.archived' }]);
});

test('a session that cannot be tidied does not keep the key of another one alive', async () => {
	const database = await freshDatabase();
	const { db } = database;
	const [broken, whole] = [await openSession(db), await openSession(db)];
	await db
		.updateTable('activities')
		.set({ status: 'finished', retainUntil: '2026-04-30' })
		.execute();
	// Without an end it is refused: it never took its last step.
	await db
		.updateTable('liveSessions')
		.set({ endedAt: days(-90) })
		.where('activityId', '=', whole.activityId)
		.execute();
	await db
		.updateTable('liveRounds')
		.set({ closedAt: days(-90) })
		.execute();
	const jobs = formatJobs();
	await runJobs(database, jobs, now);
	const keys = await db
		.selectFrom('activities')
		.select('id')
		.where('participantKey', 'is not', null)
		.execute();
	expect(keys).toEqual([{ id: broken.activityId }]);
	const expired = await db
		.selectFrom('liveSessions')
		.select('activityId')
		.where('codeExpiredAt', 'is not', null)
		.execute();
	expect(expired).toEqual([{ activityId: whole.activityId }]);
});
