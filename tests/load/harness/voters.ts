import { fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import {
	issueToken,
	tokenKey,
	type TokenKey
} from '#lib/core/activities/participant-token.server.ts';
import { percentile } from './numbers.ts';
import { open, post, type Connection } from './http-client.ts';

/** Voters in a process of their own: each vote is the first one of a new participant. */
export type VotersJob = {
	port: number;
	path: string;
	/** Key of the activity's participants (hex): tokens are issued here instead of joining first. */
	key: string;
	question: string;
	round: number;
	answers: string[][];
	connections: number;
} & (
	| { mode: 'rate'; seconds: number }
	/** All connections vote once, at one instant. */
	| { mode: 'burst' }
	/** So many votes per second, evenly. */
	| { mode: 'paced'; seconds: number; perSecond: number }
);

export type VotersReport = {
	acknowledged: number;
	refused: number;
	seconds: number;
	p50ms: number;
	p99ms: number;
	/** Processor time of the measuring side. */
	cpuMs: number;
	/** When the votes were acknowledged, in ms since 1970; only where paced. */
	acknowledgedAt: number[];
};

/** Runs the job in a child process. */
export function voters(job: VotersJob): Promise<VotersReport> {
	const child = fork(import.meta.filename, { execPath: process.execPath });
	return new Promise((resolve, reject) => {
		child.once('message', (report) => {
			resolve(report as VotersReport);
			child.kill();
		});
		child.once('exit', (code) => code && reject(new Error(`the voters ended with ${code}`)));
		child.send(job);
	});
}

async function run(job: VotersJob): Promise<VotersReport> {
	const connections = await Promise.all(
		Array.from({ length: job.connections }, () => open(job.port))
	);
	const latencies: number[] = [];
	const acknowledgedAt: number[] = [];
	let refused = 0;
	// Made before the clock runs: made meanwhile, they took a tenth of what the measured side needs.
	const ready = Array.from({ length: needed(job) }, () => ballot(job));
	const used = process.cpuUsage();
	const start = performance.now();
	const until = job.mode === 'rate' ? start + job.seconds * 1000 : 0;
	const vote = async (connection: Connection) => {
		const request = ready.pop() ?? ballot(job);
		const sent = performance.now();
		const status = await connection.send(request);
		const now = performance.now();
		if (status !== 200) return void refused++;
		latencies.push(now - sent);
		if (job.mode === 'paced') acknowledgedAt.push(performance.timeOrigin + now);
	};
	if (job.mode === 'paced') await pace(job, connections, vote);
	else
		await Promise.all(
			connections.map(async (connection) => {
				do await vote(connection);
				while (performance.now() < until);
			})
		);
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(used);
	const cpuMs = (user + system) / 1000;
	for (const connection of connections) connection.close();
	return {
		acknowledged: latencies.length,
		refused,
		seconds,
		p50ms: percentile(latencies, 0.5),
		p99ms: percentile(latencies, 0.99),
		cpuMs,
		acknowledgedAt
	};
}

/** More than any rate yet seen; beyond it they are made as they are used up. */
function needed(job: VotersJob): number {
	if (job.mode === 'burst') return job.connections;
	return Math.ceil(job.seconds * (job.mode === 'paced' ? job.perSecond : 25_000));
}

/** Every 10 ms as many votes as are due, each on a connection that is free. */
async function pace(
	{ perSecond, seconds }: { perSecond: number; seconds: number },
	connections: Connection[],
	vote: (connection: Connection) => Promise<void>
): Promise<void> {
	const free = [...connections];
	const start = performance.now();
	let sent = 0;
	while (sent < perSecond * seconds) {
		const due = Math.min(perSecond * seconds, ((performance.now() - start) / 1000) * perSecond);
		for (; sent < due && free.length > 0; sent++) {
			// The longest unused first: the server hangs up on one that is not used for five seconds.
			const connection = free.shift()!;
			void vote(connection).then(() => free.push(connection));
		}
		await pause(10);
	}
	while (free.length < connections.length) await pause(10);
}

let made = 0;
let key: TokenKey | null = null;

function ballot(job: VotersJob): Buffer {
	key ??= tokenKey(Buffer.from(job.key, 'hex'));
	const answer = job.answers[made++ % job.answers.length];
	const body = JSON.stringify({ question: job.question, round: job.round, answer });
	return post(job.path, body, issueToken(key));
}

if (process.send) {
	process.once(
		'message',
		(job) => void run(job as VotersJob).then((report) => process.send!(report))
	);
}
