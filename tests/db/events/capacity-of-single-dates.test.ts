import { expect, test } from 'vitest';
import { cancelDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { publicEvent } from '#lib/formats/events/programme/public-events.server.ts';
import { dateCapacities } from '#lib/formats/events/registration/date-capacities.server.ts';
import { setCapacityOfDate } from '#lib/formats/events/registration/date-capacity.server.ts';
import { openingsOf } from '#lib/formats/events/registration/public-openings.server.ts';
import { readRegistrations } from '#lib/formats/events/registration/registration-list.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	begins,
	lineOf,
	mailsTo,
	signUp,
	statesOf,
	ticketed
} from '../../fixture/event-registration.ts';
import { at, before, daily, eventSeries } from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

/** Every day two places. */
async function everyDay() {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, {}, { content: daily });
	const days = await datesOf(db, on.eventId);
	const which = { eventId: on.eventId, dateId: on.dateId, quotaKey: 1 };
	const other = { ...on, dateId: days[1]!.id };
	return { db, series, host: series.host, on, other, which };
}

test('a larger room on one day gives its places to those who wait, and to nobody on another day', async () => {
	const { db, host, on, other, which } = await everyDay();
	for (const date of [on, other])
		for (let guests = 0; guests < 3; guests++)
			await signUp(db, date, { email: 'gast@example.org' });
	expect(await statesOf(db, on)).toEqual(['confirmed', 'confirmed', 'waiting']);
	await setCapacityOfDate(db, host, which, 3, at());
	expect(await statesOf(db, on)).toEqual(['confirmed', 'confirmed', 'offered']);
	expect(await statesOf(db, other)).toEqual(['confirmed', 'confirmed', 'waiting']);
	expect((await mailsTo(db, 'gast@example.org')).join()).toContain('Ein Platz ist frei');
});

test('a smaller room never holds fewer than are registered; the refusal says how many', async () => {
	const { db, host, on, which } = await everyDay();
	await signUp(db, on, { places: 2 });
	await expect(setCapacityOfDate(db, host, which, 1, at())).rejects.toMatchObject({
		status: 422,
		fields: { capacity: 'quota_taken 2' }
	});
	expect((await lineOf(db, on)).counted.capacity).toBe(2);
});

test('everybody sees the places of that day before anybody has registered', async () => {
	const { db, series, host, on, which } = await everyDay();
	await setCapacityOfDate(db, host, which, 40, at());
	const seen = await openingsOf(db, await publicEvent(db, series.slug, on.event.number), before);
	expect(seen.slice(0, 3).map(({ kinds }) => kinds[0]!.left)).toEqual([40, 2, 2]);
	const { dates } = await readRegistrations(db, host, on.eventId);
	expect(dates).toMatchObject([{ dateId: on.dateId, capacity: 40, usual: 2, guests: [] }]);
});

test('what is set for all dates later leaves that day alone, until it is as usual again', async () => {
	const { db, host, on, other, which } = await everyDay();
	await setCapacityOfDate(db, host, which, 40, at());
	await signUp(db, on);
	await signUp(db, other);
	const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
	const quotas = [{ key: 1, capacity: 10 }];
	await setUpTickets(db, host, on.eventId, { ...tickets, quotas }, revision, at());
	expect((await lineOf(db, on)).counted.capacity).toBe(40);
	expect((await lineOf(db, other)).counted.capacity).toBe(10);
	await setCapacityOfDate(db, host, which, null, at());
	expect((await lineOf(db, on)).counted.capacity).toBe(10);
});

test('a day full of guests that is larger than usual does not hinder a smaller quota for the others', async () => {
	const { db, host, on, which } = await everyDay();
	await setCapacityOfDate(db, host, which, 5, at());
	await signUp(db, on, { places: 5 });
	const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
	const quotas = [{ key: 1, capacity: 1 }];
	await setUpTickets(db, host, on.eventId, { ...tickets, quotas }, revision, at());
	await expect(setCapacityOfDate(db, host, which, null, at())).rejects.toMatchObject({
		fields: { capacity: 'quota_taken 5' }
	});
});

test('a day without guests that is as usual again leaves nothing behind', async () => {
	const { db, host, on, which } = await everyDay();
	await setCapacityOfDate(db, host, which, 5, at());
	await setCapacityOfDate(db, host, which, null, at());
	expect(await db.selectFrom('eventDateQuotas').select('dateId').execute()).toEqual([]);
	const [first] = await dateCapacities(db, on.eventId, before);
	expect(first!.quotas).toEqual([{ key: 1, usual: 2, capacity: 2, own: false }]);
});

test.each([
	['no number', Number.NaN, 'number_invalid'],
	['a negative number', -1, 'out_of_range'],
	['more than any hall holds', 100_001, 'out_of_range']
])('%s is refused at the field', async (_, capacity, reason) => {
	const { db, host, which } = await everyDay();
	await expect(setCapacityOfDate(db, host, which, capacity, at())).rejects.toMatchObject({
		status: 422,
		fields: { capacity: reason }
	});
});

test('only at a date to come that is not called off, of a quota that there is, by whoever keeps the event', async () => {
	const { db, host, on, other, which } = await everyDay();
	const set = (changed: Partial<typeof which>, now = before) =>
		setCapacityOfDate(db, host, { ...which, ...changed }, 9, at(now));
	await expect(set({}, begins)).rejects.toMatchObject({ reason: 'not_possible_now' });
	await expect(set({ quotaKey: 2 })).rejects.toMatchObject({
		fields: { quotaKey: 'quota_unknown' }
	});
	await expect(set({ dateId: crypto.randomUUID() })).rejects.toMatchObject({
		reason: 'date_unknown'
	});
	const { revision } = await eventOf(db, on.eventId);
	const called = { eventId: on.eventId, dateId: other.dateId, revision };
	await cancelDate(db, host, called, { cause: 'weather', note: '' });
	await expect(set({ dateId: other.dateId })).rejects.toMatchObject({ reason: 'not_possible_now' });
	const planner = await staff(db, 'planner', ['bielefeld']);
	await expect(setCapacityOfDate(db, planner, which, 9, at())).rejects.toMatchObject({
		reason: 'not_allowed'
	});
});
