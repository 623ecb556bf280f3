import { expect, test } from 'vitest';
import { cancelDate, moveDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { eventCollectionSchema, eventListSchema } from '#lib/formats/events/feeds/api-events.ts';
import {
	answerEvent,
	answerProgramme,
	type FeedKind
} from '#lib/formats/events/feeds/feeds.server.ts';
import { eventOperations } from '#lib/formats/events/feeds/operations.ts';
import { states } from '#lib/formats/events/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { openApiDocument } from '#lib/platform/http/openapi.ts';
import { readIcal } from '#lib/platform/calendar/read-ical.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approved, at, before, daily, eventSeries, type TestSeries } from '../../fixture/events.ts';
import { all, readXml, textOf } from '../../fixture/read-xml.ts';
import { linesOf, seenDates } from '../../fixture/second-calendar-reader.ts';

const origin = 'https://palaver.example';
const from = new Date('2026-01-01T00:00:00Z');
const to = new Date('2028-01-01T00:00:00Z');

const ask = (
	db: Db,
	{ slug }: { slug: string },
	kind: FeedKind = 'ics',
	{ query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {}
) => {
	const request = new Request(`${origin}/api/v1/events/${slug}.${kind}${query}`, { headers });
	return answerProgramme(request, db, slug, kind, origin);
};
const feed = async (db: Db, series: { slug: string }, kind: FeedKind = 'ics', query = '') =>
	(await ask(db, series, kind, { query })).text();
const unfolded = (text: string) => text.replace(/\r\n /g, '').split('\r\n');
const seen = (text: string) => linesOf(seenDates(text, from, to));

/** What the programme itself says takes place. */
async function kept(db: Db, eventId: string): Promise<string[]> {
	const dates = await datesOf(db, eventId);
	return linesOf(
		dates
			.filter(({ state }) => state !== 'cancelled')
			.map(({ startsAt, endsAt }) => ({ uid: `${eventId}@palaver.example`, startsAt, endsAt }))
	);
}

/** One that goes on from winter into summer. */
const springSeries = (db: Db): Promise<TestSeries> =>
	eventSeries(db, {
		kind: 'running',
		firstDay: '2026-03-01',
		startsAt: new Date('2026-02-28T23:00:00Z')
	});
const weekly = { startsLocal: '2026-03-16T15:00', minutes: 120, rule: 'FREQ=WEEKLY' };
const march = new Date('2026-03-01T10:00:00Z');

async function change(db: Db, eventId: string, nth: number) {
	const dates = await datesOf(db, eventId);
	const { revision } = await eventOf(db, eventId);
	return { eventId, dateId: dates[nth]!.id, revision };
}

test('another program reads the same dates as the programme has, at three in winter and in summer', async () => {
	const { db } = await freshDatabase();
	const series = await springSeries(db);
	const { eventId } = await approved(db, series, { content: weekly, now: march });
	const text = await feed(db, series);
	const own = await kept(db, eventId);
	expect(own.length).toBeGreaterThan(50);
	expect(own.slice(1, 3).map((line) => line.slice(11, 16))).toEqual(['14:00', '13:00']);
	expect(seen(text)).toEqual(own);
	expect(unfolded(text)).toContain('DTSTART;TZID=Europe/Berlin:20260316T150000');
});

test('a rule without an end ends with the Aktionswoche', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const text = await feed(db, series);
	expect(seen(text)).toHaveLength(10);
	expect(seen(text)).toEqual(await kept(db, eventId));
	expect(unfolded(text)).toContain('RRULE:FREQ=DAILY;UNTIL=20260518T130000Z');
});

test('a date that is called off stays in the feed as cancelled with its reason, and others do not see it any more', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const rain = { cause: 'weather', note: 'Wegen Sturm' };
	await cancelDate(db, series.host, await change(db, eventId, 2), rain);
	const text = await feed(db, series);
	expect(seen(text)).toEqual(await kept(db, eventId));
	expect(seen(text)).toHaveLength(9);
	const [event] = readIcal(Buffer.from(text)).events;
	expect(event!.overrides).toMatchObject([
		{
			instead: '2026-05-11T15:00',
			status: 'cancelled',
			description: expect.stringMatching(/^Wegen Sturm\n/)
		}
	]);
});

