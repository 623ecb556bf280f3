import { expect, test } from 'vitest';
import type { AccountActor } from '#lib/access/actor.ts';
import {
	cursorOf,
	noFilter,
	pageQuery,
	type ApplicationFilter
} from '#lib/formats/fund/review/filter.ts';
import {
	countStates,
	listApplications,
	pageSize
} from '#lib/formats/fund/review/list-applications.server.ts';
import { exportApplications } from '#lib/formats/fund/review/export-applications.server.ts';
import { listRounds } from '#lib/formats/fund/round/list-rounds.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { applied, ended, fundRound, type TestFund } from '../../fixture/fund.ts';
import { staff } from '../../fixture/town.ts';

const ladder = {
	competences: [
		{ body: 'office' as const, upToCents: 50_000 },
		{ body: 'jury' as const, upToCents: 100_000 },
		{ body: 'committee' as const, upToCents: null }
	]
};

const titles = async (
	db: Db,
	fund: TestFund,
	filter: Partial<ApplicationFilter>,
	actor = fund.office
) =>
	(await listApplications(db, actor, fund.activityId, { ...noFilter, ...filter }, null)).rows.map(
		({ title }) => title
	);

test('it is found by words, number, state, body, kind and place', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db, { rules: ladder });
	await applied(db, fund, { title: 'Kochen', askedCents: 40_000, state: 'submitted' });
	await applied(db, fund, { title: 'Fußball 100%', askedCents: 80_000, state: 'ready' });
	await applied(db, fund, { title: 'Bühne', askedCents: 120_000, state: 'ready' });
	expect(await titles(db, fund, {})).toEqual(['Bühne', 'Fußball 100%', 'Kochen']);
	expect(await titles(db, fund, { text: 'FUSSBALL' })).toEqual([]);
	expect(await titles(db, fund, { text: 'fußb' })).toEqual(['Fußball 100%']);
	expect(await titles(db, fund, { text: '0%' })).toEqual(['Fußball 100%']);
	expect(await titles(db, fund, { text: 'kochgruppe' })).toHaveLength(3);
	expect(await titles(db, fund, { text: '3' })).toEqual(['Bühne']);
	expect(await titles(db, fund, { state: 'ready' })).toEqual(['Bühne', 'Fußball 100%']);
	expect(await titles(db, fund, { body: 'jury' })).toEqual(['Fußball 100%']);
	expect(await titles(db, fund, { body: 'committee', state: 'submitted' })).toEqual([]);
	expect(await titles(db, fund, { kind: 'provider' })).toEqual([]);
	expect(await titles(db, fund, { kind: 'group', order: 'oldest' })).toEqual([
		'Kochen',
		'Fußball 100%',
		'Bühne'
	]);
	expect(await titles(db, fund, { placeId: 'bielefeld-mitte' })).toHaveLength(3);
	expect(await titles(db, fund, { placeId: 'bielefeld-heepen' })).toEqual([]);
	expect(await countStates(db, fund.office, fund.activityId)).toEqual({ submitted: 1, ready: 2 });
});

test('a draft is in no list', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await db
		.insertInto('fundApplications')
		.values({ activityId: fund.activityId, title: 'Noch geheim' })
		.execute();
	expect(await titles(db, fund, {})).toEqual([]);
	expect(await countStates(db, fund.office, fund.activityId)).toEqual({});
	expect((await listRounds(db, fund.office))[0]!.counts).toEqual({});
});

