import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { bindFromCatalogue } from '#lib/core/indicators/from-catalogue.server.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { measure } from '#lib/core/indicators/measure.server.ts';
import { computeDraft, releaseObservation } from '#lib/core/indicators/observations.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import { suggestDefinition } from '#lib/core/indicators/suggest.ts';
import { measureWithIndicators } from '#lib/core/measures/reads.server.ts';
import { answerIdeas, withdrawAnswer } from '#lib/formats/ideas/answer-ideas.server.ts';
import type { AnswerInput } from '#lib/formats/ideas/answer-schema.ts';
import { ideaFacts } from '#lib/formats/ideas/facts.server.ts';
import { mergeIdeas } from '#lib/formats/ideas/merge-ideas.server.ts';
import { createProject, stepProject } from '#lib/formats/ideas/projects.server.ts';
import type { ProjectInput } from '#lib/formats/ideas/project-schema.ts';
import type { ProjectStatus } from '#lib/formats/ideas/rules.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { commentOn, ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';
import { importTheCatalogue } from '../../fixture/lebenslagen.ts';
import { recount } from '../../fixture/recount.ts';

const day = '2026-11-20';
const now = new Date('2026-11-26T10:00:00Z');
const sources = [ideaFacts];

const told = async (db: Db, kind: string) => {
	const { rows } = await sql<Fact>`
		select * from (${ideaFacts.query(db)}) f where kind = ${kind}
		order by occurred_on, contribution`.execute(db);
	return rows;
};

async function answered(
	db: Db,
	{ moderator, activityId }: TestMap,
	ideaId: string,
	status: AnswerInput['status'],
	today = day
): Promise<string> {
	const last = () =>
		db
			.selectFrom('ideaAnswers')
			.select('id')
			.where('ideaId', '=', ideaId)
			.where('withdrawnAt', 'is', null)
			.orderBy('sequence', 'desc')
			.executeTakeFirst();
	const seen = { ideaId, lastAnswerId: (await last())?.id ?? null };
	const answer = { status, reason: { de: 'Weil.' }, office: 'Amt', dueOn: null };
	await answerIdeas(
		db,
		moderator,
		activityId,
		{ ideas: [seen], answer },
		{ today, origin: 'https://palaver.example' }
	);
	return (await last())!.id;
}

const organisation = async (db: Db, name: string) =>
	(
		await db
			.insertInto('organisations')
			.values({ name, nameKey: name.toLowerCase(), kind: 'provider' })
			.returning('id')
			.executeTakeFirstOrThrow()
	).id;

const projectOf = (
	db: Db,
	{ moderator, activityId }: TestMap,
	ideaIds: readonly string[],
	status: ProjectStatus,
	different: Partial<ProjectInput> = {}
) =>
	createProject(db, moderator, activityId, {
		ideaIds,
		project: {
			title: { de: 'Nachbarschaftsgarten' },
			summary: {},
			carrierId: null,
			measureCode: null,
			underAgreement: false,
			initiatedBy: 'residents',
			...different
		},
		step: { status, reachedOn: day, note: {} }
	});

test('an idea tells its author, category, day and present status; nobody can tell whose it is', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	await answered(db, test, ideaId, 'planned');
	const [fact] = await told(db, 'idea');
	expect(fact).toMatchObject({
		activityId: test.activityId,
		itemId: test.map.categories[0]!.id,
		outcome: 'planned',
		placeId: 'bielefeld-mitte',
		final: true,
		participant: expect.stringMatching(/^[0-9a-f]{64}$/)
	});
	expect(JSON.stringify(fact)).not.toContain(ideaId);
});

test('each status reached is told once, on its first day, until it is taken back', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	await answered(db, test, ideaId, 'planned', '2026-11-01');
	await answered(db, test, ideaId, 'planned', '2026-11-10');
	const done = await answered(db, test, ideaId, 'done', '2026-11-20');
	const reached = async () =>
		(await told(db, 'status')).map(({ outcome, occurredOn, participant }) => [
			outcome,
			occurredOn,
			participant
		]);
	expect(await reached()).toEqual([
		['planned', '2026-11-01', null],
		['done', '2026-11-20', null]
	]);
	await withdrawAnswer(db, test.moderator, test.activityId, done, now);
	expect(await reached()).toEqual([['planned', '2026-11-01', null]]);
});

test('merged ideas count once, with the voices of both; comments of the city are no participation', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [a, b] = [await submitted(db, test), await submitted(db, test)];
	for (const [ideaId, name] of [
		[a.ideaId, 'x'],
		[a.ideaId, 'y'],
		[b.ideaId, 'y']
	] as const) {
		const participant = Buffer.from(name);
		await db.insertInto('ideaSupports').values({ ideaId, participant }).execute();
	}
	await commentOn(db, a.ideaId);
	const official = await commentOn(db, b.ideaId);
	await db
		.updateTable('ideaComments')
		.set({ participant: null, accountId: test.moderator.accountId })
		.where('id', '=', official)
		.execute();
	const merge = { ideaId: a.ideaId, intoId: b.ideaId };
	await mergeIdeas(db, test.moderator, test.activityId, merge, now);
	expect(await told(db, 'idea')).toHaveLength(1);
	expect(await told(db, 'support')).toHaveLength(2);
	expect(await told(db, 'comment')).toHaveLength(1);
});

