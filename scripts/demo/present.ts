import { shareControl } from '#lib/formats/live/control-links.server.ts';
import { openForScript, type ScriptHouse } from '../open-database.ts';
import type { Demo } from './demo.ts';
import { actorOf } from './people.ts';
import { isDemo, remember } from './secrets.ts';
import { DemoError } from './server.ts';
import { tellStory } from './story.ts';
import { printTable } from './table.ts';

/**
 * Tells the story in the running house, as far as it is not told yet, and prints where to go.
 * @throws DemoError when the house belongs to somebody else
 */
export async function present(): Promise<void> {
	const house = await openForScript();
	try {
		await demandOurs(house);
		await tell(house);
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

async function tell(house: ScriptHouse): Promise<void> {
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
	printTable(demo, story, key);
}
