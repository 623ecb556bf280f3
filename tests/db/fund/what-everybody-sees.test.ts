import { expect, test } from 'vitest';
import { answerProjects, answerProjectsGeojson } from '#lib/formats/fund/funded/api.server.ts';
import { fundedCollectionSchema, fundedListSchema } from '#lib/formats/fund/funded/api-schema.ts';
import { fundedCsv } from '#lib/formats/fund/funded/csv.server.ts';
import { filterOf, noFilter } from '#lib/formats/fund/funded/filter.ts';
import { fundedProject, fundedProjects } from '#lib/formats/fund/funded/funded-projects.server.ts';
import { roundPage } from '#lib/formats/fund/funded/round-page.server.ts';
import { publicStates } from '#lib/formats/fund/funded/stages.ts';
import { statisticsOf } from '#lib/formats/fund/funded/statistics.ts';
import { archiveRound } from '#lib/formats/fund/retention.server.ts';
import { roundsByPlace } from '#lib/formats/fund/round/public-rounds.server.ts';
import { applicantKinds, initiators, outcomes, states } from '#lib/formats/fund/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ended, fundRound, revoked, type TestFund } from '../../fixture/fund.ts';

const now = new Date('2026-11-26T10:00:00Z');
const asked = (text: string) => filterOf(new URLSearchParams(text));
const titles = async (db: Db, fund: TestFund | null, query = '') =>
	(await fundedProjects(db, fund?.activityId ?? null, asked(query))).projects.map(
		({ title }) => title
	);

test('of all states and outcomes, only grants that the applicant was told of are public', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const named: string[] = [];
	for (const state of states) {
		for (const outcome of [null, ...outcomes]) {
			const title = `${state} ${outcome}`;
			await ended(db, fund, { state, outcome, title });
			const isGrant = outcome === 'granted' || outcome === 'conditions';
			if (isGrant && (publicStates as readonly string[]).includes(state)) named.push(title);
		}
	}
	expect(named).toHaveLength(12);
	expect((await titles(db, fund)).sort()).toEqual(named.sort());
	const { grants } = await fundedProjects(db, fund.activityId, noFilter);
	expect(grants).toHaveLength(14); // and the two that were revoked
	expect(JSON.stringify(grants)).not.toMatch(/revoked|title|Kochgruppe/);
});

test('what is not public has no page, as if it did not exist', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const rejected = await ended(db, fund, { state: 'notified', outcome: 'rejected' });
	const running = await ended(db, fund, { state: 'running' });
	for (const number of [rejected.number!, 4711])
		await expect(fundedProject(db, fund.activityId, number)).rejects.toMatchObject({
			kind: 'missing',
			reason: 'project_unknown'
		});
	expect(await fundedProject(db, fund.activityId, running.number!)).toMatchObject({
		stage: 'running',
		grantedCents: 50_000
	});
});

test('a revoked grant stays away, also while its money is demanded back and after that', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	for (const state of ['reclaimed', 'closed'] as const) {
		const { applicationId } = await ended(db, fund, { state, title: `widerrufen, dann ${state}` });
		await revoked(db, applicationId);
		await ended(db, fund, { state, title: `nur ${state}` });
	}
	expect((await titles(db, fund)).sort()).toEqual(['nur closed', 'nur reclaimed']);
	const { grants } = await fundedProjects(db, fund.activityId, noFilter);
	expect(statisticsOf(grants)).toMatchObject({ grants: 4, cents: 200_000 });
});

test('a group is told by its own name, never by that of the person who answers for it', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const group = await ended(db, fund, { state: 'running' });
	const person = await ended(db, fund, {
		state: 'running',
		set: { applicantName: ' NOUR  haddad' }
	});
	const association = await ended(db, fund, {
		state: 'running',
		set: { applicantKind: 'association', applicantName: 'Nour Haddad e.V.' }
	});
	const name = async ({ number }: { number: number | null }) =>
		(await fundedProject(db, fund.activityId, number!)).applicantName;
	expect(await name(group)).toBe('Kochgruppe Kesselbrink');
	expect(await name(person)).toBe('');
	expect(await name(association)).toBe('Nour Haddad e.V.');
	const everything = JSON.stringify(await fundedProjects(db, null, noFilter));
	expect(everything).not.toMatch(/nour@|DE0212/);
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await db.updateTable('fundApplications').set({ state: 'closed' }).execute();
	await archiveRound(db, fund.office, fund.activityId);
	expect(await name(person)).toBe('');
	expect(await name(group)).toBe('Kochgruppe Kesselbrink');
});

