import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import {
	acceptOffer,
	cancelRegistration,
	changePlaces
} from '#lib/formats/events/registration/change-registration.server.ts';
import { setCapacityOfDate } from '#lib/formats/events/registration/date-capacity.server.ts';
import { setUpTickets } from '#lib/formats/events/registration/set-up-tickets.server.ts';
import { ticketsOf } from '#lib/formats/events/registration/tickets.server.ts';
import { tidyRegistrations } from '#lib/formats/events/registration/tidy.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { Refusal } from '#lib/platform/errors.ts';
import {
	guest,
	guestInput,
	lineOf,
	oneKind,
	signUp,
	ticketed,
	type TicketedEvent
} from '../../fixture/event-registration.ts';
import { at, before, daily, eventSeries, type TestSeries } from '../../fixture/events.ts';
import { freshDatabase } from '../../fixture/database.ts';

type Move =
	| { do: 'register'; places: number; waits: boolean }
	| { do: 'change'; whose: number; places: number }
	| { do: 'cancel' | 'accept'; whose: number }
	| { do: 'wait'; hours: number }
	| { do: 'capacity'; places: number }
	| { do: 'ownCapacity'; capacity: number | null };

const places = fc.integer({ min: 1, max: 4 });
const whose = fc.nat(30);
const move: fc.Arbitrary<Move> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('register' as const),
			places,
			waits: fc.boolean()
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({ do: fc.constant('change' as const), whose, places })
	},
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constantFrom('cancel' as const, 'accept' as const), whose })
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('wait' as const),
			hours: fc.integer({ min: 1, max: 30 })
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('capacity' as const),
			places: fc.integer({ min: 0, max: 8 })
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('ownCapacity' as const),
			capacity: fc.option(fc.integer({ min: 0, max: 8 }))
		})
	}
);

/** What is refused changes nothing, so the story goes on. */
async function orRefused(work: Promise<unknown>): Promise<void> {
	try {
		await work;
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
	}
}

async function take(
	db: Db,
	{ moderator }: TestSeries,
	on: TicketedEvent,
	guests: string[],
	now: Date,
	one: Move
): Promise<void> {
	const id = 'whose' in one ? guests[one.whose % Math.max(1, guests.length)] : undefined;
	if (one.do === 'register') {
		const { registrationId } = await signUp(db, on, one, now);
		guests.push(registrationId);
	} else if (one.do === 'capacity') {
		const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
		const quotas = [{ key: 1, capacity: one.places }];
		await setUpTickets(db, moderator, on.eventId, { ...tickets, quotas }, revision, at(now));
	} else if (one.do === 'ownCapacity')
		await setCapacityOfDate(db, moderator, { ...on, quotaKey: 1 }, one.capacity, at(now));
	else if (one.do === 'wait') await tidyRegistrations(db, at(now));
	else if (id && one.do === 'change') await changePlaces(db, guest(id), id, one.places, at(now));
	else if (id && one.do === 'cancel') await cancelRegistration(db, guest(id), id, at(now));
	else if (id && one.do === 'accept') await acceptOffer(db, guest(id), id, at(now));
}

async function check(db: Db, on: TicketedEvent, strict: boolean): Promise<void> {
	const { counted, registrations } = await lineOf(db, on);
	const sum = (state: string) =>
		registrations
			.filter((one) => one.state === state)
			.reduce((total, one) => total + one.places, 0);
	expect(counted).toMatchObject({
		confirmed: sum('confirmed'),
		offered: sum('offered'),
		waiting: sum('waiting')
	});
	const free = counted.capacity - counted.confirmed - counted.offered;
	expect(free).toBeGreaterThanOrEqual(0);
	const waiting = registrations.filter(({ state }) => state === 'waiting');
	const served = registrations.filter(({ state }) => state === 'confirmed' || state === 'offered');
	// Nobody waits for what is free.
	for (const one of strict ? waiting.slice(0, 1) : waiting)
		expect(one.places).toBeGreaterThan(free);
	// Nobody who came later has a place while somebody waits.
	if (strict && waiting.length > 0)
		for (const one of served) expect(one.position).toBeLessThan(waiting[0]!.position);
}

