import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { bindFromCatalogue } from '#lib/core/indicators/from-catalogue.server.ts';
import { lineage } from '#lib/core/indicators/lineage.server.ts';
import { measure } from '#lib/core/indicators/measure.server.ts';
import { computeDraft, releaseObservation } from '#lib/core/indicators/observations.server.ts';
import { suggestDefinition } from '#lib/core/indicators/suggest.ts';
import { measureWithIndicators } from '#lib/core/measures/reads.server.ts';
import { contactFacts } from '#lib/formats/contact/facts.server.ts';
import { contactsCsv } from '#lib/formats/contact/figures/csv.server.ts';
import { publicYear, statisticsOf } from '#lib/formats/contact/figures/statistics.server.ts';
import { withdrawMessage } from '#lib/formats/contact/message/go-on.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { contactPoint, daysLater, noted, sent, then } from '../../fixture/contact.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { importTheCatalogue } from '../../fixture/lebenslagen.ts';
import { recount } from '../../fixture/recount.ts';
import { staff } from '../../fixture/town.ts';

const sources = [contactFacts];

const told = async (db: Db) =>
	(await sql<Fact>`select * from (${contactFacts.query(db)}) f order by occurred_on`.execute(db))
		.rows;

test('a message and each of several talks tell a contact: way, place, day and topic, and nobody', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { messageId, writer } = await sent(db, test, { topicId: test.topicIds[1]! });
	const both = [test.topicIds[1]!, test.topicIds[0]!];
	await noted(db, test, { contacts: 3, way: 'phone', topicIds: both }, daysLater(1));
	const facts = await told(db);
	expect(facts.map((fact) => [fact.outcome, fact.placeId, fact.occurredOn, fact.itemId])).toEqual([
		['message', 'bielefeld-mitte', '2026-04-01', test.topicIds[1]],
		...Array.from({ length: 3 }, () => [
			'phone',
			'bielefeld-kesselbrink',
			'2026-04-02',
			test.topicIds[0]
		])
	]);
	expect(new Set(facts.map(({ contribution }) => contribution)).size).toBe(4);
	expect(facts.every(({ participant }) => participant === null)).toBe(true);
	expect(JSON.stringify(facts)).not.toContain(messageId);
	await withdrawMessage(db, writer, messageId, then);
	expect(await told(db)).toEqual(facts);
});

test('what never ran tells nothing', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	await sent(db, test);
	await db.updateTable('activities').set({ status: 'announced' }).execute();
	expect(await told(db)).toEqual([]);
});

test('topics are named for whoever narrows a definition', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const items = await contactFacts.items!(db, [test.activityId]);
	expect(items.map(({ itemId, name }) => [itemId, name['de']])).toEqual([
		[test.topicIds[0], 'Sicherheit'],
		[test.topicIds[1], 'Wohnen']
	]);
});

test('the catalogue asks for contacts per month', () => {
	const feed = { format: 'message', metric: 'perPeriodCount', note: '' };
	expect(suggestDefinition({ feed, per: 'month' }, sources)).toMatchObject({
		facts: { format: 'contact', kinds: ['contact'] },
		metric: { operation: 'perPeriodCount', period: 'month' }
	});
});

