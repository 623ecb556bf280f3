import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { log } from '../log.ts';
import type { DB } from './tables.ts';

/** The one way to the tables, outside a transaction or (as `Trx`) inside. */
export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

/** An open database: Kysely for everything, the pool below it for the hot paths and LISTEN. */
export type Database = { db: Db; pool: pg.Pool; url: string; close(): Promise<void> };

// int8 arrives as text and `date` as local midnight unless told otherwise. Counts here stay far below 2^53;
// a date is a day in a calendar, so it stays the text YYYY-MM-DD.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * Opens a pool for prepared statements that look rows up by key in tables which grow while they run. Each is planned
 * once per connection: PostgreSQL, left to choose, planned every batch of ballots anew for its number of rows, which
 * took as long as writing 30 of them. Such a plan is kept from when the table was small, where reading all of it looked
 * cheapest, so that choice is taken away: without this, single votes took 5 ms instead of 0.8 after 16,000 others.
 */
export function openLookupDatabase(url: string, max: number): Database {
	return openDatabase(url, max, '-c enable_seqscan=off -c plan_cache_mode=force_generic_plan');
}

/** Opens a pool of at most `max` connections, with further server settings in `options`. Nothing is connected before the first query. */
export function openDatabase(url: string, max = 10, options = ''): Database {
	const pool = new pg.Pool({ connectionString: url, max, application_name: 'palaver', options });
	// Without a listener a restart of PostgreSQL would end the process. The pool replaces the connection itself.
	pool.on('error', (error) =>
		log.warn({ code: (error as { code?: string }).code }, 'database connection lost')
	);
	// The pool listens only to connections that nobody uses. One that is lost inside a transaction would end the process
	// all the same; whoever uses it is told by the statement that fails.
	pool.on('connect', (client) => client.on('error', () => undefined));
	const db = new Kysely<DB>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
	});
	return { db, pool, url, close: () => db.destroy() };
}
