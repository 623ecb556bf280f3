import { expect, test } from 'vitest';
import { anonymous, system } from '#lib/access/actor.ts';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { changeEvent } from '#lib/formats/events/entry/change-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { changePlaces } from '#lib/formats/events/registration/change-registration.server.ts';
import {
	guestOf,
	pathOfReceipt,
	readOwnRegistration
} from '#lib/formats/events/registration/own-registration.server.ts';
import { openingsOf } from '#lib/formats/events/registration/public-openings.server.ts';
import { registrationsCsv } from '#lib/formats/events/registration/csv.server.ts';
import { readRegistrations } from '#lib/formats/events/registration/registration-list.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { archiveSeries } from '#lib/formats/events/retention.server.ts';
import { findReceipt } from '#lib/core/receipts/receipts.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	guest,
	hoursBefore,
	lineOf,
	oneKind,
	signUp,
	ticketed,
	ticketsInputOf
} from '../../fixture/event-registration.ts';
import { approved, at, before, daily, eventSeries, wholeEvent } from '../../fixture/events.ts';

test('somebody registers without account and name, and their receipt leads to the registration', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	const { key, state, registrationId } = await signUp(db, on, { email: '', places: 2 });
	expect(state).toBe('confirmed');
	const found = await guestOf(db, series.slug, key);
	expect(await readOwnRegistration(db, found.actor, registrationId)).toMatchObject({
		state: 'confirmed',
		places: 2,
		name: null,
		placeName: 'Kesselbrink',
		ahead: 0
	});
	const receipt = (await findReceipt(db, key))!;
	expect(await pathOfReceipt(db, receipt, series.slug, key)).toBe(
		`/events/${series.slug}/mine/${key}`
	);
	await expect(guestOf(db, 'andere', key)).rejects.toMatchObject({
		reason: 'registration_unknown'
	});
	const mails = await db.selectFrom('mails').select('body').execute();
	expect(mails.filter(({ body }) => body.includes('/mine/'))).toEqual([]);
});

test('a mail confirms it in the language in which somebody registered', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	const { key } = await signUp(db, on, { email: 'amy@example.org', locale: 'en' });
	const mail = await db
		.selectFrom('mails')
		.selectAll()
		.where('recipient', '=', 'amy@example.org')
		.executeTakeFirstOrThrow();
	expect(mail.subject).toContain('You are registered');
	expect(mail.body).toContain(`https://palaver.example/en/events/${series.slug}/mine/${key}`);
});

test('what everybody sees are honest counts: what is left, and how many wait', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 3 }] });
	const seen = async (now = before) => {
		const event = await publicEvent(db, series.slug, on.event.number);
		return (await openingsOf(db, event, now))[0];
	};
	expect((await seen())!.kinds[0]).toMatchObject({ left: 3, waiting: 0 });
	await signUp(db, on, { places: 2 });
	expect((await seen())!.kinds[0]).toMatchObject({ left: 1, waiting: 0 });
	// One place is free, but the group that waits comes first.
	await signUp(db, on, { places: 2 });
	expect((await seen())!.kinds[0]).toMatchObject({ left: 0, waiting: 2 });
	expect(await seen(hoursBefore(1))).toMatchObject({ closed: 'registration_closed' });
	expect(await seen(hoursBefore(-1))).toBeUndefined();
});

test('kinds of tickets that share a quota share its places', async () => {
	const { db } = await freshDatabase();
	const kinds = [oneKind, { ...oneKind, name: { de: 'Kind' }, needsGuardian: true }];
	const on = await ticketed(db, await eventSeries(db), { kinds });
	const child = { kindId: on.kindIds[1]! };
	await expect(signUp(db, on, child)).rejects.toMatchObject({
		fields: { guardian: 'guardian_missing' }
	});
	await signUp(db, on, { ...child, guardian: true });
	await signUp(db, on);
	expect((await signUp(db, on)).state).toBe('waiting');
});

