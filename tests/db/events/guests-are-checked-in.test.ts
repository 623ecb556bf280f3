import { expect, test } from 'vitest';
import { anonymous, roles, system, type Actor } from '#lib/access/actor.ts';
import { checkIn, takeBack, type CheckInInput } from '#lib/formats/events/door/check-in.server.ts';
import { readDoor, readPresence } from '#lib/formats/events/door/read-door.server.ts';
import { receiveActs } from '#lib/formats/events/door/receive.server.ts';
import { ticketOf } from '#lib/formats/events/door/ticket.server.ts';
import { spokenTicket } from '#lib/formats/events/door/ticket.ts';
import { cancelDate, markDate } from '#lib/formats/events/dates/change-date.server.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import {
	cancelRegistration,
	changePlaces
} from '#lib/formats/events/registration/change-registration.server.ts';
import { readOwnRegistration } from '#lib/formats/events/registration/own-registration.server.ts';
import { states } from '#lib/formats/events/states.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	begins,
	guest,
	hoursBefore,
	signUp,
	ticketed,
	type TicketedEvent
} from '../../fixture/event-registration.ts';
import {
	at,
	daily,
	eventSeries,
	linkHolder,
	member,
	organisation,
	type TestSeries
} from '../../fixture/events.ts';
import { staff } from '../../fixture/town.ts';

/** An event with eight places, an hour before it begins. */
async function atTheDoor(shape: Parameters<typeof ticketed>[3] = {}) {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 8 }] }, shape);
	return { db, series, on };
}

const now = hoursBefore(1);

const arrival = (change: Partial<CheckInInput>): CheckInInput => ({
	nonce: crypto.randomUUID(),
	way: 'list',
	ticket: null,
	registrationId: null,
	people: null,
	...change
});

const walkIn = (people: number) => arrival({ way: 'walkIn', people });

async function ticketNumberOf(db: Db, registrationId: string): Promise<string> {
	const { ticket } = await readOwnRegistration(db, guest(registrationId), registrationId);
	return ticket!;
}

async function tried(work: Promise<unknown>): Promise<string | null> {
	try {
		await work;
		return null;
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		return Object.values(thrown.fields)[0] ?? thrown.reason;
	}
}

async function attended(db: Db, { dateId }: TicketedEvent): Promise<number | null> {
	const row = await db
		.selectFrom('eventAttendance')
		.select('checkedIn')
		.where('dateId', '=', dateId)
		.executeTakeFirstOrThrow();
	return row.checkedIn;
}

test('guests come by number and list, others uncounted, and all of them are counted', async () => {
	const { db, series, on } = await atTheDoor();
	const first = await signUp(db, on, { places: 3, name: 'Aylin' });
	const second = await signUp(db, on, { name: 'Bo' });
	const ticket = spokenTicket(await ticketNumberOf(db, first.registrationId)).toLowerCase();
	await checkIn(db, series.host, on, arrival({ way: 'number', ticket, people: 2 }), now);
	const { registrationId } = second;
	await checkIn(db, series.moderator, on, arrival({ registrationId }), now);
	await checkIn(db, series.host, on, walkIn(4), now);
	expect(await attended(db, on)).toBe(7);
	const { presence, guests, expected } = await readDoor(db, series.host, on, now);
	expect(expected).toBe(4);
	expect(guests.map(({ name }) => name)).toEqual(['Aylin', 'Bo']);
	expect(presence.guests.map(({ people }) => people).sort()).toEqual([1, 2]);
	expect(presence.walkIns).toMatchObject([{ people: 4 }]);
	expect(JSON.stringify(guests)).not.toContain('gast@example.org');
});

test('the same act sent again counts once, also all at the same moment', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on, { places: 2 });
	const one = arrival({ registrationId });
	const other = walkIn(3);
	const twice = [one, other, one, other, one, other];
	await Promise.all(twice.map((given) => checkIn(db, series.host, on, given, now)));
	expect(await attended(db, on)).toBe(5);
});

test('of many devices that let in the same guest at once exactly one wins', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on, { places: 2 });
	const outcomes = await Promise.all(
		Array.from({ length: 12 }, () =>
			tried(checkIn(db, series.host, on, arrival({ registrationId }), now))
		)
	);
	expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
	expect(new Set(outcomes)).toEqual(new Set([null, 'already_in']));
	expect(await attended(db, on)).toBe(2);
});

test('the database itself refuses a second check-in of the same registration', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on);
	await checkIn(db, series.host, on, arrival({ registrationId }), now);
	const { eventId, dateId } = on;
	const row = { eventId, dateId, registrationId, nonce: crypto.randomUUID(), people: 1 };
	await expect(
		db
			.insertInto('eventCheckIns')
			.values({ ...row, way: 'list' })
			.execute()
	).rejects.toThrow('event_check_ins_once');
});

