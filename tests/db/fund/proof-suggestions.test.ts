import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import type { Fact, FactSource } from '#lib/core/indicators/facts.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { printCodes } from '#lib/formats/events/feedback/codes.server.ts';
import { giveByCode } from '#lib/formats/events/feedback/give.server.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { suggestionsFor } from '#lib/formats/fund/proof/suggestions.server.ts';
import { formats } from '#lib/formats/registry.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { happened, runningSeries, type Happened } from '../../fixture/event-facts.ts';
import { fundRound } from '../../fixture/fund.ts';
import { runningProject } from '../../fixture/fund-proof.ts';

/** An activity of the organisation, and how many people it had on a day. */
type Held = Readonly<{
	title: string;
	placeId?: string;
	people: number;
	on?: string;
	own?: boolean;
}>;

async function suggested(held: readonly Held[], k = 5) {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const [ours, theirs] = await Promise.all(
		['Kochgruppe e.V.', 'Andere e.V.'].map((name) => organisation(db, name))
	);
	const { id } = await runningProject(db, fund, { organisationId: ours! });
	const facts: { activityId: string; people: number; on: string }[] = [];
	for (const {
		title,
		placeId = 'bielefeld-kesselbrink',
		people,
		on = '2026-05-02',
		own = true
	} of held) {
		const { id: activityId } = await db
			.insertInto('activities')
			.values({
				format: 'ideas',
				title: JSON.stringify({ de: title }),
				placeId,
				organisationId: own ? ours! : theirs!,
				locales: ['de'],
				status: 'finished',
				participantKey: randomBytes(32),
				retainUntil: '2099-12-31'
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		facts.push({ activityId, people, on });
	}
	const found = await suggestionsFor(db, await applicationOf(db, id), [telling(facts)], k);
	return found.map(({ title, people }) => ({ title: title['de'], people }));
}

const organisation = async (db: Db, name: string): Promise<string> =>
	(
		await db
			.insertInto('organisations')
			.values({ name, nameKey: name.toLowerCase(), kind: 'association' })
			.returning('id')
			.executeTakeFirstOrThrow()
	).id;

/** A format that tells one fact per person. */
const telling = (all: { activityId: string; people: number; on: string }[]): FactSource => ({
	format: 'test',
	kinds: ['idea'],
	query: () => sql<Fact>`
		select n::text as contribution, 'idea' as kind, (f ->> 'activityId')::uuid as activity_id, null::text as item_id,
			null::integer as round, true as final, 'bielefeld'::text as place_id, null::text as organisation,
			n::text as participant, (f ->> 'on')::date as occurred_on, null::float8 as value, null::text as outcome,
			false as missing
		from jsonb_array_elements(${JSON.stringify(all)}::jsonb) f, generate_series(1, (f ->> 'people')::integer) n`
});

test('the report is offered what the organisation did at the place meanwhile, with how many took part', async () => {
	expect(
		await suggested([
			{ title: 'Ideen für den Platz', people: 31 },
			{ title: 'Im Jahr davor', people: 20, on: '2025-05-02' },
			{ title: 'In Heepen', people: 20, placeId: 'bielefeld-heepen' },
			{ title: 'Von anderen', people: 20, own: false },
			{ title: 'Letzter Tag', people: 7, on: '2026-09-30' }
		])
	).toEqual([
		{ title: 'Ideen für den Platz', people: 31 },
		{ title: 'Letzter Tag', people: 7 }
	]);
});

test('fewer people than the small-cell rule allows are not counted out', async () => {
	expect(await suggested([{ title: 'Kleine Runde', people: 4 }])).toEqual([
		{ title: 'Kleine Runde', people: 'few' }
	]);
});

/** What the organisation of a running project, and others, did in a series of the city. */
async function asHosts(
	events: readonly (Partial<Happened> & { theirs?: true; faces?: number[] })[]
) {
	const { db } = await freshDatabase();
	const [ours, theirs] = [await organisation(db, 'Kochgruppe'), await organisation(db, 'Andere')];
	const { id } = await runningProject(db, await fundRound(db), { organisationId: ours });
	const series = await runningSeries(db);
	for (const { theirs: others, faces = [], ...event } of events) {
		const eventId = await happened(db, series, {
			...{ starts: ['2026-05-02T10:00'], organisationId: others ? theirs : ours },
			...event
		});
		const [date] = await datesOf(db, eventId);
		const sheet = { audience: 'visitors' as const, count: Math.max(1, faces.length) };
		const { codes } = await printCodes(db, series.moderator, { eventId, dateId: date!.id }, sheet);
		for (const [nth, face] of faces.entries()) {
			const said = { face, meetingPlace: null, words: '' };
			await giveByCode(db, anonymous, codes[nth]!, said, date!.endsAt);
		}
	}
	const sources = formats.map(({ facts }) => facts);
	const found = await suggestionsFor(db, await applicationOf(db, id), sources, 5);
	return found.map(({ title, from, people, opinions }) => ({
		...{ title: title['de'], from, people, opinions }
	}));
}

const called = (de: string): Pick<Happened, 'content'> => ({ content: { title: { de } } });

test('also what it was the host of in a series of the city: who was counted there, and how they liked it', async () => {
	expect(
		await asHosts([
			{ ...called('Kochen'), went: [31], faces: [5, 4, 5, 3, 1, 5] },
			{ ...called('Kochen bei anderen'), theirs: true, went: [40] },
			{ ...called('Im Jahr davor'), starts: ['2026-01-10T10:00'], went: [20] },
			{ ...called('Backen'), starts: ['2026-05-03T10:00', '2026-05-10T10:00'], went: [8, 12] }
		])
	).toEqual([
		{ title: 'Kochen', from: '2026-05-02', people: 31, opinions: { positive: 4, all: 6 } },
		{ title: 'Backen', from: '2026-05-03', people: 20, opinions: null }
	]);
});

test('of few people or answers no number is told, and where nobody counted that is no zero', async () => {
	expect(
		await asHosts([
			{ ...called('Zu zweit'), went: [2], faces: [5, 5] },
			{ ...called('Ungezählt'), starts: ['2026-05-03T10:00'] },
			{ ...called('Ausgefallen'), starts: ['2026-05-04T10:00'], went: ['notHeld'] }
		])
	).toEqual([
		{ title: 'Zu zweit', from: '2026-05-02', people: 'few', opinions: null },
		{ title: 'Ungezählt', from: '2026-05-03', people: 'unknown', opinions: null }
	]);
});

test('the facts of every format can be asked', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { id } = await runningProject(db, fund, { organisationId: await organisation(db, 'Wir') });
	const sources = formats.map(({ facts }) => facts);
	expect(await suggestionsFor(db, await applicationOf(db, id), sources, 5)).toEqual([]);
});