test.each([
	['more places than a group may have', { places: 6 }, 'places', 'too_many_places'],
	['no places', { places: 0 }, 'places', 'out_of_range'],
	['no number', { places: Number.NaN }, 'places', 'number_invalid'],
	['an unknown kind', { kindId: crypto.randomUUID() }, 'kindId', 'choice_missing'],
	['no kind', { kindId: '' }, 'kindId', 'choice_missing'],
	['an address that is none', { email: 'gast' }, 'email', 'not_an_email'],
	['a name without end', { name: 'x'.repeat(121) }, 'name', 'text_too_long']
])('nobody registers with %s', async (_, change, field, reason) => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	await expect(signUp(db, on, change)).rejects.toMatchObject({
		kind: 'invalid',
		fields: { [field]: reason }
	});
	expect(await db.selectFrom('eventRegistrations').select('id').execute()).toEqual([]);
	expect(await db.selectFrom('eventDateQuotas').select('dateId').execute()).toEqual([]);
});

test('whoever does not want to wait is told that it is full; whoever wants to has to be reachable', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	await signUp(db, on, { places: 2 });
	await expect(signUp(db, on, { waits: false })).rejects.toMatchObject({
		reason: 'registration_full'
	});
	await expect(signUp(db, on, { email: '' })).rejects.toMatchObject({
		fields: { email: 'email_missing' }
	});
	expect((await signUp(db, on)).state).toBe('waiting');
});

test('without a waiting list nobody waits', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { waitingList: false });
	await signUp(db, on, { places: 2 });
	await expect(signUp(db, on)).rejects.toMatchObject({ reason: 'registration_full' });
});

test('registration opens and closes when its host said so', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { opensAt: hoursBefore(48) });
	const when = (hours: number) => signUp(db, on, {}, hoursBefore(hours));
	await expect(when(49)).rejects.toMatchObject({ reason: 'registration_not_open_yet' });
	await expect(when(2)).rejects.toMatchObject({ reason: 'registration_closed' });
	await expect(when(-1)).rejects.toMatchObject({ reason: 'registration_closed' });
	await expect(when(48)).resolves.toMatchObject({ state: 'confirmed' });
});

test('nobody registers for a date that was called off, a closed event, or one without tickets', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	const { revision } = await eventOf(db, on.eventId);
	const ref = { eventId: on.eventId, dateId: on.dateId, revision };
	await cancelDate(db, series.moderator, ref, { cause: 'weather', note: '' });
	await expect(signUp(db, on)).rejects.toMatchObject({ reason: 'date_cancelled' });
	const closed = await ticketed(db, series, {}, { content: { closed: true } });
	await expect(signUp(db, closed)).rejects.toMatchObject({ reason: 'registration_closed' });
	const { eventId } = await approved(db, series);
	const [date] = await datesOf(db, eventId);
	await expect(signUp(db, { ...on, eventId, dateId: date!.id })).rejects.toMatchObject({
		reason: 'date_unknown'
	});
});

test('more places are given only where they are free and nobody waits for them', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { quotas: [{ key: 1, capacity: 3 }] });
	const { registrationId: first } = await signUp(db, on);
	const change = (id: string, places: number) => changePlaces(db, guest(id), id, places, at());
	await change(first, 2);
	const { registrationId: second } = await signUp(db, on, { places: 2 });
	await expect(change(first, 3)).rejects.toMatchObject({ reason: 'registration_full' });
	await expect(change(second, 3)).rejects.toMatchObject({ reason: 'not_more_while_waiting' });
	await expect(change(first, 6)).rejects.toMatchObject({ fields: { places: 'too_many_places' } });
	await expect(change(first, 0)).rejects.toMatchObject({ fields: { places: 'number_invalid' } });
	await change(second, 1);
	expect((await lineOf(db, on)).counted).toMatchObject({ confirmed: 2, offered: 1, waiting: 0 });
});

test('a quota does not fall below what is taken, and the host is told how much that is', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 5 }] });
	await signUp(db, on, { places: 3 });
	const lower = async (capacity: number) => {
		const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
		const quotas = [{ key: 1, capacity }];
		await setUpTickets(db, series.host, on.eventId, { ...tickets, quotas }, revision, at());
	};
	await expect(lower(2)).rejects.toMatchObject({
		fields: { 'quotas.0.capacity': 'quota_taken 3' }
	});
	await lower(3);
	expect((await lineOf(db, on)).counted).toMatchObject({ capacity: 3, confirmed: 3 });
});

