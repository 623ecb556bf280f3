import { expect, test } from 'vitest';
import { filterOf, noFilter } from '#lib/formats/ideas/filter.ts';
import { isOverdue, type IdeaStatus } from '#lib/formats/ideas/rules.ts';
import { statisticsOf } from '#lib/formats/ideas/statistics/statistics.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { added, checked } from '../../fixture/idea-files.ts';
import { ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';

const context = { k: 5, today: '2026-11-25' };

const change = (db: Db, ideaId: string, values: object) =>
	db.updateTable('ideas').set(values).where('id', '=', ideaId).execute();

async function answer(db: Db, ideaId: string, answeredOn: string, more: object = {}) {
	await db
		.insertInto('ideaAnswers')
		.values({
			ideaId,
			status: 'planned',
			reason: JSON.stringify({ de: 'Die Bank kommt.' }),
			office: 'Umweltbetrieb',
			answeredOn,
			...more
		})
		.execute();
}

const numbers = (db: Db, { map }: TestMap, query = '') =>
	statisticsOf(db, map, query ? filterOf(new URLSearchParams(query)) : noFilter, context);

test('only what everybody sees is counted, by category, status, place, month and source', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [idea, barrier] = test.map.categories.map(({ id }) => id) as [string, string];
	for (const shape of [
		{ submittedOn: '2026-09-01' },
		{ submittedOn: '2026-11-02', status: 'done', categoryId: barrier },
		{ submittedOn: '2026-11-03', placeId: 'bielefeld-kesselbrink', source: 'paper' },
		{ submittedOn: '2020-01-01', visibility: 'waiting' }
	]) {
		const { ideaId } = await submitted(db, test);
		await change(db, ideaId, shape);
	}
	const { totals, categories, statuses, places, periods, sources } = await numbers(db, test);
	expect(totals.ideas).toBe(3);
	expect(categories).toEqual([
		{ key: idea, ideas: 2 },
		{ key: barrier, ideas: 1 }
	]);
	expect(statuses).toEqual([
		{ key: 'new', ideas: 2 },
		{ key: 'done', ideas: 1 }
	]);
	expect(places).toEqual([
		{ key: 'bielefeld-mitte', name: 'Mitte', ideas: 2 },
		{ key: 'bielefeld-kesselbrink', name: 'Kesselbrink', ideas: 1 }
	]);
	expect(periods).toEqual([
		{ key: '2026-09', ideas: 1 },
		{ key: '2026-10', ideas: 0 },
		{ key: '2026-11', ideas: 2 }
	]);
	expect(sources).toEqual([
		{ key: 'phone', ideas: 2 },
		{ key: 'paper', ideas: 1 }
	]);
	expect((await numbers(db, test, `category=${barrier}`)).totals).toMatchObject({
		ideas: 1,
		answered: 1
	});
});

test('people are told from five on, whatever they did; fewer are not told', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const support = (who: string) =>
		db
			.insertInto('ideaSupports')
			.values({ ideaId, participant: Buffer.from(who) })
			.execute();
	for (const who of ['a', 'b', 'c']) await support(who);
	expect((await numbers(db, test)).totals.participants).toBeNull();
	await support('d');
	expect((await numbers(db, test)).totals.participants).toBe(5);
	expect((await numbers(db, test, 'q=Kamel')).totals.participants).toBe(0);
});

test('the median counts days to the first answer given here, not to ones that came along', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	for (const days of ['2026-10-03', '2026-10-11']) {
		const { ideaId } = await submitted(db, test);
		await change(db, ideaId, { submittedOn: '2026-10-01' });
		await answer(db, ideaId, days);
		await answer(db, ideaId, '2026-11-20');
		await answer(db, ideaId, '2026-10-01', { withdrawnAt: new Date() });
	}
	expect((await numbers(db, test)).totals).toMatchObject({ daysToAnswer: 6, answered: 2 });
	const along = await checked(db, test, 'Titel,Status,Antwort,Datum\nA,geplant,Ja,2020-01-01\n');
	await added(db, test, along.id);
	expect((await numbers(db, test)).totals).toMatchObject({ daysToAnswer: 6, answered: 3 });
});

test('supports of an earlier procedure stand for themselves and count nobody', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await added(db, test, (await checked(db, test, 'Titel,Stimmen\nA,120\n')).id);
	expect((await numbers(db, test)).totals).toMatchObject({
		supports: 0,
		importedSupports: 120,
		participants: 0
	});
});

test('what is overdue here is what the rule calls overdue', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const cases: { status: IdeaStatus; submittedOn: string; answerDue: string | null }[] = [];
	for (const status of ['new', 'inReview', 'planned', 'done', 'notPossible'] as const)
		for (const submittedOn of ['2026-10-13', '2026-10-14', '2026-11-25'])
			for (const answerDue of [null, '2026-11-24', '2026-11-25'])
				cases.push({ status, submittedOn, answerDue });
	for (const values of cases) await change(db, (await submitted(db, test)).ideaId, values);
	const expected = cases.filter((idea) =>
		isOverdue(idea, test.map.answerWithin, context.today)
	).length;
	expect(expected).toBeGreaterThan(0);
	expect((await numbers(db, test)).totals.overdue).toBe(expected);
});
