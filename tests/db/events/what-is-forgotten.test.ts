import { expect, test } from 'vitest';
import { system } from '#lib/access/actor.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { holderOf } from '#lib/formats/events/invite/invitation.server.ts';
import { archiveSeries, draftDays, tidy } from '#lib/formats/events/retention.server.ts';
import { readSeries } from '#lib/formats/events/series/read-series.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	at,
	before,
	drafted,
	eventSeries,
	linkHolder,
	submitted
} from '../../fixture/events.ts';

const { origin } = at();
const daysLater = (days: number) => new Date(before.getTime() + days * 86_400_000);

test('a draft that nobody touched for ninety days is deleted, what was handed in stays', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const draft = await drafted(db, series);
	const kept = await submitted(db, series);
	await tidy(db, daysLater(draftDays), origin);
	await expect(eventOf(db, draft.eventId)).resolves.toBeDefined();
	await tidy(db, daysLater(draftDays + 1), origin);
	await expect(eventOf(db, draft.eventId)).rejects.toMatchObject({ reason: 'event_unknown' });
	await expect(eventOf(db, kept.eventId)).resolves.toBeDefined();
});

test('the addresses to which invitations went are forgotten after the last day, not before', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	await linkHolder(db, series);
	await db
		.updateTable('eventInvitations')
		.set({ email: 'nord@example.org', mailedTimes: 1 })
		.execute();
	const emails = async () =>
		(await db.selectFrom('eventInvitations').select('email').execute()).map(({ email }) => email);
	await tidy(db, new Date('2026-05-18T12:00:00Z'), origin);
	expect(await emails()).toEqual(['nord@example.org']);
	await tidy(db, new Date('2026-05-19T12:00:00Z'), origin);
	expect(await emails()).toEqual([null]);
});

test('archiving forgets contacts and links; events and dates stay', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { key } = await linkHolder(db, series);
	const content = { contactEmail: 'verein@example.org', contactConsent: true };
	const { eventId } = await approved(db, series, { content });
	const { moderator, activityId } = series;
	await expect(archiveSeries(db, moderator, activityId, new Date())).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await archiveSeries(db, system, activityId, new Date());
	await expect(holderOf(db, series.slug, key)).rejects.toMatchObject({
		reason: 'invitation_unknown'
	});
	const row = await db.selectFrom('events').selectAll().executeTakeFirstOrThrow();
	expect(row).toMatchObject({ id: eventId, contactEmail: null, supportText: '' });
	expect(await db.selectFrom('eventDates').selectAll().execute()).toHaveLength(1);
});

test('a finished series is archived by itself once its day has passed', async () => {
	const { db } = await freshDatabase();
	const { moderator, activityId } = await eventSeries(db);
	await db
		.updateTable('activities')
		.set({ status: 'finished', retainUntil: '2026-06-01' })
		.execute();
	await tidy(db, new Date('2026-06-01T12:00:00Z'), origin);
	expect((await readSeries(db, moderator, activityId)).series.status).toBe('finished');
	await tidy(db, new Date('2026-06-02T12:00:00Z'), origin);
	expect((await readSeries(db, moderator, activityId)).series.status).toBe('archived');
});
