import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { archiveRound } from '#lib/formats/fund/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ended, fundRound, type TestFund } from '../../fixture/fund.ts';

const finish = (db: Db, { activityId }: TestFund) =>
	db.updateTable('activities').set({ status: 'finished' }).where('id', '=', activityId).execute();

test('a revoked grant is over; one whose money is demanded back is waited for', async () => {
	const { db } = await freshDatabase();
	const [over, waiting] = [await fundRound(db), await fundRound(db)];
	await ended(db, over, { state: 'revoked' });
	await ended(db, waiting, { state: 'reclaimed' });
	for (const fund of [over, waiting]) await finish(db, fund);
	await archiveRound(db, over.office, over.activityId);
	await expect(archiveRound(db, waiting.office, waiting.activityId)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('archiving waits for whoever is at work on an application, and looks at what they did', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { applicationId } = await ended(db, fund, { state: 'closed' });
	await finish(db, fund);
	let archiving: Promise<unknown> | undefined;
	await db.transaction().execute(async (trx) => {
		const own = trx.updateTable('fundApplications').where('id', '=', applicationId);
		await own.set({ state: 'reclaimed' }).execute();
		archiving = archiveRound(db, fund.office, fund.activityId).catch((error: unknown) => error);
		await vi.waitFor(async () => {
			const waiting = await sql`select from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
			expect(waiting.rows).toHaveLength(1);
		}, 10_000);
	});
	expect(await archiving).toMatchObject({ reason: 'not_possible_now' });
	expect(await db.selectFrom('fundContacts').select('name').execute()).toHaveLength(1);
});
