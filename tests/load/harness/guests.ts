import { fork, type ChildProcess } from 'node:child_process';

export type GuestsJob = Readonly<{
	how: 'app' | 'sql';
	/** People that come through this process. */
	guests: number;
	connections: number;
	eventId: string;
	dateId: string;
	kindId: string;
}>;

export type GuestsReport = { confirmed: number; waiting: number; errors: number; ms: number[] };

/** Several processes, each with its share of the people, who all come at one moment. */
export async function guests(
	databaseUrl: string,
	processes: number,
	{ guests: all, ...job }: GuestsJob
): Promise<GuestsReport & { seconds: number }> {
	const children = Array.from({ length: processes }, () =>
		fork('tests/load/servers/guest.ts', {
			env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }
		})
	);
	const ready = children.map(said);
	for (const child of children) child.send({ ...job, guests: all / processes });
	await Promise.all(ready);
	const start = performance.now();
	const reports = children.map(said);
	for (const child of children) child.send('go');
	const done = (await Promise.all(reports)) as GuestsReport[];
	const seconds = (performance.now() - start) / 1000;
	await Promise.all(children.map(ended));
	const sum = (of: (report: GuestsReport) => number) =>
		done.reduce((total, report) => total + of(report), 0);
	return {
		seconds,
		confirmed: sum(({ confirmed }) => confirmed),
		waiting: sum(({ waiting }) => waiting),
		errors: sum(({ errors }) => errors),
		ms: done.flatMap(({ ms }) => ms)
	};
}

function said(child: ChildProcess): Promise<unknown> {
	return new Promise((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', (code) => reject(new Error(`a process of guests ended with ${code}`)));
	});
}

function ended(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		if (child.exitCode !== null) return resolve();
		child.once('exit', () => resolve());
		if (child.connected) child.disconnect();
	});
}
