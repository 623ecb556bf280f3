import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleOf, withActs, type Act, type Presence } from '#lib/formats/events/door/presence.ts';
import { ticketHash as hashInBrowser } from '#lib/formats/events/door/ticket-hash.ts';
import { ticketHash, ticketOf } from '#lib/formats/events/door/ticket.server.ts';
import { spokenTicket, ticketNumber } from '#lib/formats/events/door/ticket.ts';
import { doorClosedBecause, type DoorTimes } from '#lib/formats/events/door/when.ts';

const key = randomBytes(32);
const holder = fc.record({ registrationId: fc.uuid(), dateId: fc.uuid() });

test('a ticket is six letters and digits that cannot be mistaken for each other', () => {
	fc.assert(
		fc.property(holder, (one) => {
			expect(ticketOf(key, one)).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
		})
	);
});

test('however it is typed or read aloud, a ticket is the same', () => {
	fc.assert(
		fc.property(holder, (one) => {
			const number = ticketOf(key, one);
			for (const typed of [
				spokenTicket(number),
				number.toLowerCase(),
				` ${[...number].join(' ')} `,
				`\u2068${spokenTicket(number)}\u2069`,
				number.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
			])
				expect(ticketNumber(typed)).toBe(number);
		})
	);
});

test('what is no ticket is none', () => {
	for (const typed of ['', 'K7M4Q', 'K7M-4Q0', 'K7M-4QX-2', 'https://example.org/K7M4QX', '🎟'])
		expect(ticketNumber(typed), typed).toBeNull();
});

test('a ticket is worth nothing at another date, for somebody else or under another key', () => {
	fc.assert(
		fc.property(holder, fc.uuid(), (one, other) => {
			fc.pre(other !== one.dateId && other !== one.registrationId);
			const number = ticketOf(key, one);
			expect(ticketOf(key, { ...one, dateId: other })).not.toBe(number);
			expect(ticketOf(key, { ...one, registrationId: other })).not.toBe(number);
			expect(ticketOf(randomBytes(32), one)).not.toBe(number);
		}),
		// One in 887 million is the same by chance.
		{ numRuns: 100 }
	);
});

test('a browser knows a ticket again by the same hash as the server', async () => {
	await fc.assert(
		fc.asyncProperty(holder, async (one) => {
			const number = ticketOf(key, one);
			expect(await hashInBrowser(one.dateId, number)).toBe(ticketHash(one.dateId, number));
		})
	);
});

const act: fc.Arbitrary<Act> = fc.oneof(
	fc.record({
		clientKey: fc.uuid(),
		dateId: fc.constant('d'),
		act: fc.constant('in' as const),
		way: fc.constantFrom('code' as const, 'number' as const, 'list' as const),
		registrationId: fc.constantFrom('a', 'b', 'c'),
		people: fc.integer({ min: 1, max: 50 })
	}),
	fc.record({
		clientKey: fc.uuid(),
		dateId: fc.constant('d'),
		act: fc.constant('in' as const),
		way: fc.constant('walkIn' as const),
		registrationId: fc.constant(null),
		people: fc.integer({ min: 1, max: 50 })
	})
);
const nobody: Presence = { at: '', list: '', guests: [], walkIns: [] };

test('whatever a device noted, a guest is in once and everybody uncounted is counted once', () => {
	fc.assert(
		fc.property(fc.array(act), (acts) => {
			const { guests, walkIns } = withActs(nobody, [...acts, ...acts]);
			const ids = guests.map(({ registrationId }) => registrationId);
			expect(new Set(ids).size).toBe(ids.length);
			const walked = acts.flatMap((one) =>
				one.act === 'in' && one.registrationId === null ? [one] : []
			);
			expect(peopleOf(walkIns)).toBe(peopleOf(walked));
		})
	);
});

test('what was noted and taken back leaves nothing', () => {
	fc.assert(
		fc.property(fc.array(act), (acts) => {
			const back = acts.map(({ clientKey }): Act => ({
				clientKey: `back ${clientKey}`,
				dateId: 'd',
				act: 'back',
				nonce: clientKey
			}));
			expect(withActs(nobody, [...acts, ...back])).toEqual(nobody);
		})
	);
});

const door: DoorTimes = {
	eventState: 'approved',
	seriesStatus: 'running',
	dateState: 'planned',
	startsAt: new Date('2026-05-09T13:00:00Z'),
	endsAt: new Date('2026-05-09T15:00:00Z')
};

test.each([
	['2026-05-09T06:59:00Z', {}, 'door_not_open_yet'],
	['2026-05-09T07:00:00Z', {}, null],
	['2026-05-16T15:00:00Z', {}, null],
	['2026-05-16T15:00:01Z', {}, 'door_closed'],
	['2026-05-09T13:00:00Z', { dateState: 'held' }, null],
	['2026-05-09T13:00:00Z', { seriesStatus: 'finished' }, null],
	['2026-05-09T13:00:00Z', { dateState: 'cancelled' }, 'date_cancelled'],
	['2026-05-09T13:00:00Z', { dateState: 'notHeld' }, 'date_not_held'],
	['2026-05-09T13:00:00Z', { seriesStatus: 'archived' }, 'archived'],
	['2026-05-09T13:00:00Z', { eventState: 'submitted' }, 'not_possible_now']
] as const)('at %s with %o the door says %s', (now, change, expected) => {
	expect(doorClosedBecause({ ...door, ...change }, new Date(now))).toBe(expected);
});
