import { expect, test } from 'vitest';
import { freshDatabase } from '../fixture/database.ts';

/** The driver tells of a lost connection by an `error` event; where nobody listens, that ends the process. */
test('a connection that is lost inside a transaction ends the transaction and not the process', async () => {
	const { db, pool } = await freshDatabase();
	const unheard: unknown[] = [];
	const hear = (error: unknown) => void unheard.push(error);
	process.prependOnceListener('uncaughtException', hear);
	try {
		const held = await pool.connect();
		const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
		const gone = new Promise((resolve) => held.once('end', resolve));
		await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
		await gone;
		await expect(held.query('select 1')).rejects.toThrow();
		held.release(true);
		expect(unheard).toEqual([]);
		expect(await db.selectFrom('places').select('id').limit(1).execute()).toBeDefined();
	} finally {
		process.removeListener('uncaughtException', hear);
	}
});