test('540-2.3c2 counts messages and talks per month as a hand does, and leads back to each', async () => {
	const { db } = await freshDatabase();
	await importTheCatalogue(db);
	const test = await contactPoint(db);
	const { activityId } = test;
	// January: 1 message and 3 talks. February: nothing. March: 2 messages and 5 talks.
	const on = (day: string) => new Date(`2026-${day}T10:00:00Z`);
	await sent(db, test, {}, on('01-05'));
	await noted(db, test, { contacts: 3 }, on('01-31'));
	await sent(db, test, {}, on('03-01'));
	await sent(db, test, {}, on('03-31'));
	await noted(db, test, { contacts: 4 }, on('03-10'));
	await noted(db, test, { way: 'street' }, on('03-11'));
	const indicatorKey = '540-2.3c2';
	await bindFromCatalogue(db, system, sources, { indicatorKey, activities: [activityId] });
	const draft = await computeDraft(db, system, sources, indicatorKey);
	await releaseObservation(db, system, sources, draft, 5);
	const { indicators } = await measureWithIndicators(db, '540-2', {
		k: 5,
		now: on('04-01'),
		sources,
		staleAfter: 0
	});
	const one = indicators.find(({ key }) => key === indicatorKey)!;
	expect(one).toMatchObject({ data: 'released', goal: 'notYet' });
	expect(one.current).toMatchObject({ withheld: null });
	const periods = one.current!.periods.map(({ key, n }) => [key, n]);
	expect(periods).toEqual([
		['2026-01-01', 4],
		['2026-02-01', 0],
		['2026-03-01', 7]
	]);
	const planner = await staff(db, 'planner', ['bielefeld', 'bielefeld-mitte']);
	const { contributions } = await lineage(db, planner, draft);
	expect(contributions).toHaveLength(11);
});

test('the engine agrees with a recount for whatever was noted', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const contact = fc.record({
		day: fc.integer({ min: 0, max: 120 }),
		contacts: fc.integer({ min: 1, max: 6 }),
		way: fc.constantFrom('talk' as const, 'phone' as const, 'street' as const)
	});
	await fc.assert(
		fc.asyncProperty(fc.array(contact, { minLength: 1, maxLength: 8 }), async (all) => {
			await db.deleteFrom('contactTalks').execute();
			for (const { day, ...talk } of all) await noted(db, test, talk, daysLater(day));
			const definition = {
				facts: { format: 'contact', kinds: ['contact'] },
				filter: { finalOnly: true },
				metric: {
					operation: 'perPeriodCount' as const,
					period: 'month' as const,
					meets: { comparator: '>=' as const, lower: 4, upper: null }
				}
			};
			const measured = await measure(db, sources, definition as never);
			const { value, n } = recount(await told(db), definition as never, []);
			expect([measured.value, measured.n]).toEqual([value, n]);
			expect(n).toBe(all.reduce((sum, { contacts }) => sum + contacts, 0));
		}),
		{ numRuns: 15 }
	);
});

test('the evaluation counts the same contacts by month, topic, place and way', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db, { topics: [{ id: null, name: { de: '=SUM(A1)' } }] });
	await sent(db, test);
	await noted(db, test, { contacts: 2 });
	await noted(db, test, { contacts: 3, way: 'street' }, daysLater(40));
	const planner = await staff(db, 'planner', ['bielefeld-mitte']);
	const statistics = await statisticsOf(db, planner, test.activityId, '2026-05-20');
	expect(statistics).toMatchObject({
		contacts: 6,
		months: [
			{ key: '2026-04', contacts: 3 },
			{ key: '2026-05', contacts: 3 }
		],
		topics: [
			{ key: test.topicIds[0], contacts: 5 },
			{ key: '', contacts: 1 }
		],
		places: [
			{ key: 'bielefeld-kesselbrink', contacts: 5, name: 'Kesselbrink' },
			{ key: 'bielefeld-mitte', contacts: 1 }
		],
		ways: [
			{ key: 'street', contacts: 3 },
			{ key: 'talk', contacts: 2 },
			{ key: 'message', contacts: 1 }
		],
		answered: 0,
		medianDays: null,
		overdue: 1
	});
	const { body } = await contactsCsv(db, planner, test.activityId, 'de');
	const text = await new Response(body).text();
	expect(text).toContain("'=SUM(A1)");
	expect(text).toContain('2026-05');
	await expect(
		statisticsOf(
			db,
			await staff(db, 'planner', ['bielefeld-heepen']),
			test.activityId,
			'2026-05-20'
		)
	).rejects.toMatchObject({ reason: 'not_allowed' });
});

test('everybody sees a year only where it is about enough contacts', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	await noted(db, test, { contacts: 4 });
	const year = () => publicYear(db, test.activityId, { year: 2026, k: 5 });
	expect(await year()).toBeNull();
	await sent(db, test);
	expect(await year()).toBe(5);
	expect(await publicYear(db, test.activityId, { year: 2025, k: 5 })).toBeNull();
});
