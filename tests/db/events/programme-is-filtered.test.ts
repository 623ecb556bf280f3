import { expect, test } from 'vitest';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import type { EventInput } from '#lib/formats/events/entry/schema.ts';
import { filterOf } from '#lib/formats/events/programme/filter.ts';
import { monthOf, mostNamed } from '#lib/formats/events/programme/month.server.ts';
import { neighboursOf } from '#lib/formats/events/programme/neighbours.server.ts';
import { programmePage } from '#lib/formats/events/programme/programme-page.server.ts';
import { programmeOf } from '#lib/formats/events/programme/programme.server.ts';
import { states } from '#lib/formats/events/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	before,
	daily,
	eventSeries,
	organisation,
	type TestSeries
} from '../../fixture/events.ts';

const shown = { config: { tileUrl: '', tileAttribution: '' }, locale: 'de' };
const filter = (query: string) => filterOf(new URLSearchParams(query));
const found = async (db: Db, { slug }: TestSeries, query: string, now = before) => {
	const { dates, total } = await programmeOf(db, slug, now, { filter: filter(query) });
	expect(dates).toHaveLength(total);
	return dates.map(({ title }) => title['de']);
};

/** Two events that differ in everything one can ask for. */
async function twoEvents(db: Db) {
	const series = await eventSeries(db);
	const enter = (title: string, content: Partial<EventInput>) =>
		approved(db, series, { content: { title: { de: title }, ...content } });
	await enter('Platz', { ageFrom: 6, ageTo: 12 });
	await enter('Kurs', {
		...{ kind: 'course', themes: ['bildung'], audiences: ['professionals'], ageFrom: 18 },
		...{ placeId: 'bielefeld-heepen', languages: ['de'], accessibility: [] },
		...{ cost: 'cents', costCents: 250, startsLocal: '2026-05-10T10:00' }
	});
	return series;
}

test.each([
	['place=bielefeld', 'Platz Kurs'],
	['place=bielefeld-mitte', 'Platz'],
	['place=bielefeld-kesselbrink', 'Platz'],
	['place=bielefeld-heepen', 'Kurs'],
	['place=unknown', ''],
	['kind=course', 'Kurs'],
	['theme=bewegung', 'Platz'],
	['audience=families', 'Platz'],
	['audience=professionals', 'Kurs'],
	['audience=women', ''],
	['age=5', ''],
	['age=6', 'Platz'],
	['age=12', 'Platz'],
	['age=18', 'Kurs'],
	['language=de', 'Platz Kurs'],
	['language=ar', 'Platz'],
	['access=wheelchair', 'Platz'],
	['access=wheelchair&access=toilet', ''],
	['free=yes', 'Platz'],
	['from=2026-05-09&to=2026-05-09', 'Platz'],
	['from=2026-05-10', 'Kurs'],
	['to=2026-05-09', 'Platz'],
	['to=2026-05-08', ''],
	['free=yes&kind=course', '']
])('somebody who asks for %s finds "%s"', async (query, titles) => {
	const { db } = await freshDatabase();
	const series = await twoEvents(db);
	expect((await found(db, series, query)).join(' ')).toBe(titles);
});

test('what is for everybody is for children too, but not for those who come as professionals', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series, { content: { audiences: ['everybody'] } });
	expect(await found(db, series, 'audience=children')).toHaveLength(1);
	expect(await found(db, series, 'audience=professionals')).toHaveLength(0);
});

test('the dates of one host are found by its organisation', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series);
	expect(await found(db, series, `host=${series.organisationId}`)).toHaveLength(1);
	expect(await found(db, series, `host=${await organisation(db)}`)).toHaveLength(0);
});

test('a date that takes place elsewhere is found there and not where its event is', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const [first] = await datesOf(db, eventId);
	await db
		.updateTable('eventDates')
		.set({ placeId: 'bielefeld-heepen' })
		.where('id', '=', first!.id)
		.execute();
	expect(await found(db, series, 'place=bielefeld-heepen')).toHaveLength(1);
	expect(await found(db, series, 'place=bielefeld-mitte')).toHaveLength(9);
});

test('somebody who chooses a day that has been sees what was on it', async () => {
	const { db } = await freshDatabase();
	const series = await twoEvents(db);
	const later = new Date('2026-06-01T10:00:00Z');
	expect(await found(db, series, '', later)).toEqual([]);
	expect(await found(db, series, 'from=2026-05-09&to=2026-05-09', later)).toEqual(['Platz']);
});

