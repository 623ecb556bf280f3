import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test as base } from '@playwright/test';
import { openDatabase, type Database } from '#lib/platform/db/database.server.ts';
import { runningEmbeddedUrl } from '#lib/platform/db/embedded/cluster.server.ts';
import { openSession, tallies, type OpenSession } from '../fixture/session.ts';
import { startServer, type Server } from '../load/harness/server.ts';

type House = {
	server: Server;
	database: Database;
	killDatabase(): void;
	/** Starts the app again on its data, after it has stopped. */
	startAgain(): Promise<void>;
};

/** The built app with its own PostgreSQL, both to be broken. */
const test = base.extend<{ house: House }>({
	// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from this pattern
	house: async ({}, use) => {
		const dataDir = mkdtempSync(join(tmpdir(), 'palaver-faults-'));
		chmodSync(dataDir, 0o755);
		const env = { DATABASE_URL: '', DATA_DIR: dataDir, LOG_LEVEL: 'silent' };
		const start = async () => {
			const server = await startServer('src/server.ts', env);
			return { server, database: openDatabase(runningEmbeddedUrl(dataDir)!) };
		};
		const pidFile = join(dataDir, 'postgres/cluster/postmaster.pid');
		const house: House = {
			...(await start()),
			killDatabase: () =>
				process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGKILL'),
			startAgain: async () => {
				await house.database.close();
				Object.assign(house, await start());
			}
		};
		await use(house);
		await house.database.close();
		await house.server.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
});

/** A phone: joins, votes, and sends the same ballot again until it is told that it counts. */
async function votes({ server }: House, session: OpenSession): Promise<void> {
	const path = `${server.origin}/api/v1/live/${session.code}`;
	const { participant } = await patiently(`${path}/join`, {});
	await patiently(`${path}/ballots`, {
		headers: { authorization: `Bearer ${participant}`, 'content-type': 'application/json' },
		body: JSON.stringify({ question: session.questionId, round: 1, answer: ['bank'] })
	});
}

async function patiently(url: string, init: RequestInit): Promise<{ participant?: string }> {
	for (;;) {
		const answer = await fetch(url, { method: 'POST', ...init }).catch(() => null);
		if (answer?.ok) return (await answer.json()) as { participant?: string };
		// Asked to wait, but never refused and never a fault.
		if (answer) expect([429, 503]).toContain(answer.status);
		await pause(50);
	}
}

test('PostgreSQL is killed while people vote: all votes are counted once, and nobody has to do anything', async ({
	house
}) => {
	// Half a minute beside two others like it; a database that comes back is waited for, however busy the machine is.
	test.slow();
	const session = await openSession(house.database.db);
	const people = 300;
	let done = 0;
	const voting = Array.from({ length: people }, async (_, index) => {
		await pause(index * 10);
		await votes(house, session);
		done++;
	});
	while (done < people / 3) await pause(5);
	house.killDatabase();
	await Promise.all(voting);
	// On a slow machine the last vote may have been counted before the kill.
	await expect.poll(async () => (await fetch(`${house.server.origin}/readyz`)).status).toBe(200);
	const { kept, recounted } = await tallies(house.database.db, session.roundId);
	expect(recounted).toEqual({ '*': people, bank: people });
	expect(kept).toEqual(recounted);
});

test('when asked to stop, the server ends its streams, answers the votes on their way and exits in good order', async ({
	house
}) => {
	const session = await openSession(house.database.db);
	const path = `${house.server.origin}/api/v1/live/${session.code}`;
	const streams = await Promise.all(
		Array.from({ length: 20 }, async () => {
			const { body } = await fetch(`${path}/stream`);
			const reader = body!.getReader();
			await reader.read();
			return reader;
		})
	);
	const votes = Array.from({ length: 50 }, () => votesOnce(path, session).catch(() => false));
	await votes[0];
	const ended = Promise.all(streams.map(ends));
	const began = performance.now();
	expect(await house.server.stop()).toBe(0);
	// The promise of the operator's manual, not a measure of speed.
	expect(performance.now() - began).toBeLessThan(10_000);
	await ended;
	const acknowledged = (await Promise.all(votes)).filter(Boolean).length;
	await house.startAgain();
	const { kept, recounted } = await tallies(house.database.db, session.roundId);
	expect(kept).toEqual(recounted);
	expect(kept['*']).toBeGreaterThanOrEqual(acknowledged);
});

async function votesOnce(path: string, session: OpenSession): Promise<boolean> {
	const joined = await fetch(`${path}/join`, { method: 'POST' });
	const { participant } = (await joined.json()) as { participant: string };
	const answer = await fetch(`${path}/ballots`, {
		method: 'POST',
		headers: { authorization: `Bearer ${participant}`, 'content-type': 'application/json' },
		body: JSON.stringify({ question: session.questionId, round: 1, answer: ['bank'] })
	});
	return answer.ok;
}

async function ends(reader: ReadableStreamDefaultReader): Promise<void> {
	for (;;) if ((await reader.read()).done) return;
}
