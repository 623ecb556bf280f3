import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { commandOf } from '#lib/platform/db/embedded/processes.server.ts';

/** Something outside is in the way; the message says what to do. */
export class DemoError extends Error {
	override name = 'DemoError';
}

/** @throws DemoError naming who has the port, as far as the system tells */
export async function demandFreePort(port: number, host: string): Promise<void> {
	const code = await new Promise<string | null>((resolve) => {
		const probe = createServer().once('error', (error: NodeJS.ErrnoException) =>
			resolve(error.code ?? 'error')
		);
		probe.listen(port, host, () => probe.close(() => resolve(null)));
	});
	if (code === null) return;
	const reason =
		code === 'EADDRINUSE' ? `is taken${holderOf(port)}` : `on ${host} cannot be used (${code})`;
	throw new DemoError(`Port ${port} ${reason}. Choose another one: PORT=${port + 1} npm run demo`);
}

function holderOf(port: number): string {
	try {
		const listening = execFileSync('ss', ['-Hltnp', `sport = :${port}`], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore']
		});
		const [, pid] = /users:\(\("[^"]+",pid=(\d+)/.exec(listening) ?? [];
		return pid ? ` by process ${pid} (${commandOf(Number(pid)).trim().slice(0, 60)})` : '';
	} catch {
		return ''; // no ss on this system
	}
}

/** The production server in a group of its own, so that Ctrl+C reaches it once, through us. */
export async function startServer(): Promise<ChildProcess> {
	const server = spawn(process.execPath, ['src/server.ts'], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: { LOG_LEVEL: 'warn', ...process.env },
		detached: true
	});
	await new Promise<void>((resolve, reject) => {
		server.stdout.on('data', (chunk: Buffer) => {
			if (chunk.includes('listens on')) resolve();
			else process.stdout.write(chunk);
		});
		server.once('exit', () => reject(new DemoError('The server did not start; see above.')));
	});
	return server;
}
