import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { House } from './lib/house.server.ts';
import { readConfig } from './lib/platform/config.ts';
import { sessionCookie } from './lib/core/people/sessions/cookie-name.ts';
import { startProblem } from './lib/platform/start-problem.ts';
import { largestBody } from './lib/platform/http/body-limit.ts';
import { frameworkOrigin } from './lib/platform/http/framework-origin.ts';
import { admitOneClick } from './lib/platform/http/one-click.ts';
import { buildFiles } from './lib/platform/http/build-files.server.ts';
import { compressedPages } from './lib/platform/http/compressed-pages.server.ts';

process.once('uncaughtException', (error) => {
	console.error(startProblem(error));
	process.exit(1);
});
const config = readConfig(process.env);
const sayProtocol = frameworkOrigin(config, process.env);
process.env['BODY_SIZE_LIMIT'] ??= String(largestBody);

// The build has its own copy of every module. Importing it runs its `init` hook (database up, schema migrated),
// which leaves the house where this process finds it; importing the modules here would open a second one.
const build = new URL('../build/handler.js', import.meta.url).href;
const { handler } = (await import(build)) as { handler: RequestListener };
const house = (globalThis as Record<symbol, unknown>)[Symbol.for('palaver.house')] as House;

const fromMemory = buildFiles(fileURLToPath(new URL('../build/client/', import.meta.url)));
const compressed = compressedPages(sessionCookie);
// Three paths never reach the framework: 2.7 times the votes, 0.6 of the processor time per stream. They too come from
// the house: this process's own copies of the modules would not know the build's refusals.
const server = createServer((req, res) => {
	if (fromMemory(req, res)) return;
	sayProtocol(req.headers);
	admitOneClick(req, config.originOfRequest ? `http://${req.headers.host}` : config.origin);
	if (house.hotPaths(req, res)) return;
	compressed(req, res, () => {
		if (!house.joinPath(req, res)) handler(req, res);
	});
});

// A hall that scans a code at one moment connects faster than it is taken in: whom the usual 511 have no room for, the
// kernel leaves without an answer, and their phones try again after one second, then two, then four.
const queue = 4096;
server.listen(config.port, config.host, queue, () =>
	console.log(`Palaver listens on ${config.origin}`)
);

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

/** No new connections, votes on their way answered, streams ended, the last answers sent, then the database. */
async function stop(): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	await house.quiesce();
	const idle = setInterval(() => server.closeIdleConnections(), 50);
	const late = setTimeout(() => server.closeAllConnections(), 5000);
	await closed;
	clearInterval(idle);
	clearTimeout(late);
	await house.close();
	process.exit(0);
}