test('a date that is moved is told by the start it would have had', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	const to = { local: '2026-05-10T18:30', note: '' };
	await moveDate(db, series.host, await change(db, eventId, 1), to, before);
	const text = await feed(db, series);
	expect(seen(text)).toEqual(await kept(db, eventId));
	expect(unfolded(text)).toEqual(
		expect.arrayContaining([
			'RECURRENCE-ID;TZID=Europe/Berlin:20260510T150000',
			'DTSTART;TZID=Europe/Berlin:20260510T183000'
		])
	);
});

test('a single date that is moved keeps its UID, counts up, and is nothing but an event at another time', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	const line = async (name: string) =>
		unfolded(await feed(db, series)).find((one) => one.startsWith(`${name}:`));
	const [uid, sequence] = [await line('UID'), await line('SEQUENCE')];
	expect(uid).toBe(`UID:${eventId}@palaver.example`);
	const to = { local: '2026-05-10T18:30', note: '' };
	await moveDate(db, series.host, await change(db, eventId, 0), to, before);
	expect(await line('UID')).toBe(uid);
	expect(Number((await line('SEQUENCE'))!.slice(9))).toBe(Number(sequence!.slice(9)) + 1);
	expect(await line('RECURRENCE-ID')).toBeUndefined();
	expect(seen(await feed(db, series))).toEqual(await kept(db, eventId));
});

test('dates that the changed rule lost are gone from the feed, those that have been stay', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, revision } = await approved(db, series, { content: daily });
	const content = { ...(await contentRow(db, eventId)), rule: 'FREQ=DAILY;INTERVAL=3' };
	const middle = new Date('2026-05-11T20:00:00Z');
	await changeEvent(db, series.host, eventId, content, revision, middle);
	const own = await kept(db, eventId);
	expect(own.map((line) => line.slice(8, 10))).toEqual(['09', '10', '11', '12', '15', '18']);
	// Another program that does not know further dates (RDATE) sees those of the rule.
	const [event] = readIcal(Buffer.from(await feed(db, series))).events;
	expect(event).toMatchObject({ also: ['2026-05-10T15:00', '2026-05-11T15:00'], except: [] });
	expect(seen(await feed(db, series))).toEqual(
		own.filter((line) => !['10', '11'].includes(line.slice(8, 10)))
	);
});

test('an event that is cancelled as a whole says so itself', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, revision } = await approved(db, series, { content: daily });
	await cancelEvent(db, series.host, eventId, { revision, reason: 'Kein Raum' }, at());
	const text = await feed(db, series);
	expect(unfolded(text).filter((line) => line.startsWith('STATUS'))).toEqual(['STATUS:CANCELLED']);
	expect(seen(text)).toEqual([]);
});

test('a closed event and one that is not published are in no feed, and have no calendar of their own', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId, number } = await approved(db, series, {
		content: { title: { de: 'Geheimes Treffen' } }
	});
	const set = (values: { closed?: boolean; state?: string }) =>
		db.updateTable('events').set(values).where('id', '=', eventId).execute();
	const single = () =>
		answerEvent(new Request(`${origin}/x.ics`), db, { slug: series.slug, number }, origin);
	const kinds: FeedKind[] = ['ics', 'json', 'geojson', 'atom'];
	const told = async () => {
		const texts: string[] = [];
		for (const kind of kinds) texts.push(await feed(db, series, kind));
		return texts.filter((text) => text.includes('Geheimes Treffen')).length;
	};
	expect(await told()).toBe(4);
	expect((await single()).status).toBe(200);
	const hidden = states.filter((one) => one !== 'approved' && one !== 'cancelled');
	for (const values of [
		...hidden.map((state) => ({ state })),
		{ state: 'approved', closed: true }
	]) {
		await set(values);
		expect(await told(), JSON.stringify(values)).toBe(0);
		expect(await single().then(({ status }) => status)).toBe(404);
	}
});

test('a series that is a draft has no feed; the problem is told in the language that was asked for', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db, {}, 'draft');
	const answer = await ask(db, series, 'ics', { query: '?locale=en' });
	expect(answer.status).toBe(404);
	expect(answer.headers.get('content-type')).toBe('application/problem+json');
	expect(await answer.json()).toMatchObject({
		reason: 'series_unknown',
		title: 'There is no such series, or it is not public.'
	});
});

