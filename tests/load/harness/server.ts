import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server process under measurement. */
export type Server = {
	port: number;
	origin: string;
	/** Processor time used so far, in ms. */
	cpu(): number;
	/** Resident memory, in bytes. */
	memory(): number;
	/** Ends it in good order; resolves with its exit code. */
	stop(): Promise<number | null>;
};

/** Secret of all servers of a benchmark run. */
export const appSecret = 'benchmarks-need-a-secret-too-0123456789';

/** The built app on this database. */
export function startApp(databaseUrl: string): Promise<Server> {
	if (!existsSync('build/handler.js')) throw new Error('Run `npm run build` first.');
	return startServer('src/server.ts', { DATABASE_URL: databaseUrl, APP_SECRET: appSecret });
}

/** A script that listens on PORT and prints a line with "listens". */
export async function startServer(
	script: string,
	env: Record<string, string> = {},
	flags: string[] = []
): Promise<Server> {
	const port = await freePort();
	const origin = `http://127.0.0.1:${port}`;
	const child = spawn(process.execPath, [...flags, script], {
		env: {
			...process.env,
			LOG_LEVEL: 'warn',
			PORT: String(port),
			HOST: '127.0.0.1',
			ORIGIN: origin,
			...env
		},
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', (chunk: Buffer) => chunk.includes('listens') && resolve());
		child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
	});
	return {
		port,
		origin,
		cpu: () => processorTime(child.pid!),
		memory: () => residentMemory(child.pid!),
		stop: async () => {
			child.kill('SIGTERM');
			return ended;
		}
	};
}

/** Time on a processor of all its threads, from the scheduler (nanoseconds, unlike the ticks of /proc/PID/stat). */
function processorTime(pid: number): number {
	const threads = readdirSync(`/proc/${pid}/task`);
	const nanoseconds = threads.map((thread) =>
		Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
	);
	return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e6;
}

function residentMemory(pid: number): number {
	const [, kb] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
	return Number(kb) * 1024;
}

/** A free port below 32768, where the system does not hand out ports of its own accord. */
async function freePort(): Promise<number> {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		const free = await new Promise<boolean>((resolve) => {
			const probe = createServer().once('error', () => resolve(false));
			probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
		});
		if (free) return port;
	}
}