test.each(['newest', 'oldest', 'sum'] as const)(
	'page after page in the order %s shows each once, and the way back the same pages',
	async (order) => {
		const { db } = await freshDatabase();
		const fund = await fundRound(db);
		const many = 2 * pageSize + 7;
		await db
			.insertInto('fundApplications')
			.values(
				Array.from({ length: many }, (_, index) => ({
					activityId: fund.activityId,
					number: index + 1,
					state: 'submitted',
					version: 1,
					title: `Antrag ${index + 1}`,
					// Many with the same sum: the order among them must not depend on chance.
					askedCents: (index % 5) * 10_000
				}))
			)
			.execute();
		const filter = { ...noFilter, order };
		const at = (query: string) => cursorOf(new URLSearchParams(query));
		const page = (query: string) =>
			listApplications(db, fund.office, fund.activityId, filter, at(query));
		const forth = [await page('')];
		while (forth.at(-1)!.after) forth.push(await page(pageQuery(filter, forth.at(-1)!.after!)));
		const seen = forth.flatMap(({ rows }) => rows.map(({ number }) => number));
		expect(forth).toHaveLength(3);
		expect(new Set(seen).size).toBe(many);
		const back = [forth.at(-1)!];
		while (back[0]!.before) back.unshift(await page(pageQuery(filter, back[0]!.before)));
		expect(back.map(({ rows }) => rows)).toEqual(forth.map(({ rows }) => rows));
	}
);

test('what belongs to one’s own organisation, or was declared a conflict, is not there: list, counts, export', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { id: organisationId } = await db
		.insertInto('organisations')
		.values({ name: 'Sportclub', nameKey: 'sportclub', kind: 'association' })
		.returning('id')
		.executeTakeFirstOrThrow();
	await applied(db, fund, { title: 'Unser eigener', organisationId });
	const declared = await applied(db, fund, { title: 'Von meiner Schwester' });
	await applied(db, fund, { title: 'Von Fremden' });
	const juror: AccountActor = {
		...(fund.juror as AccountActor),
		organisations: [{ id: organisationId, role: 'member' }]
	};
	await db
		.insertInto('fundConflicts')
		.values({ applicationId: declared.applicationId, accountId: juror.accountId })
		.execute();
	expect(await titles(db, fund, {}, juror)).toEqual(['Von Fremden']);
	expect(await titles(db, fund, { text: 'Schwester' }, juror)).toEqual([]);
	expect(await countStates(db, juror, fund.activityId)).toEqual({ ready: 1 });
	expect((await listRounds(db, juror))[0]!.counts).toEqual({ ready: 1 });
	const { body } = await exportApplications(db, juror, fund.activityId, noFilter, 'csv');
	const file = await new Response(body).text();
	expect(file).toContain('Von Fremden');
	expect(file).not.toContain('Schwester');
	expect(file).not.toContain('eigener');
	expect(await titles(db, fund, {})).toHaveLength(3);
});

test('rounds and applications of other places are not there, and nobody without a role is let in', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await applied(db, fund);
	const elsewhere = await staff(db, 'fundOffice', ['bielefeld-heepen']);
	expect(await listRounds(db, elsewhere)).toEqual([]);
	await expect(
		listApplications(db, elsewhere, fund.activityId, noFilter, null)
	).rejects.toMatchObject({ kind: 'forbidden' });
	const moderator = await staff(db, 'moderator', ['bielefeld']);
	await expect(listRounds(db, moderator)).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a file that is taken along names no contact, keeps formulas from running, and is in the history', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await applied(db, fund, { title: '=HYPERLINK("http://evil.example")', askedCents: 123_450 });
	const { body, fileName } = await exportApplications(
		db,
		fund.office,
		fund.activityId,
		noFilter,
		'csv'
	);
	const file = await new Response(body).text();
	expect(fileName).toBe(`palaver-${fund.slug}.csv`);
	expect(file).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
	expect(file).toContain('1234.5');
	expect(file).not.toContain('nour@example.org');
	const entry = await db
		.selectFrom('history')
		.select(['action', 'detail'])
		.where('action', '=', 'fund.exported')
		.executeTakeFirst();
	expect(entry).toMatchObject({ detail: { format: 'csv' } });
});

test('grants that were given up or revoked are no longer part of what a round has granted', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	for (const state of ['running', 'withdrawn', 'lapsed', 'revoked'] as const)
		await ended(db, fund, { state, grantedCents: 10_000 });
	expect((await listRounds(db, fund.office))[0]).toMatchObject({
		askedCents: 360_000,
		grantedCents: 10_000
	});
});
