import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { measure } from '#lib/core/indicators/measure.server.ts';
import { markDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { eventFacts } from '#lib/formats/events/facts.server.ts';
import { cancelRegistration } from '#lib/formats/events/registration/change-registration.server.ts';
import type { Definition } from '#lib/core/indicators/schema.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { guest } from '../../fixture/event-registration.ts';
import { happened, looking, planning, runningSeries } from '../../fixture/event-facts.ts';
import { eventSeries, at, type TestSeries } from '../../fixture/events.ts';
import { recount } from '../../fixture/recount.ts';

const told = async (db: Db, kind?: string): Promise<Fact[]> => {
	const { rows } = await sql<Fact>`
		select * from (${eventFacts.query(db)}) f
		order by kind, occurred_on, contribution`.execute(db);
	return rows.filter((fact) => kind === undefined || fact.kind === kind);
};

const firstDate = async (db: Db, eventId: string) => (await datesOf(db, eventId))[0]!;

test('an event that recurs tells itself once, and each date that was held with its hours and its place', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	const eventId = await happened(db, series, {
		starts: ['2026-03-02T10:00', '2026-03-03T10:00', '2026-03-04T10:00', '2026-03-05T10:00'],
		went: ['notHeld', 'held', 'held', 'cancelled'],
		content: { kind: 'consultation', minutes: 90 },
		hostName: ' Treff  am Platz '
	});
	const dates = await datesOf(db, eventId);
	await db
		.updateTable('eventDates')
		.set({ placeId: 'bielefeld-heepen' })
		.where('id', '=', dates[2]!.id)
		.execute();
	const shared = {
		activityId: series.activityId,
		itemId: eventId,
		outcome: 'consultation',
		organisation: 'name:treff am platz',
		participant: null,
		final: true
	};
	expect(await told(db, 'event')).toMatchObject([{ ...shared, occurredOn: '2026-03-03' }]);
	expect(await told(db, 'recurringEvent')).toHaveLength(1);
	expect(await told(db, 'registrationEvent')).toEqual([]);
	expect(await told(db, 'date')).toMatchObject([
		{ ...shared, occurredOn: '2026-03-03', value: 1.5, placeId: 'bielefeld-kesselbrink' },
		{ ...shared, occurredOn: '2026-03-04', value: 1.5, placeId: 'bielefeld-heepen' }
	]);
	expect((await told(db, 'host')).map(({ placeId }) => placeId).sort()).toEqual([
		'bielefeld-heepen',
		'bielefeld-kesselbrink'
	]);
	expect(JSON.stringify(await told(db, 'date'))).not.toContain(dates[1]!.id);
});

test('two openings on one day are two dates and one day', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	await happened(db, series, { starts: ['2026-03-02T10:00', '2026-03-02T16:00'] });
	expect(await told(db, 'date')).toHaveLength(2);
	expect(await told(db, 'day')).toMatchObject([{ occurredOn: '2026-03-02', value: 4 }]);
});

test('a date after midnight belongs to the day that clocks show in Germany', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	await happened(db, series, { starts: ['2026-07-01T00:30'] });
	expect(await told(db, 'date')).toMatchObject([{ occurredOn: '2026-07-01' }]);
});

test('who came is told of held dates alone; a headcount counts before check-ins', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	const counted = await happened(db, series, { starts: ['2026-03-02T10:00'], went: [42] });
	const checked = await happened(db, series, { starts: ['2026-03-03T10:00'] });
	await happened(db, series, { starts: ['2026-03-04T10:00'] });
	for (const eventId of [counted, checked])
		await db
			.insertInto('eventCheckIns')
			.values({
				eventId,
				dateId: (await firstDate(db, eventId)).id,
				nonce: crypto.randomUUID(),
				people: 3,
				way: 'walkIn'
			})
			.execute();
	expect((await told(db, 'attendance')).map(({ value }) => value)).toEqual([42, 3]);

	const { id: dateId } = await firstDate(db, counted);
	const ref = { eventId: counted, dateId, revision: (await eventOf(db, counted)).revision };
	await markDate(db, series.moderator, ref, 'notHeld', looking);
	expect((await told(db, 'attendance')).map(({ value }) => value)).toEqual([3]);
});

test('a confirmed registration tells places and institution, is final once the date was held, and leads to no person', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	const guests = [
		{ places: 2, organisation: 'AWO e. V.' },
		{ places: 1, organisation: 'awo' },
		{ places: 4, organisation: 'Chor' }
	];
	const eventId = await happened(db, series, {
		starts: ['2026-03-02T10:00'],
		went: ['planned'],
		guests
	});
	const registrations = await db
		.selectFrom('eventRegistrations')
		.select(['id', 'places'])
		.orderBy('position')
		.execute();
	await cancelRegistration(db, guest(registrations[2]!.id), registrations[2]!.id, at(planning));
	expect(await told(db, 'registration')).toMatchObject([{ final: false }, { final: false }]);
	const { id: dateId } = await firstDate(db, eventId);
	const ref = { eventId, dateId, revision: (await eventOf(db, eventId)).revision };
	await markDate(db, series.moderator, ref, 'held', looking);
	const facts = await told(db, 'registration');
	expect(facts.map(({ value, final }) => [value, final]).sort()).toEqual([
		[1, true],
		[2, true]
	]);
	expect(new Set(facts.map(({ organisation }) => organisation)).size).toBe(1);
	expect(new Set(facts.map(({ participant }) => participant)).size).toBe(2);
	for (const { id } of registrations) expect(JSON.stringify(facts)).not.toContain(id);
	expect(await told(db, 'registrationEvent')).toHaveLength(1);
	await markDate(db, series.moderator, { ...ref, revision: ref.revision + 1 }, 'notHeld', looking);
	expect(await told(db, 'registration')).toEqual([]);
});

