import { expect, test } from 'vitest';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { schemaOrg } from '#lib/formats/events/feeds/schema-org.ts';
import { programmePdf } from '#lib/formats/events/programme/print.server.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approved, before, daily, eventSeries } from '../../fixture/events.ts';
import { openPdf } from '../../fixture/pdf.ts';

const context = { locale: 'de', author: 'Stadt Bielefeld', now: before } as const;

test('the printed programme is a tagged PDF, day by day, with district, time, languages and signs as words', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series);
	const { eventId, revision } = await approved(db, series, {
		content: { title: { de: 'Nähkurs' }, cost: 'cents', costCents: 250, ...daily }
	});
	await approved(db, series, { content: { title: { de: 'Geheim' }, closed: true } });
	const [first] = await datesOf(db, eventId);
	await cancelDate(
		db,
		series.host,
		{ eventId, dateId: first!.id, revision },
		{ cause: 'weather', note: 'Sturm' }
	);
	const query = new URLSearchParams('to=2026-05-10');
	const { body, fileName } = await programmePdf(db, series.slug, query, context);
	expect(fileName).toBe(`programm-${series.slug}.pdf`);
	const pdf = await openPdf(new Uint8Array(await new Response(body).arrayBuffer()));
	expect(pdf).toMatchObject({ isTagged: true, language: 'de', title: 'Aktionswoche für Familien' });
	expect(pdf.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH']));
	// Words are broken at the end of a line.
	const together = (said: string) => said.replace(/\s+/g, '');
	const text = together(pdf.texts.join(''));
	for (const said of [
		'3 Termine',
		'Samstag, 9. Mai 2026',
		'Sonntag, 10. Mai 2026',
		'15:00–17:00',
		'Grünanlage, Kesselbrink, Mitte',
		'Deutsch · Arabisch',
		'Mit dem Rollstuhl erreichbar',
		'Kostenlos',
		'2,50',
		'Abgesagt: Nähkurs',
		'Sturm'
	])
		expect(text).toContain(together(said));
	expect(text).not.toContain('Geheim');
	expect(text).not.toContain('11.Mai');
});

test('search engines are told the coming dates, and nothing in them can end the data block', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { number } = await approved(db, series, {
		content: { title: { de: '</script><b>& Fest' }, ...daily }
	});
	const event = await publicEvent(db, series.slug, number);
	const now = new Date('2026-05-12T12:00:00Z');
	const text = schemaOrg(event, { locale: 'de', origin: 'https://palaver.example', now });
	expect(text).not.toMatch(/[<>&]/);
	const { '@graph': graph } = JSON.parse(text) as { '@graph': Record<string, unknown>[] };
	expect(graph).toHaveLength(7);
	expect(graph[0]).toMatchObject({
		'@type': 'Event',
		name: '</script><b>& Fest',
		startDate: '2026-05-12T13:00:00.000Z',
		eventStatus: 'https://schema.org/EventScheduled',
		isAccessibleForFree: true,
		url: `https://palaver.example/events/${series.slug}/${number}`
	});
});