test('a kind or quota for which somebody registered stays; others go', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const quotas = [
		{ key: 1, capacity: 5 },
		{ key: 2, capacity: 5 }
	];
	const kinds = [oneKind, { ...oneKind, quotaKey: 2, name: { de: 'Kind' } }];
	const on = await ticketed(db, series, { quotas, kinds });
	await signUp(db, on);
	const set = async (change: (tickets: ReturnType<typeof ticketsInputOf>) => object) => {
		const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
		const given = { ...tickets, ...change(tickets) };
		await setUpTickets(db, series.host, on.eventId, given, revision, at());
	};
	await expect(set(({ kinds: [, second] }) => ({ kinds: [second] }))).rejects.toMatchObject({
		fields: { kinds: 'kind_in_use' }
	});
	await expect(
		set(({ kinds: [first, second] }) => ({ kinds: [{ ...first, quotaKey: 2 }, second] }))
	).rejects.toMatchObject({ fields: { kinds: 'kind_in_use' } });
	await set(({ kinds: [first] }) => ({ kinds: [first], quotas: quotas.slice(0, 1) }));
	expect(await ticketsOf(db, on.eventId)).toMatchObject({ quotas: [{ key: 1 }], revision: 2 });
	await expect(
		setUpTickets(db, series.host, on.eventId, ticketsInputOf(), 1, at())
	).rejects.toMatchObject({ reason: 'changed_meanwhile' });
});

test('a date for which somebody registered is called off and not deleted when the rule has it no more', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, {}, { content: daily });
	const second = (await datesOf(db, on.eventId))[1]!;
	await signUp(db, { ...on, dateId: second.id });
	const { revision } = await eventOf(db, on.eventId);
	await changeEvent(db, series.moderator, on.eventId, wholeEvent, revision, before);
	const dates = await datesOf(db, on.eventId);
	expect(dates.map(({ id, state }) => ({ id, state }))).toEqual([
		{ id: on.dateId, state: 'planned' },
		{ id: second.id, state: 'cancelled' }
	]);
});

test('an expert day counts institutions once, however their people write them', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const quotas = [{ key: 1, capacity: 9 }];
	const on = await ticketed(db, series, { asksOrganisation: true, quotas });
	await expect(signUp(db, on)).rejects.toMatchObject({ fields: { organisation: 'text_missing' } });
	for (const organisation of ['Kita Sonne e.V.', 'KITA  Sonne e. V.', 'Stadt Bielefeld'])
		await signUp(db, on, { organisation });
	const { dates } = await readRegistrations(db, series.host, on.eventId);
	expect(dates[0]).toMatchObject({ institutions: 2, confirmed: 3, capacity: 9 });
});

test('in the table that hosts download no name becomes a formula', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	await signUp(db, on, { name: '=HYPERLINK("https://evil.example")' });
	const { body, fileName } = await registrationsCsv(db, series.host, on.eventId, 'de');
	const text = await new Response(body).text();
	expect(text).toContain(`'=HYPERLINK`);
	expect(text).toContain('gast@example.org');
	expect(fileName).toBe(`palaver-${series.slug}-${on.event.number}.csv`);
	await expect(registrationsCsv(db, anonymous, on.eventId, 'de')).rejects.toMatchObject({
		reason: 'not_allowed'
	});
});

test('what somebody does with a registration is in the audit trail, without a person and only by its day', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	await signUp(db, on, { name: 'Aylin' }, new Date('2026-04-02T09:37:11Z'));
	const entry = await db
		.selectFrom('history')
		.selectAll()
		.where('action', '=', 'events.registered')
		.executeTakeFirstOrThrow();
	expect(entry).toMatchObject({ actorKind: 'resident', actorId: null });
	expect(entry.at).toEqual(new Date('2026-04-01T22:00:00Z'));
	expect(entry.detail).toEqual({ number: on.event.number, places: 1 });
});

test('archiving a series forgets its guests at once', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	const { key } = await signUp(db, on, { name: 'Aylin' });
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await archiveSeries(db, system, series.activityId, new Date());
	const row = await db.selectFrom('eventRegistrations').selectAll().executeTakeFirstOrThrow();
	expect(row).toMatchObject({ name: null, email: null, erased: true });
	await expect(guestOf(db, series.slug, key)).rejects.toMatchObject({
		reason: 'registration_unknown'
	});
	await expect(signUp(db, on)).rejects.toMatchObject({ reason: 'registration_closed' });
});