test('an Aktionswoche is told once something was held in it; a running series is none', async () => {
	const { db } = await freshDatabase();
	const week = await eventSeries(db, { hostsUntil: null });
	await happened(db, week, { starts: ['2026-05-10T10:00'], went: ['notHeld'] });
	await happened(db, await runningSeries(db), { starts: ['2026-05-10T10:00'] });
	expect(await told(db, 'series')).toEqual([]);
	await happened(db, week, { starts: ['2026-05-11T10:00'] });
	await happened(db, week, { starts: ['2026-05-12T10:00'] });
	expect(await told(db, 'series')).toMatchObject([
		{ activityId: week.activityId, occurredOn: '2026-05-11', placeId: 'bielefeld', itemId: null }
	]);
});

test('series that are drafts or only announced tell nothing', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	await happened(db, series, { starts: ['2026-03-02T10:00'], went: [20] });
	for (const status of ['draft', 'announced']) {
		await db.updateTable('activities').set({ status }).execute();
		expect(await told(db)).toEqual([]);
	}
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	expect(await told(db)).not.toEqual([]);
});

test('planners choose events by name, those that were published', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	const eventId = await happened(db, series, { starts: ['2026-03-02T10:00'] });
	await db
		.updateTable('events')
		.set({ state: 'submitted' })
		.where('id', '=', await happened(db, series, { starts: ['2026-03-03T10:00'] }))
		.execute();
	expect(await eventFacts.items!(db, [series.activityId])).toEqual([
		{ activityId: series.activityId, itemId: eventId, name: { de: 'Spielen auf dem Platz' } }
	]);
	expect(await eventFacts.items!(db, [])).toEqual([]);
});

const define = (
	kind: string,
	metric: Definition['metric'],
	filter: Partial<Definition['filter']> = {}
): Definition => ({
	facts: { format: 'events', kinds: [kind] },
	filter: { finalOnly: true, ...filter },
	metric
});

test('the engine counts them as a person with the list in hand would; a square counts for its district', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	const walk = await happened(db, series, {
		starts: ['2026-03-02T10:00', '2026-03-20T10:00'],
		went: [12, 8],
		content: { kind: 'walk', placeId: 'bielefeld-heepen' }
	});
	await happened(db, series, { starts: ['2026-03-09T10:00'], went: [31] });
	await happened(db, await runningSeries(db), { starts: ['2026-04-09T10:00'], went: [50] });
	const places = await db.selectFrom('places').select(['id', 'kind', 'parentId']).execute();
	const facts = await told(db);
	const districts = { operation: 'distinct', of: 'places', placeKind: 'district' } as const;
	const band = { comparator: 'between', lower: 10, upper: 40 } as const;
	for (const definition of [
		define('date', districts),
		define('date', { operation: 'count' }, { place: 'bielefeld-mitte' }),
		define('attendance', { operation: 'sum' }),
		define('attendance', { operation: 'sum' }, { activities: [series.activityId] }),
		define('attendance', { operation: 'sum' }, { items: [walk] }),
		define('attendance', { operation: 'each', judged: 'values', meets: band }),
		define('attendance', { operation: 'perPeriodSum', period: 'month' }),
		define('date', { operation: 'perPeriodSum', period: 'week' }, { outcomes: ['walk'] })
	]) {
		// Here a person counts names, the engine also those without.
		const { people: _, value, ...rest } = recount(facts, definition, places);
		const expected = { ...rest, value: expect.closeTo(value!, 5) };
		expect(await measure(db, [eventFacts], definition), JSON.stringify(definition)).toMatchObject(
			expected
		);
	}
	expect((await measure(db, [eventFacts], define('date', districts))).value).toBe(2);
});

test('an indicator can look at what was for certain target groups alone; what names none of them does not count', async () => {
	const { db } = await freshDatabase();
	const series = await runningSeries(db);
	for (const [starts, audiences] of [
		['2026-03-02T10:00', ['families', 'children']],
		['2026-03-03T10:00', ['youth']],
		['2026-03-04T10:00', ['everybody']]
	] as const)
		await happened(db, series, {
			starts: [starts],
			went: [20],
			content: { audiences: [...audiences] }
		});
	const reached = async (kind: string, ...audiences: string[]) =>
		(await measure(db, [eventFacts], define(kind, { operation: 'count' }, { audiences }))).value;
	for (const kind of ['event', 'date', 'day', 'host', 'attendance']) {
		expect(await reached(kind, 'children', 'families'), kind).toBe(1);
		expect(await reached(kind, 'children', 'youth'), kind).toBe(2);
		expect(await reached(kind, 'women'), kind).toBe(0);
	}
	expect(await reached('series', 'families')).toBe(0);
});

test('people without names are people: a sum about fewer than five is not shown', async () => {
	const { db } = await freshDatabase();
	const series: TestSeries = await runningSeries(db);
	await happened(db, series, { starts: ['2026-03-02T10:00'], went: [3] });
	const sum = define('attendance', { operation: 'sum' });
	expect(await measure(db, [eventFacts], sum)).toMatchObject({ value: 3, people: 3 });
	await happened(db, series, { starts: ['2026-03-03T10:00'], went: [4] });
	const { people, breakdown } = await measure(db, [eventFacts], sum);
	expect([people, breakdown.activities[0]!.people]).toEqual([7, 7]);
	const dates = await measure(db, [eventFacts], define('date', { operation: 'count' }));
	expect(dates.people).toBe(0);
});