test('what was said at the end is told once the project is closed, not before', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const set = { succeeded: true, successes: 'Zwölf Abende', difficulties: 'Regen' };
	const early = await ended(db, fund, { state: 'proofSubmitted', set });
	const closed = await ended(db, fund, { state: 'closed', set });
	const told = async ({ number }: { number: number | null }) =>
		fundedProject(db, fund.activityId, number!);
	expect(await told(early)).toMatchObject({ succeeded: null, successes: '', difficulties: '' });
	expect(await told(closed)).toMatchObject(set);
});

test('drafts of rounds are unknown; the others stand by place, open ones first', async () => {
	const { db } = await freshDatabase();
	const [open, announced, draft] = [await fundRound(db), await fundRound(db), await fundRound(db)];
	const set = (fund: TestFund, status: string) =>
		db.updateTable('activities').set({ status }).where('id', '=', fund.activityId).execute();
	await set(announced, 'announced');
	await set(draft, 'draft');
	await ended(db, draft, { state: 'running', title: 'im Entwurf' });
	const [mitte, ...others] = await roundsByPlace(db, now);
	expect(others).toEqual([]);
	expect(mitte!.rounds.map(({ slug, open }) => [slug, open])).toEqual([
		[open.slug, true],
		[announced.slug, false]
	]);
	expect(mitte!.rounds[0]!.freeCents).toBe(2_184_000);
	expect(await titles(db, null)).toEqual([]);
	const config = { tileUrl: '', tileAttribution: '' };
	const look = { query: new URLSearchParams(), page: 1, now, locale: 'de' as const };
	await expect(roundPage(db, config, { slug: draft.slug, ...look })).rejects.toMatchObject({
		reason: 'round_unknown'
	});
	expect(await roundPage(db, config, { slug: open.slug, ...look })).toMatchObject({
		open: true,
		pot: { year: 2026, amountCents: 2_184_000, committedCents: 0 },
		voting: null,
		opensAt: null,
		closedAt: null
	});
	const [before, after] = [new Date('2026-12-01'), new Date('2026-11-01')];
	await db.updateTable('activities').set({ startsAt: before }).execute();
	expect(await roundPage(db, config, { slug: announced.slug, ...look })).toMatchObject({
		open: false,
		opensAt: before
	});
	await db.updateTable('activities').set({ startsAt: null, endsAt: after }).execute();
	expect(await roundPage(db, config, { slug: open.slug, ...look })).toMatchObject({
		open: false,
		closedAt: after
	});
});

