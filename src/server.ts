import { createServer, type RequestListener } from 'node:http';
import type { House } from './lib/house.server.ts';
import { readConfig } from './lib/platform/config.ts';

const config = readConfig(process.env);
process.env['ORIGIN'] ??= config.origin;

// The build has its own copy of every module. Importing it runs its `init` hook (database up, schema migrated),
// which leaves the house where this process finds it; importing the modules here would open a second one.
const build = new URL('../build/handler.js', import.meta.url).href;
const { handler } = (await import(build)) as { handler: RequestListener };
const house = (globalThis as Record<symbol, unknown>)[Symbol.for('palaver.house')] as House;

const server = createServer(handler);
server.listen(config.port, config.host, () => console.log(`Palaver listens on ${config.origin}`));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
	process.once(signal, () => {
		server.close(() => void house.close().then(() => process.exit(0)));
		server.closeIdleConnections();
	});
}