test('a forged ticket, one of another date and one of another event open nothing', async () => {
	const { db, series, on } = await atTheDoor({ content: daily });
	const [, tomorrow] = await datesOf(db, on.eventId);
	const there = await signUp(db, { ...on, dateId: tomorrow!.id });
	const elsewhere = await signUp(db, await ticketed(db, series));
	const enter = (ticket: string) =>
		tried(checkIn(db, series.host, on, arrival({ way: 'number', ticket }), now));
	expect(await enter('K7M')).toBe('ticket_invalid');
	expect(await enter('K7M-4QX')).toBe('ticket_unknown');
	const forged = ticketOf(Buffer.alloc(32), { ...there, dateId: on.dateId });
	expect(await enter(forged)).toBe('ticket_unknown');
	expect(await enter(await ticketNumberOf(db, there.registrationId))).toBe('ticket_other_date');
	expect(await enter(await ticketNumberOf(db, elsewhere.registrationId))).toBe('ticket_unknown');
	const { registrationId } = there;
	expect(await tried(checkIn(db, series.host, on, arrival({ registrationId }), now))).toBe(
		'guest_unknown'
	);
	expect(await attended(db, on)).toBeNull();
});

test('who waits, has cancelled, is in already or brings more than registered is told so', async () => {
	const { db, series, on } = await atTheDoor();
	const cancelled = await signUp(db, on, { places: 1 });
	const inAlready = await signUp(db, on, { places: 5 });
	const group = await signUp(db, on, { places: 2 });
	const waiting = await signUp(db, on, { places: 4 });
	await cancelRegistration(db, guest(cancelled.registrationId), cancelled.registrationId, at());
	await checkIn(db, series.host, on, arrival({ registrationId: inAlready.registrationId }), now);
	const enter = (registrationId: string, people: number | null = null) =>
		tried(checkIn(db, series.host, on, arrival({ registrationId, people }), now));
	expect(await enter(waiting.registrationId)).toBe('guest_waiting');
	expect(await enter(cancelled.registrationId)).toBe('guest_cancelled');
	expect(await enter(inAlready.registrationId)).toBe('already_in');
	expect(await enter(group.registrationId, 3)).toBe('too_many_people');
	expect(await attended(db, on)).toBe(5);
});

test('what was taken back does not count, is harmless to repeat, and the guest can come again', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on);
	const { nonce } = await checkIn(db, series.host, on, arrival({ registrationId }), now);
	await takeBack(db, series.host, on, nonce, now);
	await takeBack(db, series.host, on, nonce, now);
	expect(await attended(db, on)).toBeNull();
	// The late repetition of what was taken back does not bring it back.
	await checkIn(db, series.host, on, arrival({ registrationId, nonce }), now);
	expect(await attended(db, on)).toBeNull();
	await checkIn(db, series.host, on, arrival({ registrationId }), now);
	expect(await attended(db, on)).toBe(1);
	expect(await tried(takeBack(db, series.host, on, crypto.randomUUID(), now))).toBe(
		'check_in_unknown'
	);
});

test('a page of yesterday does not let in somebody else under an old number of the act', async () => {
	const { db, series, on } = await atTheDoor();
	const first = await signUp(db, on);
	const second = await signUp(db, on);
	const { nonce } = await checkIn(
		db,
		series.host,
		on,
		arrival({ registrationId: first.registrationId }),
		now
	);
	const again = arrival({ registrationId: second.registrationId, nonce });
	expect(await tried(checkIn(db, series.host, on, again, now))).toBe('changed_meanwhile');
});

test('a device that was offline is told what another one had done, and loses nothing else', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on, { places: 2 });
	const { registrationId: other } = await signUp(db, on);
	const noted = {
		acts: [
			{ act: 'in', input: arrival({ registrationId }) },
			{ act: 'in', input: arrival({ registrationId: other }) },
			{ act: 'in', input: walkIn(2) }
		]
	};
	await checkIn(db, series.host, on, arrival({ registrationId }), now);
	const answer = await receiveActs(db, series.host, on, noted, now);
	expect(answer.received).toEqual([
		{ outcome: 'refused', reason: 'already_in' },
		{ outcome: 'kept' },
		{ outcome: 'kept' }
	]);
	expect(await attended(db, on)).toBe(5);
	// The answer was lost on the way, so the device sends all of it again.
	expect((await receiveActs(db, series.host, on, noted, now)).received).toEqual(answer.received);
	expect(await attended(db, on)).toBe(5);
	expect(answer.presence).toEqual(await readPresence(db, series.host, on, now));
});

test('a device takes back what it noted in the same delivery', async () => {
	const { db, series, on } = await atTheDoor();
	const given = walkIn(2);
	const acts = [
		{ act: 'in', input: given },
		{ act: 'back', nonce: given.nonce }
	];
	await receiveActs(db, series.host, on, { acts }, now);
	expect(await attended(db, on)).toBeNull();
});

test('guests cannot cancel or change their places once they are in, and see that they are', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on, { places: 3 });
	await checkIn(db, series.host, on, arrival({ registrationId }), now);
	const me = guest(registrationId);
	expect(await readOwnRegistration(db, me, registrationId)).toMatchObject({ isIn: true });
	expect(await tried(cancelRegistration(db, me, registrationId, at(now)))).toBe('you_are_in');
	expect(await tried(changePlaces(db, me, registrationId, 1, at(now)))).toBe('you_are_in');
});

