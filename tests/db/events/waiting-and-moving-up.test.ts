import { expect, test } from 'vitest';
import { cancelDate, moveDate, restoreDate } from '#lib/formats/events/dates/change-date.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import {
	acceptOffer,
	cancelRegistration
} from '#lib/formats/events/registration/change-registration.server.ts';
import {
	guestOf,
	readOwnRegistration
} from '#lib/formats/events/registration/own-registration.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { tellOfDates } from '#lib/formats/events/registration/tell-of-dates.server.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { tidyRegistrations } from '#lib/formats/events/registration/tidy.server.ts';
import { tidy } from '#lib/formats/events/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	begins,
	guest,
	hoursBefore,
	lineOf,
	mailsTo,
	signUp,
	statesOf,
	ticketed
} from '../../fixture/event-registration.ts';
import { at, before, eventSeries } from '../../fixture/events.ts';

const later = (hours: number) => new Date(before.getTime() + hours * 3_600_000);
const cancel = (db: Db, id: string, now = before) => cancelRegistration(db, guest(id), id, at(now));
const accept = (db: Db, id: string, now = before) => acceptOffer(db, guest(id), id, at(now));

test('a place that becomes free is offered to whoever waits longest, and is theirs once they accept', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	const first = await signUp(db, on, { places: 2 });
	const second = await signUp(db, on, { email: 'zwei@example.org' });
	const third = await signUp(db, on, { email: 'drei@example.org', places: 2 });
	expect(
		await readOwnRegistration(db, guest(third.registrationId), third.registrationId)
	).toMatchObject({ state: 'waiting', ahead: 1 });
	await cancel(db, first.registrationId);
	expect(await statesOf(db, on)).toEqual(['cancelled', 'offered', 'waiting']);
	expect(await mailsTo(db, 'zwei@example.org')).toEqual([
		expect.stringContaining('Warteliste'),
		expect.stringContaining('Ein Platz ist frei')
	]);
	await accept(db, second.registrationId, later(23));
	expect(await statesOf(db, on)).toEqual(['cancelled', 'confirmed', 'waiting']);
	await expect(accept(db, second.registrationId)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	await expect(accept(db, third.registrationId)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('an offer that nobody took in time goes to the next, and cannot be taken any more', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	const first = await signUp(db, on, { places: 2 });
	const second = await signUp(db, on, { places: 2, email: 'zwei@example.org' });
	await signUp(db, on, { email: 'drei@example.org' });
	await cancel(db, first.registrationId);
	await expect(accept(db, second.registrationId, later(24))).rejects.toMatchObject({
		kind: 'gone',
		reason: 'offer_expired'
	});
	await tidyRegistrations(db, at(later(23)));
	expect(await statesOf(db, on)).toEqual(['cancelled', 'offered', 'waiting']);
	await tidyRegistrations(db, at(later(24)));
	expect(await statesOf(db, on)).toEqual(['cancelled', 'expired', 'offered']);
	await expect(accept(db, second.registrationId, later(24))).rejects.toMatchObject({
		reason: 'offer_expired'
	});
	expect((await mailsTo(db, 'zwei@example.org')).at(-1)).toContain('verfallen');
});

test('an offer never holds a place past the beginning, and then nobody waits any more', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	const first = await signUp(db, on, { places: 2 });
	await signUp(db, on);
	await signUp(db, on, { places: 3 });
	await cancel(db, first.registrationId, hoursBefore(5));
	const { registrations } = await lineOf(db, on);
	expect(registrations[1]).toMatchObject({ state: 'offered', offeredUntil: begins });
	await tidyRegistrations(db, at(begins));
	expect(await statesOf(db, on)).toEqual(['cancelled', 'expired', 'expired']);
	await expect(cancel(db, registrations[1]!.id, begins)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test.each([
	['holds up whoever waits behind it', true, ['confirmed', 'cancelled', 'waiting', 'waiting']],
	[
		'lets smaller ones pass where its host said so',
		false,
		['confirmed', 'cancelled', 'waiting', 'offered']
	]
])('a group that does not fit %s', async (_, strictOrder, expected) => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), { strictOrder });
	await signUp(db, on);
	const second = await signUp(db, on);
	await signUp(db, on, { places: 2 });
	await signUp(db, on);
	await cancel(db, second.registrationId);
	expect(await statesOf(db, on)).toEqual(expected);
});

test('what a quota gains is offered at once to those who wait', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	for (let i = 0; i < 5; i++) await signUp(db, on);
	const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
	const quotas = [{ key: 1, capacity: 4 }];
	await setUpTickets(db, series.host, on.eventId, { ...tickets, quotas }, revision, at());
	expect(await statesOf(db, on)).toEqual([
		...['confirmed', 'confirmed', 'offered', 'offered', 'waiting']
	]);
});

