import { openHouse } from '#lib/house.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { readConfig } from '#lib/platform/config.ts';

/** The database that the configuration names, at the newest schema; `close` also ends what was started for it. */
export async function openForScript(): Promise<{ db: Db; close(): Promise<void> }> {
	const house = await openHouse(readConfig(process.env));
	return { db: house.db, close: () => house.close() };
}
