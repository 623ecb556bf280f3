import { expect, test } from 'vitest';
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