test('what waits, is hidden or withdrawn tells nothing, nor does a map that never began', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	for (const change of [
		{ visibility: 'waiting' },
		{ visibility: 'hidden', hiddenReason: 'spam' },
		{ visibility: 'withdrawn' }
	]) {
		const { ideaId } = await submitted(db, test);
		await answered(db, test, ideaId, 'done');
		await db
			.insertInto('ideaSupports')
			.values({ ideaId, participant: Buffer.from('x') })
			.execute();
		await commentOn(db, ideaId);
		await db.updateTable('ideas').set(change).where('id', '=', ideaId).execute();
	}
	const all = await sql`select * from (${ideaFacts.query(db)}) f`.execute(db);
	expect(all.rows).toEqual([]);
	await submitted(db, test);
	await db
		.updateTable('activities')
		.set({ status: 'announced' })
		.where('id', '=', test.activityId)
		.execute();
	expect(await told(db, 'idea')).toEqual([]);
});

test('a project from three ideas counts once; under an agreement it needs a carrier', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const ids = [];
	for (let n = 0; n < 5; n++) ids.push((await submitted(db, test)).ideaId);
	const carrierId = await organisation(db, 'AWO');
	await projectOf(db, test, ids.slice(0, 3), 'started', { underAgreement: true, carrierId });
	await projectOf(db, test, [ids[3]!], 'planned', { underAgreement: true });
	expect(
		(await told(db, 'project')).map(({ outcome, organisation, participant, itemId }) => [
			outcome,
			organisation,
			participant,
			itemId
		])
	).toEqual(
		expect.arrayContaining([
			['started', carrierId, null, null],
			['planned', null, null, null]
		])
	);
	expect(await told(db, 'lufProject')).toMatchObject([
		{ outcome: 'started', organisation: carrierId }
	]);
	await stepProject(
		db,
		test.moderator,
		test.activityId,
		{ number: 1, version: 1 },
		{ status: 'done', reachedOn: '2026-11-25', note: {} }
	);
	expect(await told(db, 'lufProject')).toMatchObject([
		{ outcome: 'done', occurredOn: '2026-11-25' }
	]);
	await expect(projectOf(db, test, [ids[0]!, ids[4]!], 'planned')).rejects.toMatchObject({
		reason: 'has_project'
	});
});

test('the engine counts them as a person with the list in hand would', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const other = await ideaMap(db);
	for (const [index, status] of ['planned', 'done', 'started', 'done', 'notPossible'].entries()) {
		const map = index % 2 ? other : test;
		const { ideaId } = await submitted(db, map, { categoryId: map.map.categories[index % 2]!.id });
		await answered(db, map, ideaId, status as AnswerInput['status'], `2026-11-1${index}`);
	}
	const places = (
		await db.selectFrom('places').select(['id', 'kind', 'parentId', 'structure']).execute()
	).map(({ structure: _, ...place }) => place);
	const facts = (await sql<Fact>`select * from (${ideaFacts.query(db)}) f`.execute(db)).rows;
	const define = (kind: string, filter: Partial<Definition['filter']>): Definition => ({
		facts: { format: 'ideas', kinds: [kind] },
		filter: { finalOnly: true, ...filter },
		metric: { operation: 'count' }
	});
	for (const definition of [
		define('idea', {}),
		define('idea', { outcomes: ['done'] }),
		define('status', { outcomes: ['done'] }),
		define('status', { outcomes: ['done'], activities: [other.activityId] }),
		define('status', { items: [test.map.categories[0]!.id] }),
		define('status', { from: '2026-11-12', place: 'bielefeld-mitte' })
	]) {
		expect(await measure(db, sources, definition)).toMatchObject(
			recount(facts, definition, places)
		);
	}
});

test('the catalogue’s note says which facts count', () => {
	const suggested = (note: string) =>
		suggestDefinition({ feed: { format: 'ideaMap', metric: 'count', note }, per: null }, sources);
	expect(suggested('Gemeldete Barrieren; nur Status „abgebaut“ zählt')).toMatchObject({
		facts: { kinds: ['status'] },
		filter: { outcomes: ['done'] }
	});
	expect(suggested('alle Ideen')).toMatchObject({ facts: { kinds: ['idea'] } });
	expect(suggested('alle Ideen')!.filter.outcomes).toBeUndefined();
});

test('500-4.2, 540-2.1d1, 540-2.1e, 540-2.3e and 540-3.2a come from ideas and projects, also where few people are behind them', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const test = await ideaMap(db);
	const ids: string[] = [];
	for (let n = 0; n < 8; n++) ids.push((await submitted(db, test)).ideaId);
	await answered(db, test, ids[0]!, 'done');
	await answered(db, test, ids[1]!, 'planned');
	await answered(db, test, ids[1]!, 'done');
	await answered(db, test, ids[2]!, 'planned');
	const carrierId = await organisation(db, 'AWO');
	await projectOf(db, test, ids.slice(3, 5), 'started', { carrierId, underAgreement: true });
	await projectOf(db, test, [ids[5]!], 'done');
	await projectOf(db, test, [ids[6]!], 'planned', { carrierId, underAgreement: true });
	const expected = { '500-4.2': 2, '540-2.1d1': 2, '540-2.1e': 2, '540-2.3e': 2, '540-3.2a': 1 };
	for (const [indicatorKey, value] of Object.entries(expected)) {
		await bindFromCatalogue(db, system, sources, { indicatorKey, activities: [test.activityId] });
		const draft = await computeDraft(db, system, sources, indicatorKey);
		await releaseObservation(db, system, sources, draft, 5);
		const code = indicatorKey.split('.')[0]!;
		const { indicators } = await measureWithIndicators(db, code, {
			k: 5,
			now,
			sources,
			staleAfter: 0
		});
		const one = indicators.find(({ key }) => key === indicatorKey)!;
		expect(one, indicatorKey).toMatchObject({
			data: 'released',
			current: { value, withheld: null, activities: [{ key: test.activityId, n: value }] }
		});
	}
});