test('a feed keeps to quarter, host and theme', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series, { content: { title: { de: 'Hier' } } });
	const elsewhere = { placeId: 'bielefeld-heepen', themes: ['bildung'] };
	await approved(db, series, { content: { title: { de: 'Dort' }, ...elsewhere } });
	const titles = async (query: string) =>
		unfolded(await feed(db, series, 'ics', query))
			.filter((line) => line.startsWith('SUMMARY'))
			.map((line) => line.slice(8));
	expect(await titles('')).toEqual(['Hier', 'Dort']);
	expect(await titles('?place=bielefeld-mitte')).toEqual(['Hier']);
	expect(await titles('?theme=bildung')).toEqual(['Dort']);
	expect(await titles(`?host=${series.organisationId}`)).toEqual(['Hier', 'Dort']);
	expect(await titles(`?host=${crypto.randomUUID()}`)).toEqual([]);
});

test('who has the feed already is told so until something changes, and any page may read it', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	const first = await ask(db, series);
	expect(first.headers.get('access-control-allow-origin')).toBe('*');
	expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
	const headers = { 'if-none-match': first.headers.get('etag')! };
	const again = await ask(db, series, 'ics', { headers });
	expect(again.status).toBe(304);
	expect(await again.text()).toBe('');
	expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
	expect((await ask(db, series, 'json', { headers })).status).toBe(200);
	await cancelDate(db, series.host, await change(db, eventId, 0), { cause: 'illness', note: '' });
	expect((await ask(db, series, 'ics', { headers })).status).toBe(200);
});

test('asked twice the feed is the same text, so that calendars do not take it for news', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series, { content: daily });
	expect(await feed(db, series)).toBe(await feed(db, series));
});

test('when an event was last changed is noted by the database, also when only a date was', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	const long = new Date('2026-01-01T00:00:00Z');
	await db.updateTable('events').set({ changedAt: long }).where('id', '=', eventId).execute();
	await cancelDate(db, series.host, await change(db, eventId, 0), { cause: 'illness', note: '' });
	const { changedAt } = await db
		.selectFrom('events')
		.select('changedAt')
		.where('id', '=', eventId)
		.executeTakeFirstOrThrow();
	expect(changedAt.getTime()).toBeGreaterThan(long.getTime());
});

test('JSON and GeoJSON are as the document of the API says, with titles in the language that was asked for', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const title = { de: 'Spielen', en: 'Playing' };
	await approved(db, series, { content: { title, lat: 52.02, lng: 8.53 } });
	await approved(db, series);
	const json = eventListSchema.parse(JSON.parse(await feed(db, series, 'json', '?locale=en')));
	expect(json.total).toBe(2);
	expect(json.events[0]).toMatchObject({
		title: 'Playing',
		lang: 'en',
		place: 'Kesselbrink',
		url: `${origin}/en/events/${series.slug}/1`,
		dates: [{ startsAt: '2026-05-09T13:00:00.000Z', state: 'planned', moved: false }]
	});
	const geojson = eventCollectionSchema.parse(JSON.parse(await feed(db, series, 'geojson')));
	expect(geojson.features.map(({ geometry }) => geometry?.coordinates ?? null)).toEqual([
		[8.53, 52.02],
		null
	]);
	const document = JSON.stringify(openApiDocument(eventOperations, origin));
	expect(document).toContain('/api/v1/events/{slug}.ics');
	expect(document).toContain('text/calendar');
});

test('the Atom feed begins with what was changed last', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const first = await approved(db, series, { content: { title: { de: 'Erstes & <Bestes>' } } });
	await approved(db, series, { content: { title: { de: 'Zweites' } } });
	await cancelDate(db, series.host, await change(db, first.eventId, 0), {
		cause: 'illness',
		note: ''
	});
	const entries = all(readXml(await feed(db, series, 'atom')), 'entry');
	expect(entries.map((entry) => textOf(entry, 'title'))).toEqual(['Erstes & <Bestes>', 'Zweites']);
});

test('what host and office keep between themselves is in no feed, nor is a contact', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const contact = { contactEmail: 'treff@example.org', contactPhone: null, contactConsent: true };
	await approved(db, series, { content: contact });
	for (const kind of ['ics', 'json', 'geojson', 'atom'] as const) {
		const text = await feed(db, series, kind);
		expect(text).not.toMatch(/200 €|support|treff@example|initiatedBy|target/);
	}
});
