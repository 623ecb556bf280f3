import { expect, test } from 'vitest';
import { readBoard } from '#lib/formats/events/coverage/read-board.server.ts';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { holderOf } from '#lib/formats/events/invite/invitation.server.ts';
import { inviteHosts } from '#lib/formats/events/invite/invite-hosts.server.ts';
import { giveLink } from '#lib/formats/events/invite/link.server.ts';
import {
	listInvitations,
	organisationsIn
} from '#lib/formats/events/invite/organisations.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	approved,
	at,
	before,
	daily,
	drafted,
	eventSeries,
	organisation,
	submitted,
	type TestSeries
} from '../../fixture/events.ts';

const board = async (db: Db, { moderator, activityId }: TestSeries) =>
	(await readBoard(db, moderator, activityId, before)).board;

test('the board counts events by district and day: approved and waiting ones, none that is a draft or called off', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: daily });
	await submitted(db, series);
	await drafted(db, series, { content: { placeId: 'bielefeld-heepen' } });
	const [, second] = await datesOf(db, eventId);
	const { revision } = await eventOf(db, eventId);
	const rain = { cause: 'weather', note: '' };
	await cancelDate(db, series.moderator, { eventId, dateId: second!.id, revision }, rain);
	const { rows, unit, columns, covered, of, goal } = await board(db, series);
	const [heepen, mitte] = rows;
	expect([unit, columns.length]).toEqual(['day', 10]);
	expect(mitte).toMatchObject({ name: 'Mitte', all: { approved: 1, submitted: 1 } });
	expect(mitte!.cells.slice(0, 3)).toEqual([
		{ approved: 1, submitted: 1 },
		{ approved: 0, submitted: 0 },
		{ approved: 1, submitted: 0 }
	]);
	expect(heepen).toMatchObject({ name: 'Heepen', all: { approved: 0, submitted: 0 } });
	expect([covered, of, goal]).toEqual([1, 10, 10]);
});

test('a date that is held elsewhere counts where it is held', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series, { content: { rule: 'FREQ=DAILY;COUNT=2' } });
	const [first] = await datesOf(db, eventId);
	await db
		.updateTable('eventDates')
		.set({ placeId: 'bielefeld-heepen' })
		.where('id', '=', first!.id)
		.execute();
	const { rows } = await board(db, series);
	expect(rows.map(({ cells }) => cells.slice(0, 2).map(({ approved }) => approved))).toEqual([
		[1, 0],
		[0, 1]
	]);
});

test('the organisations of a district are those that belong to a place in it or work there, archived ones left out', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await organisation(db, { name: 'Am Platz', placeId: 'bielefeld-kesselbrink' });
	const works = await organisation(db, { name: 'Überall', placeId: null, email: 'ue@example.org' });
	await db
		.updateTable('organisationProfiles')
		.set({ approved: JSON.stringify({ email: 'ue@example.org', places: ['bielefeld-mitte'] }) })
		.where('organisationId', '=', works)
		.execute();
	await organisation(db, { name: 'Heeper', placeId: 'bielefeld-heepen' });
	const gone = await organisation(db, { name: 'Weg' });
	await db
		.updateTable('organisations')
		.set({ archivedAt: before })
		.where('id', '=', gone)
		.execute();
	const { moderator, activityId, organisationId } = series;
	const found = await organisationsIn(db, moderator, activityId, 'bielefeld-mitte');
	expect(new Set(found.map((one) => one.organisationId))).toEqual(
		new Set([on, works, organisationId])
	);
	expect(found.find((one) => one.organisationId === works)).toMatchObject({
		email: 'ue@example.org',
		mailedTimes: 0,
		events: 0
	});
});

