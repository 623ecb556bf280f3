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

test('a group under the name of its person loses it in what it handed in and in its letters, other groups keep theirs', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const names = ['nour  HADDAD', 'Kochgruppe Kesselbrink'];
	for (const applicantName of names) {
		const set = { applicantName };
		const { applicationId } = await ended(db, fund, { state: 'closed', set });
		const said = { applicantKind: 'group', applicantName, title: 'Kochen' };
		const content = JSON.stringify({ ...said, attachments: ['Nour_Haddad.pdf'] });
		await db
			.insertInto('fundVersions')
			.values({ applicationId, version: 1, content, submittedOn: '2026-01-15' })
			.execute();
		await db
			.insertInto('fundNotices')
			.values({ applicationId, number: 1, kind: 'grant', content, issuedOn: '2026-02-12' })
			.execute();
	}
	await finish(db, fund);
	await archiveRound(db, fund.office, fund.activityId);
	const kept = async (table: 'fundVersions' | 'fundNotices') =>
		(await db.selectFrom(table).select('content').execute()).map(
			({ content }) => content as Record<string, unknown>
		);
	for (const table of ['fundVersions', 'fundNotices'] as const)
		expect((await kept(table)).map((one) => one['applicantName']).sort()).toEqual(['', names[1]]);
	for (const one of await kept('fundVersions'))
		expect(one).toMatchObject({ title: 'Kochen', attachments: [] });
});