test('of a guest who cancels while being let in exactly one of both happens', async () => {
	const { db, series, on } = await atTheDoor();
	for (let round = 0; round < 8; round++) {
		const { registrationId } = await signUp(db, on);
		const [came, went] = await Promise.all([
			tried(checkIn(db, series.host, on, arrival({ registrationId }), now)),
			tried(cancelRegistration(db, guest(registrationId), registrationId, at(now)))
		]);
		expect([came, went].filter((outcome) => outcome === null)).toHaveLength(1);
		if (came === null)
			await db.deleteFrom('eventCheckIns').where('registrationId', '=', registrationId).execute();
		await cancelRegistration(db, guest(registrationId), registrationId, at(now)).catch(() => null);
	}
});

test('at a date that was called off or did not take place nobody comes in', async () => {
	const { db, series, on } = await atTheDoor({ content: daily });
	const dates = await datesOf(db, on.eventId);
	const { revision } = await eventOf(db, on.eventId);
	const off = { eventId: on.eventId, dateId: dates[1]!.id };
	await cancelDate(db, series.host, { ...off, revision }, { cause: 'weather', note: '' });
	expect(await tried(checkIn(db, series.host, off, walkIn(1), now))).toBe('date_cancelled');
	const after = await eventOf(db, on.eventId);
	const later = new Date(begins.getTime() + 3_600_000);
	const held = { eventId: on.eventId, dateId: on.dateId, revision: after.revision };
	await markDate(db, series.moderator, held, 'notHeld', later);
	expect(await tried(checkIn(db, series.host, on, walkIn(1), later))).toBe('date_not_held');
});

test('the audit trail tells how many came and never who', async () => {
	const { db, series, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on, { places: 2, name: 'Aylin' });
	const { nonce } = await checkIn(db, series.host, on, arrival({ registrationId }), now);
	await takeBack(db, series.host, on, nonce, now);
	const entries = await db
		.selectFrom('history')
		.select(['action', 'detail'])
		.where('action', 'like', 'events.check%')
		.orderBy('id')
		.execute();
	const { number } = await eventOf(db, on.eventId);
	expect(entries).toEqual([
		{ action: 'events.checkedIn', detail: { number, people: 2 } },
		{ action: 'events.checkInTakenBack', detail: { number, people: 2 } }
	]);
});

test('the mail of a confirmation names the ticket', async () => {
	const { db, on } = await atTheDoor();
	const { registrationId } = await signUp(db, on, { email: 'aylin@example.org' });
	const { body } = await db
		.selectFrom('mails')
		.select('body')
		.where('recipient', '=', 'aylin@example.org')
		.executeTakeFirstOrThrow();
	expect(body).toContain(spokenTicket(await ticketNumberOf(db, registrationId)));
});

async function people(db: Db, series: TestSeries): Promise<Record<string, Actor>> {
	const withRole = await Promise.all(
		roles.map(async (role) => [role, await staff(db, role, ['bielefeld'])] as const)
	);
	return {
		...Object.fromEntries(withRole),
		'moderator elsewhere': await staff(db, 'moderator', ['bielefeld-heepen']),
		'moderator without second factor': { ...series.moderator, secondFactor: false },
		'holder of another invitation': (await linkHolder(db, series)).actor,
		member: series.host,
		'member of another organisation': await member(db, await organisation(db)),
		anonymous,
		system
	};
}

type Take = (db: Db, actor: Actor, on: TicketedEvent) => Promise<unknown>;
const acts: Readonly<Record<string, { from: readonly string[]; take: Take }>> = {
	'see the door': { from: states, take: (db, actor, on) => readDoor(db, actor, on, now) },
	'hear who is in': { from: states, take: (db, actor, on) => readPresence(db, actor, on, now) },
	'let somebody in': {
		from: ['approved'],
		take: (db, actor, on) => checkIn(db, actor, on, walkIn(1), now)
	},
	'take back': {
		from: ['approved'],
		take: async (db, actor, { eventId, dateId }) => {
			const nonce = crypto.randomUUID();
			const row = { eventId, dateId, nonce, people: 1, way: 'walkIn' };
			await db.insertInto('eventCheckIns').values(row).execute();
			await takeBack(db, actor, { eventId, dateId }, nonce, now);
		}
	},
	'send what a device noted': {
		from: states,
		take: (db, actor, on) => receiveActs(db, actor, on, { acts: [] }, now)
	}
};

test.each(Object.entries(acts))(
	'%s: host and moderators do, nobody else, in exactly the states in which it is possible',
	async (_, { from, take }) => {
		const { db, series, on } = await atTheDoor();
		const everybody = await people(db, series);
		for (const state of states) {
			await db.updateTable('events').set({ state }).where('id', '=', on.eventId).execute();
			for (const [name, actor] of Object.entries(everybody)) {
				const against = await tried(take(db, actor, on));
				const may = ['moderator', 'administrator', 'member'].includes(name);
				const expected = from.includes(state) ? null : 'not_possible_now';
				expect(against, `${name}, ${state}`).toBe(may ? expected : 'not_allowed');
			}
		}
	},
	60_000
);
