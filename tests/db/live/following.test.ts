import { expect, test } from 'vitest';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import type { RunningLive } from '#lib/formats/live/running.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess, free } from '../../fixture/live.ts';
import { whatIsMissing } from '../../fixture/live-session.ts';
import { openSession, type OpenSession } from '../../fixture/session.ts';

/** A phone at this process: waits for the state it is asked for. */
function phone({ hub }: RunningLive, { activityId }: OpenSession) {
	let newest: LiveSnapshot | null = null;
	let check = () => {};
	hub.subscribe(activityId, {
		write: (bytes) => {
			const [, data] = /\ndata: (.*)\n/.exec(bytes.toString()) ?? [];
			if (!data) return;
			newest = JSON.parse(data) as LiveSnapshot;
			check();
		},
		behind: () => false,
		end: () => undefined
	});
	return {
		shows: (wanted: (snapshot: LiveSnapshot) => boolean): Promise<LiveSnapshot> =>
			new Promise((resolve) => {
				check = () => newest && wanted(newest) && resolve(newest);
				check();
			})
	};
}

async function vote({ service }: RunningLive, { code, questionId }: OpenSession, answer: unknown) {
	const { token } = await service.join({ code, token: null });
	await service.cast({ code, token, question: questionId, round: 1, answer });
}

test('a vote at one process reaches a phone at the other', async () => {
	const database = await freshDatabase();
	const [here, there] = [await appProcess(database), await appProcess(database)];
	const session = await openSession(database.db);
	const far = phone(there, session);
	await vote(here, session, ['bank']);
	await far.shows(({ question, participants }) => question?.ballots === 1 && participants === 1);
});

test('what the moderator presses reaches every phone, the result only with reveal', async () => {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db);
	const near = phone(app, session);
	await vote(app, session, ['bank']);
	const open = await near.shows(({ question }) => question?.ballots === 1);
	expect(open).toMatchObject({ phase: 'open', result: null });
	await session.press('close');
	expect(await near.shows(({ phase }) => phase === 'closed')).toMatchObject({ result: null });
	await session.press('reveal');
	expect(await near.shows(({ phase }) => phase === 'revealed')).toMatchObject({
		result: { ballots: 1, counts: { bank: 1 } }
	});
	await session.press('conceal');
	expect(await near.shows(({ phase }) => phase === 'closed')).toMatchObject({ result: null });
});

test('when the connection between the processes breaks, phones are right again once it is back', async () => {
	const database = await freshDatabase();
	const [here, there] = [await appProcess(database), await appProcess(database)];
	const session = await openSession(database.db);
	const far = phone(there, session);
	await far.shows(({ phase }) => phase === 'open');
	await database.pool.query(
		`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'palaver-bus' and datname = current_database()`
	);
	await vote(here, session, ['bank']);
	await session.press('close');
	await far.shows(({ phase, question }) => phase === 'closed' && question?.ballots === 1);
});

test('votes are told over another PostgreSQL where one is set as the bus', async () => {
	const [database, bus] = [await freshDatabase(), await freshDatabase()];
	const apps = [await appProcess(database, bus.url), await appProcess(database, bus.url)];
	const session = await openSession(database.db);
	const far = phone(apps[1]!, session);
	await vote(apps[0]!, session, ['bank']);
	await far.shows(({ question }) => question?.ballots === 1);
	await session.press('close');
	await far.shows(({ phase }) => phase === 'closed');
});

test('a hidden entry is not in the result, and of many entries the most frequent are shown', async () => {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db, { questions: [whatIsMissing] });
	await database.pool.query(
		`insert into ballots select $1, decode(lpad(to_hex(i), 64, '0'), 'hex'), to_jsonb(entry), array['*', entry]
		 from (select i, case when i <= 40 then 'Schatten' when i <= 60 then 'Schimpfwort' else 'einmal ' || i end as entry
			from generate_series(1, 2000) i) said`,
		[session.roundId]
	);
	await database.db
		.insertInto('liveHiddenKeys')
		.values({ roundId: session.roundId, key: 'Schimpfwort' })
		.execute();
	await session.press('reveal');
	const { result } = await app.service.snapshot(session.code);
	expect(result!.ballots).toBe(2000);
	expect(result!.counts['Schatten']).toBe(40);
	expect(result!.counts).not.toHaveProperty('Schimpfwort');
	expect(Object.keys(result!.counts)).toHaveLength(200);
});

test('an answer that PostgreSQL cannot store is refused, and the votes beside it are counted', async () => {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db, { questions: [whatIsMissing] });
	await database.db
		.updateTable('liveQuestions')
		.set({ type: free.key, config: '{}' })
		.where('id', '=', session.questionId)
		.execute();
	app.service.sessions.forgetAll();
	const outcomes = await Promise.allSettled(
		['Bänke', 'nul\0', 'half \ud83d', '🌳🌳', 'שלום مرحبا', 'backslash \\u0000'].map((answer) =>
			vote(app, session, answer)
		)
	);
	expect(outcomes.map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'rejected',
		'fulfilled',
		'fulfilled',
		'fulfilled'
	]);
	const { question } = await app.service.snapshot(session.code);
	expect(question!.ballots).toBe(4);
});
