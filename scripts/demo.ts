/**
 * npm run demo: a quarter to look around in. Builds if needed, starts the production server, tells the story through
 * the same use cases as everybody's and prints where to go. Again: the same house goes on. -- --reset: begins anew.
 */
import type { ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig, type Config } from '#lib/platform/config.ts';
import { BuildBusyError, buildIfNeeded } from './build-if-needed.ts';
import { takeFolder } from './demo/locks.ts';
import { reset } from './demo/reset.ts';
import { demandFreePort, DemoError, startServer } from './demo/server.ts';

const { values: options } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
const running: { server?: ChildProcess } = {};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => (running.server ? running.server.kill('SIGTERM') : process.exit(130)));
}
try {
	await run(readConfig(process.env));
} catch (error) {
	running.server?.kill('SIGTERM');
	const explained = [DemoError, ConfigError, BuildBusyError].some((kind) => error instanceof kind);
	console.error(explained && error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
	takeFolder(config.dataDir);
	await demandFreePort(config.port, config.host);
	if (options.reset) reset(config);
	await buildIfNeeded();
	running.server = await startServer();
	running.server.once('exit', (code) => process.exit(code ?? 1));
	// Imported only now: the use cases need the compiled messages, which a fresh clone has after its first build.
	const { present } = await import('./demo/present.ts');
	await present();
}
