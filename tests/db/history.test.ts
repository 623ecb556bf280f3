import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { record } from '#lib/core/history/record.server.ts';
import { freshDatabase } from '../fixture/database.ts';

test('a history entry vanishes with the change it tells', async () => {
	const { db } = await freshDatabase();
	const change = db.transaction().execute(async (trx) => {
		await record(trx, system, {
			action: 'place.imported',
			subjectKind: 'place',
			subjectId: 'bielefeld'
		});
		throw new Error('the change failed');
	});
	await expect(change).rejects.toThrow('the change failed');
	expect(await db.selectFrom('history').selectAll().execute()).toEqual([]);
});
