import type { Means } from '#lib/core/people/means.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { Memory } from './secrets.ts';

/** What every scene needs: the database for the use cases, the public address for the phones. */
export type Demo = Readonly<{
	database: Database;
	db: Database['db'];
	means: Means;
	/** Public address, as in links. */
	origin: string;
	/** Where the story's own phones reach the server. */
	phonesAt: string;
	memory: Memory;
	smallCellK: number;
}>;
