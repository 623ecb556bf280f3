/**
 * npm run demo: a quarter to look around in. Builds if needed, starts the production server, tells the story through
 * the same use cases as everybody's and prints where to go. Again: the same house goes on. -- --reset: begins anew.
 */
import type { ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import { shareControl } from '#lib/formats/live/control-links.server.ts';
import { ConfigError, readConfig, type Config } from '#lib/platform/config.ts';
import { buildIfNeeded } from './build-if-needed.ts';
import type { Demo } from './demo/demo.ts';
import { actorOf } from './demo/people.ts';
import { reset } from './demo/reset.ts';
import { isDemo, remember } from './demo/secrets.ts';
import { demandFreePort, DemoError, startServer } from './demo/server.ts';
import { tellStory } from './demo/story.ts';
import { printTable } from './demo/table.ts';
import { openForScript, type ScriptHouse } from './open-database.ts';

const { values: options } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
const running: { server?: ChildProcess } = {};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => (running.server ? running.server.kill('SIGTERM') : process.exit(130)));
}
try {
	await run(readConfig(process.env));
} catch (error) {
	running.server?.kill('SIGTERM');
	const explained = error instanceof DemoError || error instanceof ConfigError;
	console.error(explained ? error.message : error);
	process.exitCode = 1;
}

async function run(config: Config): Promise<void> {
	await demandFreePort(config.port, config.host);
	if (options.reset) reset(config);
	await buildIfNeeded();
	running.server = await startServer();
	running.server.once('exit', (code) => process.exit(code ?? 1));
	const house = await openForScript();
	try {
		await demandOurs(house);
		await present(house);
	} finally {
		await house.close();
	}
}

/** People with a known password must not get into a house that somebody works with. */
async function demandOurs({ db, config }: ScriptHouse): Promise<void> {
	if (isDemo(config.dataDir)) return;
	const account = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst();
	if (!account) return;
	throw new DemoError(
		`The database already has people, and they are not the demo's. Give the demo a folder of its own: DATA_DIR=./demo-data npm run demo`
	);
}

async function present(house: ScriptHouse): Promise<void> {
	const { config, clock } = house;
	const demo: Demo = {
		database: house,
		db: house.db,
		means: house,
		// The phones of the story are on this machine, whatever the public address is.
		phonesAt: `http://127.0.0.1:${config.port}`,
		origin: config.origin,
		memory: remember(config.dataDir),
		smallCellK: config.smallCellK
	};
	demo.memory.keep();
	const story = await tellStory(demo);
	const moderator = await actorOf(demo, 'moderation@demo.example');
	const { key } = await shareControl(house.db, moderator, story.running.activityId, clock());
	printTable(demo, story.running, key);
}
