import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Fact, FactSource } from '#lib/core/indicators/facts.ts';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { suggestionsFor } from '#lib/formats/fund/proof/suggestions.server.ts';
import { formats } from '#lib/formats/registry.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
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
		{ title: 'Kleine Runde', people: null }
	]);
});

test('the facts of every format can be asked', async () => {
	const { db } = await freshDatabase();
	const fund = await fundRound(db);
	const { id } = await runningProject(db, fund, { organisationId: await organisation(db, 'Wir') });
	const sources = formats.map(({ facts }) => facts);
	expect(await suggestionsFor(db, await applicationOf(db, id), sources, 5)).toEqual([]);
});