test('people are reminded once, in time, and not if they registered a moment ago', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	await signUp(db, on, { email: 'eins@example.org' });
	await tidyRegistrations(db, at(hoursBefore(25)));
	expect(await mailsTo(db, 'eins@example.org')).toHaveLength(1);
	await signUp(db, on, { email: 'zwei@example.org' }, hoursBefore(20));
	await tidyRegistrations(db, at(hoursBefore(19)));
	await tidyRegistrations(db, at(hoursBefore(18)));
	expect((await mailsTo(db, 'eins@example.org')).slice(1)).toEqual([
		expect.stringContaining('Erinnerung')
	]);
	expect(await mailsTo(db, 'zwei@example.org')).toHaveLength(1);
});

test('everybody hears once that a date was called off, takes place after all, or begins at another time', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	await signUp(db, on);
	await signUp(db, on, { email: '' });
	const ref = async () => {
		const { revision } = await eventOf(db, on.eventId);
		return { eventId: on.eventId, dateId: on.dateId, revision };
	};
	const told = async () => {
		await tellOfDates(db, on.eventId, at());
		await tidyRegistrations(db, at());
		return (await mailsTo(db, 'gast@example.org')).slice(1);
	};
	expect(await told()).toEqual([]);
	await cancelDate(db, series.moderator, await ref(), { cause: 'weather', note: '' });
	expect(await told()).toEqual([expect.stringContaining('Abgesagt')]);
	await restoreDate(db, series.moderator, await ref());
	expect((await told()).slice(1)).toEqual([expect.stringContaining('Findet doch statt')]);
	const moved = { local: '2026-05-10T15:00', note: '' };
	await moveDate(db, series.moderator, await ref(), moved, before);
	expect((await told()).slice(2)).toEqual([expect.stringContaining('Neue Zeit')]);
});

test('nobody moves up at a date that was called off', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	const first = await signUp(db, on, { places: 2 });
	await signUp(db, on);
	const { revision } = await eventOf(db, on.eventId);
	const ref = { eventId: on.eventId, dateId: on.dateId, revision };
	await cancelDate(db, series.moderator, ref, { cause: 'weather', note: '' });
	await cancel(db, first.registrationId);
	expect(await statesOf(db, on)).toEqual(['cancelled', 'waiting']);
});

test('thirty days after the date names, addresses, mails and receipts are forgotten, numbers stay', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series);
	const { key } = await signUp(db, on, { name: 'Aylin', places: 2 });
	await db.updateTable('mails').set({ sentAt: before }).execute();
	const ends = new Date('2026-05-09T15:00:00Z');
	const days = (count: number) => new Date(ends.getTime() + count * 86_400_000 + 1000);
	await tidy(db, days(29), 'https://palaver.example');
	await expect(guestOf(db, series.slug, key)).resolves.toBeDefined();
	await tidy(db, days(30), 'https://palaver.example');
	await expect(guestOf(db, series.slug, key)).rejects.toMatchObject({
		reason: 'registration_unknown'
	});
	const row = await db.selectFrom('eventRegistrations').selectAll().executeTakeFirstOrThrow();
	expect(row).toMatchObject({ name: null, email: null, erased: true, places: 2 });
	expect((await lineOf(db, on)).counted.confirmed).toBe(2);
	expect(await mailsTo(db, 'gast@example.org')).toEqual([]);
});
