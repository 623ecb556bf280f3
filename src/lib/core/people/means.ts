import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/db/database.server.ts';

/** What use cases about people need of the running process; a `House` is one. */
export type Means = Readonly<{
	db: Db;
	clock: Clock;
	config: Pick<Config, 'appSecret' | 'origin'>;
}>;