test('a day of the programme is a day of the city, until midnight there', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series, { content: { startsLocal: '2026-05-10T00:30', minutes: 30 } });
	await approved(db, series, { content: { startsLocal: '2026-05-10T23:30', minutes: 29 } });
	expect(await found(db, series, 'from=2026-05-10&to=2026-05-10')).toHaveLength(2);
	expect(await found(db, series, 'from=2026-05-09&to=2026-05-09')).toHaveLength(0);
	expect(await found(db, series, 'from=2026-05-11')).toHaveLength(0);
});

test('a closed event and one that is not published are found by no filter, in no month and nowhere nearby', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	const set = (values: { closed?: boolean; state?: string }) =>
		db.updateTable('events').set(values).where('id', '=', eventId).execute();
	const seen = async () => {
		const { activityId } = series;
		const nearby = filter('place=bielefeld-heepen');
		return [
			(await found(db, series, 'from=2026-05-01')).length,
			(await found(db, series, 'place=bielefeld-mitte&free=yes')).length,
			(await monthOf(db, activityId, filter(''), '2026-05')).length,
			(await neighboursOf(db, activityId, nearby, before)).length
		];
	};
	expect(await seen()).toEqual([1, 1, 1, 1]);
	for (const state of states.filter((one) => one !== 'approved' && one !== 'cancelled')) {
		await set({ state });
		expect(await seen(), state).toEqual([0, 0, 0, 0]);
	}
	await set({ state: 'approved', closed: true });
	expect(await seen()).toEqual([0, 0, 0, 0]);
});

test('a page lists fifty dates in order, says how many there are, and the next one goes on', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	for (let nth = 0; nth < 6; nth++)
		await approved(db, series, {
			content: { ...daily, startsLocal: `2026-05-09T${10 + nth}:00` }
		});
	const page = (number: number) => programmeOf(db, series.slug, before, { page: number });
	const [first, second, third] = [await page(1), await page(2), await page(3)];
	expect(first).toMatchObject({ total: 60, events: 6 });
	expect([first.dates.length, second.dates.length, third.dates.length]).toEqual([50, 10, 0]);
	const starts = [...first.dates, ...second.dates].map(({ startsAt }) => startsAt.getTime());
	expect(starts).toEqual([...starts].sort((a, b) => a - b));
	expect(new Set([...first.dates, ...second.dates].map(({ dateId }) => dateId)).size).toBe(60);
});

test('where a quarter has nothing on that day, the page names the quarter that has', async () => {
	const { db } = await freshDatabase();
	const { slug } = await twoEvents(db);
	const page = async (query: string) => {
		const asked = { ...shown, query: new URLSearchParams(query), page: 1, now: before };
		return (await programmePage(db, slug, asked)).list!;
	};
	const list = await page('place=bielefeld-heepen&from=2026-05-09&to=2026-05-09');
	expect(list).toMatchObject({
		total: 0,
		neighbours: [{ placeId: 'bielefeld-mitte', name: 'Mitte', total: 1 }]
	});
	expect((await page('place=bielefeld-mitte&kind=walk')).neighbours).toEqual([]);
});

test('a month names the first dates of a day and counts them all, whatever days were chosen before', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	for (let nth = 0; nth < mostNamed + 2; nth++)
		await approved(db, series, {
			content: { startsLocal: `2026-05-09T${10 + nth}:00`, title: { de: `Nummer ${nth}` } }
		});
	await approved(db, series, { content: { startsLocal: '2026-05-11T09:00' } });
	const days = await monthOf(db, series.activityId, filter('from=2026-06-01'), '2026-05');
	expect(days.map(({ day, total, dates }) => [day, total, dates.length])).toEqual([
		['2026-05-09', mostNamed + 2, mostNamed],
		['2026-05-11', 1, 1]
	]);
	expect(days[0]!.dates[0]!.title).toEqual({ de: 'Nummer 0' });
	expect(await monthOf(db, series.activityId, filter(''), '2026-06')).toEqual([]);
});

test('the calendar of a month has a cell for every day and the ways to the months beside it', async () => {
	const { db } = await freshDatabase();
	const { slug } = await twoEvents(db);
	const query = new URLSearchParams('view=month&free=yes');
	const { list, month, subscription } = await programmePage(db, slug, {
		...shown,
		query,
		page: 1,
		now: before
	});
	expect(list).toBeNull();
	expect(month).toMatchObject({ month: '2026-05', before: '2026-04', after: '2026-06', total: 1 });
	expect(month!.weeks.flat().filter(Boolean)).toHaveLength(31);
	expect(subscription).toBe('free=yes');
});
