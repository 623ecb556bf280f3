import { fork, type ChildProcess } from 'node:child_process';
import type { AccountActor } from '#lib/access/actor.ts';

export type DecidersJob = Readonly<{
	how: 'app' | 'sql';
	/** Applications that this process decides about. */
	ids: readonly string[];
	cents: number;
	connections: number;
	actor: Omit<AccountActor, 'grants'> &
		Readonly<{
			grants: readonly { role: AccountActor['grants'][number]['role']; places: string[] }[];
		}>;
}>;

export type DecidersReport = { granted: number; refused: number; deadlocks: number; ms: number[] };

/** Several processes, each with its share of the applications, started at one moment. */
export async function deciders(
	databaseUrl: string,
	processes: number,
	{ ids, ...job }: DecidersJob
): Promise<DecidersReport & { seconds: number }> {
	const all = Array.from({ length: processes }, () =>
		fork('tests/load/servers/decider.ts', {
			env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }
		})
	);
	const share = Math.ceil(ids.length / processes);
	const ready = all.map(said);
	all.forEach((one, index) =>
		one.send({ ...job, ids: ids.slice(index * share, (index + 1) * share) })
	);
	await Promise.all(ready);
	const start = performance.now();
	const reports = all.map(said);
	for (const one of all) one.send('go');
	const done = (await Promise.all(reports)) as DecidersReport[];
	const seconds = (performance.now() - start) / 1000;
	await Promise.all(all.map(ended));
	return {
		seconds,
		granted: done.reduce((sum, { granted }) => sum + granted, 0),
		refused: done.reduce((sum, { refused }) => sum + refused, 0),
		deadlocks: done.reduce((sum, { deadlocks }) => sum + deadlocks, 0),
		ms: done.flatMap(({ ms }) => ms)
	};
}

function said(child: ChildProcess): Promise<unknown> {
	return new Promise((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', (code) => reject(new Error(`a decider ended with ${code}`)));
	});
}

function ended(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		if (child.exitCode !== null) return resolve();
		child.once('exit', () => resolve());
		if (child.connected) child.disconnect();
	});
}