test('statistics equal a recount with the rows in hand, for every filter', async () => {
	const { db } = await freshDatabase();
	const funds = [await fundRound(db), await fundRound(db)];
	await db.updateTable('fundPots').set({ year: 2025 }).where('id', '=', funds[1]!.potId).execute();
	const places = ['bielefeld-kesselbrink', 'bielefeld-mitte', 'bielefeld-heepen'];
	const rows = Array.from({ length: 36 }, (_, n) => ({
		fund: funds[n % 2]!,
		year: n % 2 ? 2025 : 2026,
		state: (['running', 'closed', 'revoked', 'ready'] as const)[n % 4]!,
		placeId: places[n % 3]!,
		applicantKind: applicantKinds[(n >> 1) % 3]!,
		initiatedBy: [...initiators, null][(n >> 2) % 4]!,
		grantedCents: 1_000 + 37 * n * n
	}));
	for (const { fund, state, grantedCents, year: _, ...set } of rows)
		await ended(db, fund, { state, grantedCents, set });
	const counted = rows.filter(({ state }) => state !== 'ready');
	for (const [query, passes] of [
		['', () => true],
		['year=2025', ({ year }) => year === 2025],
		['place=bielefeld-mitte', ({ placeId }) => placeId !== 'bielefeld-heepen'],
		['kind=group&kind=provider', ({ applicantKind }) => applicantKind !== 'association'],
		['state=finished', ({ state }) => state === 'closed'],
		['year=2026&place=bielefeld-heepen', (r) => r.year === 2026 && r.placeId.endsWith('heepen')]
	] as [string, (row: (typeof rows)[number]) => boolean][]) {
		const expected = counted.filter(passes);
		const sumBy = (key: (row: (typeof rows)[number]) => string) =>
			Object.fromEntries(
				[...Map.groupBy(expected, key)].map(([name, own]) => [
					name,
					[own.length, own.reduce((sum, { grantedCents }) => sum + grantedCents, 0)]
				])
			);
		const { grants, projects } = await fundedProjects(db, null, asked(query));
		const told = statisticsOf(grants);
		const table = (parts: typeof told.years) =>
			Object.fromEntries(parts.map(({ key, grants, cents }) => [key, [grants, cents]]));
		expect(told.grants, query).toBe(expected.length);
		expect(table(told.years)).toEqual(sumBy(({ year }) => String(year)));
		expect(table(told.places)).toEqual(sumBy(({ placeId }) => placeId));
		expect(table(told.kinds)).toEqual(sumBy(({ applicantKind }) => applicantKind));
		expect(table(told.initiators)).toEqual(sumBy(({ initiatedBy }) => initiatedBy ?? 'unknown'));
		expect(projects).toHaveLength(expected.filter(({ state }) => state !== 'revoked').length);
	}
});

test('programs get what the schemas say: as a list, in a box, and a problem for an unknown round', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await ended(db, fund, { state: 'running', title: 'Hier', set: { lat: 52.02, lng: 8.53 } });
	await ended(db, fund, { state: 'closed', title: 'Ohne Punkt' });
	await ended(db, fund, { state: 'notified', outcome: 'rejected', title: 'Abgelehnt' });
	const request = (query = '') => new Request(`https://palaver.example/api?${query}`);
	const list = await answerProjects(request(), db, fund.slug);
	const { projects } = fundedListSchema.parse(await list.json());
	expect(projects.map(({ title, href }) => [title, href])).toEqual([
		['Ohne Punkt', `/fund/${fund.slug}/projects/2`],
		['Hier', `/fund/${fund.slug}/projects/1`]
	]);
	const features = async (query: string) =>
		fundedCollectionSchema
			.parse(await (await answerProjectsGeojson(request(query), db, fund.slug)).json())
			.features.map(({ geometry, properties }) => [properties.title, geometry?.coordinates]);
	expect(await features('')).toEqual([
		['Ohne Punkt', undefined],
		['Hier', [8.53, 52.02]]
	]);
	expect(await features('bbox=8.5,52,8.6,52.1')).toEqual([['Hier', [8.53, 52.02]]]);
	expect(await features('bbox=8.6,52,8.7,52.1')).toEqual([]);
	expect((await answerProjects(request(), db, 'nirgends')).status).toBe(404);
	expect((await answerProjectsGeojson(request('bbox=1,2'), db, null)).status).toBe(400);
	const again = new Request('https://palaver.example/api', {
		headers: { 'if-none-match': list.headers.get('etag')! }
	});
	expect((await answerProjects(again, db, fund.slug)).status).toBe(304);
});

test('the table keeps a name from becoming a formula, and cents from becoming anything else', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	await ended(db, fund, {
		state: 'running',
		title: '=HYPERLINK("https://evil.example")',
		grantedCents: 123_405
	});
	const { body } = await fundedCsv(db, fund.activityId, noFilter, { fileName: 'x', locale: 'de' });
	const text = await new Response(body).text();
	expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
	expect(text).toContain('1234.05');
});