test('organisations are mailed a link that opens their page, and nobody is written to twice unless somebody chose so', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { moderator, activityId, slug } = series;
	const one = await organisation(db, { email: 'eins@example.org' });
	const two = await organisation(db, { email: 'zwei@example.org' });
	const letter = { organisationIds: [one], text: 'Machen Sie mit?', again: false };
	expect(await inviteHosts(db, moderator, activityId, letter, at())).toEqual({
		invited: 1,
		leftOut: 0
	});
	const both = { ...letter, organisationIds: [one, two] };
	expect(await inviteHosts(db, moderator, activityId, both, at())).toEqual({
		invited: 1,
		leftOut: 1
	});
	const mails = await db.selectFrom('mails').selectAll().orderBy('createdAt').execute();
	expect(mails.map(({ recipient }) => recipient)).toEqual(['eins@example.org', 'zwei@example.org']);
	const key = /\/host\/([A-Z0-9-]+)/.exec(mails[0]!.body)![1]!;
	const { invitation } = await holderOf(db, slug, key);
	expect(invitation.organisationId).toBe(one);
	const again = { ...letter, again: true };
	expect((await inviteHosts(db, moderator, activityId, again, at())).invited).toBe(1);
	expect((await holderOf(db, slug, key)).invitation.invitationId).toBe(invitation.invitationId);
	const given = await listInvitations(db, moderator, activityId);
	expect(given.map(({ email, mailedTimes }) => [email, mailedTimes]).sort()).toEqual([
		['eins@example.org', 2],
		['zwei@example.org', 1]
	]);
});

test('two moderators who invite at the same time write to each organisation once', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const ids = [
		await organisation(db, { email: 'eins@example.org' }),
		await organisation(db, { email: 'zwei@example.org' })
	];
	const letter = { organisationIds: ids, text: 'Machen Sie mit?', again: false };
	const sent = await Promise.all(
		[1, 2, 3].map(() => inviteHosts(db, series.moderator, series.activityId, letter, at()))
	);
	expect(sent.map(({ invited }) => invited).sort()).toEqual([0, 0, 2]);
	expect(await db.selectFrom('mails').select('id').execute()).toHaveLength(2);
});

test('an invitation needs somebody to go to, an address, a text and a series that takes events; else nothing is sent', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const { moderator, activityId } = series;
	const good = await organisation(db, { email: 'eins@example.org' });
	const letter = { organisationIds: [good], text: 'Guten Tag', again: false };
	const send = (change: Partial<typeof letter>, now = before) =>
		inviteHosts(db, moderator, activityId, { ...letter, ...change }, at(now));
	await expect(send({ organisationIds: [] })).rejects.toMatchObject({
		fields: { organisationIds: 'nobody_chosen' }
	});
	const silent = [good, series.organisationId];
	await expect(send({ organisationIds: silent })).rejects.toMatchObject({
		fields: { organisationIds: 'without_address' }
	});
	await expect(send({ organisationIds: [crypto.randomUUID()] })).rejects.toMatchObject({
		fields: { organisationIds: 'organisation_unknown' }
	});
	await expect(send({ text: ' ' })).rejects.toMatchObject({ fields: { text: 'text_missing' } });
	await expect(send({}, new Date('2026-05-11T10:00:00Z'))).rejects.toMatchObject({
		reason: 'series_closed'
	});
	await expect(inviteHosts(db, series.host, activityId, letter, at())).rejects.toMatchObject({
		reason: 'not_allowed'
	});
	expect(await db.selectFrom('mails').select('id').execute()).toEqual([]);
});

test('the code of a link is kept nowhere, neither in the tables nor in the audit trail', async () => {
	const { db } = await freshDatabase();
	const { moderator, activityId } = await eventSeries(db);
	const host = { organisationId: null, hostName: 'Nachbarn' };
	const { key } = await giveLink(db, moderator, activityId, host, before);
	const kept = [
		await db.selectFrom('eventInvitations').selectAll().execute(),
		await db.selectFrom('receipts').selectAll().execute(),
		await db.selectFrom('history').selectAll().execute()
	];
	expect(JSON.stringify(kept)).not.toContain(key.replaceAll('-', ''));
	expect(JSON.stringify(kept[2])).not.toContain('Nachbarn');
});