test.each([
	['in strict order nobody is overtaken', true],
	['without strict order smaller groups pass those that do not fit', false]
])(
	'whatever happens to a line, its counters tell the truth and it is never overbooked; %s',
	async (_, strictOrder) => {
		const { db } = await freshDatabase();
		const series = await eventSeries(db);
		await fc.assert(
			fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
				const quotas = [{ key: 1, capacity: 4 }];
				const on = await ticketed(db, series, { strictOrder, quotas });
				const guests = [(await signUp(db, on)).registrationId];
				let now = before;
				for (const one of moves) {
					if (one.do === 'wait') now = new Date(now.getTime() + one.hours * 3_600_000);
					await orRefused(take(db, series, on, guests, now, one));
					await check(db, on, strictOrder);
				}
			}),
			{ numRuns: 15 }
		);
	},
	120_000
);

test('forty people at once for ten places: ten have one, thirty wait in the order in which they came', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 10 }] });
	const done = await Promise.all(Array.from({ length: 40 }, () => signUp(db, on)));
	expect(done.filter(({ state }) => state === 'confirmed')).toHaveLength(10);
	const { counted, registrations } = await lineOf(db, on);
	expect(counted).toMatchObject({ confirmed: 10, offered: 0, waiting: 30 });
	const states = registrations.map(({ state }) => state);
	expect(states).toEqual([
		...Array<string>(10).fill('confirmed'),
		...Array<string>(30).fill('waiting')
	]);
});

test('a form that is sent three times at once is one registration with one receipt', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	const { clientKey } = guestInput(on.kindIds[0]!);
	const sent = await Promise.all([1, 2, 3].map(() => signUp(db, on, { clientKey })));
	expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
	expect((await lineOf(db, on)).registrations).toHaveLength(1);
});

test('also when it names kinds of tickets with different quotas it is one registration', async () => {
	const { db } = await freshDatabase();
	const quotas = [1, 2].map((key) => ({ key, capacity: 2 }));
	const kinds = [1, 2].map((quotaKey) => ({ ...oneKind, quotaKey }));
	const on = await ticketed(db, await eventSeries(db), { quotas, kinds });
	const clientKey = crypto.randomUUID();
	const sent = await Promise.all(on.kindIds.map((kindId) => signUp(db, on, { clientKey, kindId })));
	expect(new Set(sent.map(({ registrationId }) => registrationId)).size).toBe(1);
});

test('whoever cancels while others register, set up tickets and accept at the same moment: no deadlock, no place twice', async () => {
	const { db } = await freshDatabase();
	const series = await eventSeries(db);
	const on = await ticketed(db, series, { quotas: [{ key: 1, capacity: 5 }] });
	const first = await Promise.all(Array.from({ length: 12 }, () => signUp(db, on)));
	const { revision, ...tickets } = (await ticketsOf(db, on.eventId))!;
	const confirmed = first.filter(({ state }) => state === 'confirmed');
	const work = [
		...confirmed.map(({ registrationId: id }) => cancelRegistration(db, guest(id), id, at())),
		...Array.from({ length: 8 }, () => signUp(db, on)),
		...first.map(({ registrationId: id }) => acceptOffer(db, guest(id), id, at())),
		setUpTickets(
			db,
			series.moderator,
			on.eventId,
			{ ...tickets, quotas: [{ key: 1, capacity: 7 }] },
			revision,
			at()
		)
	];
	await Promise.all(work.map(orRefused));
	await check(db, on, true);
	expect((await lineOf(db, on)).counted.capacity).toBe(7);
});

test.each([
	['more confirmed than places', { confirmed: 3 }, 'event_date_quotas_never_overbooked'],
	['more promised than places', { confirmed: 1, offered: 2 }, 'event_date_quotas_never_overbooked'],
	['fewer than no places', { waiting: -1 }, 'event_date_quotas_waiting_check']
])('the database itself refuses %s', async (_, set, constraint) => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db));
	await signUp(db, on);
	await expect(db.updateTable('eventDateQuotas').set(set).execute()).rejects.toMatchObject({
		constraint
	});
});

test('the database refuses a registration that moves to another date or waits without an address', async () => {
	const { db } = await freshDatabase();
	const on = await ticketed(db, await eventSeries(db), {}, { content: daily });
	const [, second] = await datesOf(db, on.eventId);
	await signUp(db, on);
	await signUp(db, { ...on, dateId: second!.id });
	await expect(
		db.updateTable('eventRegistrations').set({ dateId: second!.id }).execute()
	).rejects.toThrow('stays at its date');
	await expect(
		db.updateTable('eventRegistrations').set({ state: 'waiting', email: null }).execute()
	).rejects.toMatchObject({ constraint: 'event_registrations_wait_with_address' });
});
