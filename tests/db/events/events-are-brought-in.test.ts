import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { signUp, ticketsInputOf } from '../../fixture/event-registration.ts';
import { dropStagedRows, undoImport } from '#lib/formats/events/bring-in/end-import.server.ts';
import { takeImport } from '#lib/formats/events/bring-in/take-import.server.ts';
import { fateCounts } from '#lib/formats/events/bring-in/imports.server.ts';
import { changeEvent, contentRow } from '#lib/formats/events/entry/change-event.server.ts';
import { moveDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventNumbered, eventOf } from '#lib/formats/events/event.server.ts';
import {
	brought,
	broughtEvents,
	calendarFeed,
	calendarOf,
	freshSeries,
	play,
	problemsOf,
	staged,
	taken
} from '../../fixture/event-files.ts';
import { at, before } from '../../fixture/events.ts';

test('an event of a calendar stands in the programme with its place, theme and time, and nobody has to type it', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	expect(await broughtEvents(db, series)).toMatchObject([
		{
			state: 'approved',
			title: { de: 'Spielen im Park' },
			placeId: 'bielefeld-heepen',
			venue: 'Treff',
			address: 'Salzufler Straße 1',
			hostName: 'Stadt Bielefeld',
			themes: ['bewegung'],
			startsLocal: '2026-05-11T15:00',
			minutes: 120
		}
	]);
});

test('nothing changes before somebody has seen the preview and said yes', async () => {
	const { db, series } = await freshSeries();
	const id = await staged(db, series, calendarOf(play));
	expect(await broughtEvents(db, series)).toEqual([]);
	expect(await fateCounts(db, id)).toEqual({ new: 1 });
});

test('the same file again changes nothing, and says so', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	const again = await staged(db, series, calendarOf(play));
	expect(await fateCounts(db, again)).toEqual({ unchanged: 1 });
	await expect(taken(db, series, again)).rejects.toMatchObject({ reason: 'nothing_to_take' });
	expect(await broughtEvents(db, series)).toHaveLength(1);
});

test('what the file has otherwise now is changed; the event keeps its number', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	const later = play.map((line) => line.replace('150000', '160000').replace('170000', '180000'));
	await brought(db, series, calendarOf(later));
	const rows = await broughtEvents(db, series);
	expect(rows).toMatchObject([{ number: 1, startsLocal: '2026-05-11T16:00' }]);
	const dates = await datesOf(db, rows[0]!.id);
	expect(dates.filter(({ cause }) => cause !== 'rule').map(({ localStart }) => localStart)).toEqual(
		['2026-05-11T16:00']
	);
});

test('an event that somebody changed here stays so, unless it is ticked', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	const event = await eventNumbered(db, series.activityId, 1);
	const content = await contentRow(db, event.eventId);
	const typed = { ...content, venue: 'Hinterm Haus' };
	await changeEvent(db, series.moderator, event.eventId, typed, event.revision, before);
	const later = calendarOf(play.map((line) => line.replace('Spielen im Park', 'Spielfest')));
	const kept = await staged(db, series, later);
	expect(await fateCounts(db, kept)).toEqual({ edited: 1 });
	await taken(db, series, kept);
	expect(await broughtEvents(db, series)).toMatchObject([
		{ venue: 'Hinterm Haus', title: { de: 'Spielen im Park' } }
	]);
	await brought(db, series, later, { overwrite: [1] });
	expect(await broughtEvents(db, series)).toMatchObject([
		{ venue: 'Treff', title: { de: 'Spielfest' } }
	]);
});

test('an event that somebody changes between preview and yes stays as they have it', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	const later = await staged(
		db,
		series,
		calendarOf(play.map((line) => line.replace('im Park', 'am See')))
	);
	const event = await eventNumbered(db, series.activityId, 1);
	const [date] = await datesOf(db, event.eventId);
	const ref = { eventId: event.eventId, dateId: date!.id, revision: event.revision };
	await moveDate(db, series.moderator, ref, { local: '2026-05-12T10:00', note: '' }, before);
	await taken(db, series, later);
	expect(await broughtEvents(db, series)).toMatchObject([{ title: { de: 'Spielen im Park' } }]);
});

test('sent twice it is one import, and a yes that is sent twice enters nothing twice', async () => {
	const { db, series } = await freshSeries();
	const clientKey = crypto.randomUUID();
	const id = await staged(db, series, calendarOf(play), { clientKey });
	expect(await staged(db, series, calendarOf(play), { clientKey })).toBe(id);
	await Promise.all([taken(db, series, id), taken(db, series, id)]);
	expect(await broughtEvents(db, series)).toHaveLength(1);
});

test('two previews of one file that are both taken enter its events once', async () => {
	const { db, series } = await freshSeries();
	const [one, other] = [
		await staged(db, series, calendarOf(play)),
		await staged(db, series, calendarOf(play))
	];
	await Promise.all([taken(db, series, one), taken(db, series, other)]);
	expect(await broughtEvents(db, series)).toHaveLength(1);
});

test('an event that its source calls off later is called off here', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	await brought(db, series, calendarOf([...play, 'STATUS:CANCELLED']));
	expect(await broughtEvents(db, series)).toMatchObject([{ state: 'cancelled' }]);
	const again = await staged(db, series, calendarOf(play));
	expect(await problemsOf(db, again)).toEqual([[4, 'closed_here']]);
});

