import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approved, before, drafted, eventSeries, linkHolder } from '../../fixture/events.ts';

const refused = (work: Promise<unknown>, constraint: string) =>
	expect(work).rejects.toMatchObject({ constraint });

test('the database keeps no event with two hosts, with none, or handed in but half', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await drafted(db, series);
	const set = (values: Record<string, unknown>) =>
		db.updateTable('events').set(values).where('id', '=', eventId).execute();
	await refused(set({ hostName: 'Zweiter' }), 'events_one_host');
	await refused(set({ organisationId: null }), 'events_one_host');
	await refused(set({ state: 'approved', placeId: null }), 'events_whole_when_handed_in');
	await refused(set({ enteredAs: 'invitation' }), 'events_invitation');
	await refused(set({ contactPhone: '0521 1' }), 'events_contact_with_consent');
	await expect(set({ audiences: ['martians'] })).rejects.toThrow(/check constraint/);
	await expect(set({ changedSince: true })).rejects.toThrow(/check constraint/);
});

test('a date begins once per event, ends after it begins, and is called off for a cause', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	const date = { eventId, startsAt: before, endsAt: new Date(before.getTime() + 1) };
	const add = (values: Record<string, unknown>) =>
		db
			.insertInto('eventDates')
			.values({ ...date, localStart: '2026-05-10T15:00', ...values })
			.execute();
	await refused(add({ localStart: '2026-05-09T15:00' }), 'event_dates_event_id_local_start_key');
	await expect(add({ endsAt: before })).rejects.toThrow(/check constraint/);
	await refused(add({ state: 'cancelled' }), 'event_dates_cancelled_for_a_cause');
	await refused(add({ cause: 'weather' }), 'event_dates_cancelled_for_a_cause');
});

test('an Aktionswoche has an end, numbers count once, and one organisation is invited once', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { activityId, organisationId } = series;
	await refused(
		db.updateTable('eventSeries').set({ lastDay: null }).execute(),
		'event_series_period'
	);
	await drafted(db, series);
	await drafted(db, series);
	await refused(
		db.updateTable('events').set({ number: 1 }).execute(),
		'events_activity_id_number_key'
	);
	await linkHolder(db, series);
	await refused(
		db.updateTable('eventInvitations').set({ organisationId }).execute(),
		'event_invitations_one_host'
	);
	const invite = () =>
		db
			.insertInto('eventInvitations')
			.values({ activityId, organisationId, placeId: 'bielefeld' })
			.execute();
	await invite();
	await refused(invite(), 'event_invitations_activity_id_organisation_id_key');
});

test('many hosts who enter at the same time get different numbers', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const rows = await Promise.all(Array.from({ length: 12 }, () => drafted(db, series)));
	expect(rows.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
		Array.from({ length: 12 }, (_, index) => index + 1)
	);
});

test('what is deleted with a series leaves nothing behind', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await approved(db, series);
	await linkHolder(db, series);
	await db.deleteFrom('activities').where('id', '=', series.activityId).execute();
	for (const table of ['events', 'event_dates', 'event_steps', 'event_invitations', 'receipts'])
		expect(await count(db, table), table).toBe(0);
});

const count = async (db: Db, table: string) =>
	(await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db))
		.rows[0]!.n;