test('without a host in the file somebody has to name one', async () => {
	const { db, series } = await freshSeries();
	const id = await staged(db, series, calendarOf(play));
	await expect(taken(db, series, id, { hostName: ' ' })).rejects.toMatchObject({
		fields: { hostName: 'text_missing' }
	});
});

test('taken to be reviewed, events wait for a moderator and nobody sees them', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play), { as: 'submitted' });
	expect(await broughtEvents(db, series)).toMatchObject([{ state: 'submitted' }]);
	expect(await calendarFeed(db, series)).not.toContain('Spielen');
});

test('a whole import is taken back; the same file can come again after that', async () => {
	const { db, series } = await freshSeries();
	const id = await brought(db, series, calendarOf(play));
	const which = { activityId: series.activityId, importId: id };
	await undoImport(db, series.moderator, which, before);
	expect(await broughtEvents(db, series)).toMatchObject([{ state: 'withdrawn' }]);
	expect(await calendarFeed(db, series)).not.toContain('Spielen');
	await brought(db, series, calendarOf(play));
	expect((await broughtEvents(db, series)).map(({ state }) => state)).toEqual([
		'withdrawn',
		'approved'
	]);
	await expect(undoImport(db, series.moderator, which, before)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('the audit trail tells of the file once, and each event has its step', async () => {
	const { db, series } = await freshSeries();
	await brought(db, series, calendarOf(play));
	const rows = await db
		.selectFrom('history')
		.select(['action', 'detail'])
		.orderBy('id', 'desc')
		.limit(2)
		.execute();
	expect(rows).toMatchObject([
		{ action: 'events.imported', detail: { file: 'programm.csv', added: 1, changed: 0 } },
		{ action: 'events.approved' }
	]);
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	expect((await eventOf(db, eventId)).enteredAs).toBe('staff');
});

test('an import is not taken back once somebody has registered for one of its events', async () => {
	const { db, series } = await freshSeries();
	const id = await brought(db, series, calendarOf(play));
	const { eventId } = await eventNumbered(db, series.activityId, 1);
	await setUpTickets(db, series.moderator, eventId, ticketsInputOf(), 0, at());
	const [date] = await datesOf(db, eventId);
	const kindIds = (await ticketsOf(db, eventId))!.kinds.map((kind) => kind.id!);
	const event = await eventOf(db, eventId);
	await signUp(db, { event, eventId, dateId: date!.id, kindIds });
	const which = { activityId: series.activityId, importId: id };
	await expect(undoImport(db, series.moderator, which, before)).rejects.toMatchObject({
		reason: 'import_in_use'
	});
	expect(await broughtEvents(db, series)).toMatchObject([{ state: 'approved' }]);
});

test('an import whose process has ended is gone on with from its start, one that is alive is left alone', async () => {
	const { db, series } = await freshSeries();
	const id = await staged(db, series, calendarOf(play));
	const worksSince = (seconds: number) =>
		sql`update event_imports set state = 'importing', heartbeat_at = now() - make_interval(secs => ${seconds})`.execute(
			db
		);
	const now = new Date();
	await worksSince(10);
	await taken(db, series, id, {}, now);
	expect(await broughtEvents(db, series)).toEqual([]);
	await worksSince(40);
	await taken(db, series, id, {}, now);
	expect(await broughtEvents(db, series)).toHaveLength(1);
});

test('after thirty days the rows of a file are gone, and one that nobody took is put away', async () => {
	const { db, series } = await freshSeries();
	const id = await staged(db, series, calendarOf(play));
	await dropStagedRows(db, new Date(Date.now() + 29 * 86_400_000));
	expect(await fateCounts(db, id)).toEqual({ new: 1 });
	const later = new Date(Date.now() + 31 * 86_400_000);
	await dropStagedRows(db, later);
	expect(await fateCounts(db, id)).toEqual({});
	await expect(taken(db, series, id, {}, later)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('a moderator publishes from a file what others do; what their own organisation does waits for somebody else', async () => {
	const { db, series } = await freshSeries();
	const { organisationId } = series;
	const { name } = await db
		.selectFrom('organisations')
		.select('name')
		.where('id', '=', organisationId)
		.executeTakeFirstOrThrow();
	const organisations = [{ id: organisationId, role: 'member' as const }];
	const actor = { ...series.moderator, organisations };
	const row = (title: string, host: string) => `${title};11.05.2026;15:00;17:00;Heepen;${host}`;
	const table = [
		'Titel;Datum;Beginn;Ende;Ort;Veranstalter',
		row('Fest', name),
		row('Singen', 'Chor'),
		// Whose host is typed when it is taken.
		row('Feier', '')
	].join('\n');
	const importId = await staged(db, series, table);
	const which = { activityId: series.activityId, importId };
	const taking = { as: 'approved', hostName: name.toUpperCase(), overwrite: [] };
	await (
		await takeImport(db, actor, which, taking, at())
	).work;
	const states = (await broughtEvents(db, series)).map(({ title, state }) => [title, state]);
	expect(states).toEqual([
		[{ de: 'Fest' }, 'submitted'],
		[{ de: 'Singen' }, 'approved'],
		[{ de: 'Feier' }, 'submitted']
	]);
});
