import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedBecause, type Opening } from '#lib/formats/events/registration/is-open.ts';
import { organisationKey } from '#lib/formats/events/registration/organisation-key.ts';
import { leftFor, whoMovesUp } from '#lib/formats/events/registration/who-moves-up.ts';

const line = (...places: number[]) => places.map((one, index) => ({ id: `${index}`, places: one }));

test('in strict order those in front move up until one does not fit', () => {
	expect(whoMovesUp(line(1, 2, 3, 1), 4, true)).toEqual(['0', '1']);
	expect(whoMovesUp(line(5, 1), 4, true)).toEqual([]);
});

test('without strict order smaller groups pass one that does not fit', () => {
	expect(whoMovesUp(line(1, 2, 3, 1), 4, false)).toEqual(['0', '1', '3']);
});

test('never more places move up than are free, and nobody who fits is left waiting', () => {
	const waiting = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 20 });
	fc.assert(
		fc.property(waiting, fc.nat(20), fc.boolean(), (places, free, strict) => {
			const all = line(...places);
			const chosen = whoMovesUp(all, free, strict);
			const left =
				free - all.filter(({ id }) => chosen.includes(id)).reduce((n, one) => n + one.places, 0);
			expect(left).toBeGreaterThanOrEqual(0);
			const others = all.filter(({ id }) => !chosen.includes(id));
			if (strict) expect(chosen).toEqual(all.slice(0, chosen.length).map(({ id }) => id));
			for (const one of strict ? others.slice(0, 1) : others)
				expect(one.places).toBeGreaterThan(left);
		})
	);
});

test('while others wait in strict order nothing is left for whoever comes now', () => {
	const full = { capacity: 5, confirmed: 3, offered: 1, waiting: 2 };
	expect(leftFor(full, true)).toBe(0);
	expect(leftFor(full, false)).toBe(1);
	expect(leftFor({ ...full, waiting: 0 }, true)).toBe(1);
});

const open: Opening = {
	eventState: 'approved',
	closed: false,
	seriesStatus: 'running',
	dateState: 'planned',
	startsAt: new Date('2026-05-09T13:00:00Z'),
	opensAt: new Date('2026-05-01T08:00:00Z'),
	closesHours: 2
};

test.each([
	['2026-05-01T07:59:59Z', {}, 'registration_not_open_yet'],
	['2026-05-01T08:00:00Z', {}, null],
	['2026-05-09T10:59:59Z', {}, null],
	['2026-05-09T11:00:00Z', {}, 'registration_closed'],
	['2026-05-09T12:00:00Z', { closesHours: 0 }, null],
	['2026-05-09T13:00:00Z', { closesHours: 0 }, 'registration_closed'],
	['2026-05-02T08:00:00Z', { dateState: 'cancelled' }, 'date_cancelled'],
	['2026-05-02T08:00:00Z', { dateState: 'held' }, 'registration_closed'],
	['2026-05-02T08:00:00Z', { eventState: 'submitted' }, 'registration_closed'],
	['2026-05-02T08:00:00Z', { seriesStatus: 'draft' }, 'registration_closed'],
	['2026-05-02T08:00:00Z', { seriesStatus: 'finished' }, 'registration_closed'],
	['2026-05-02T08:00:00Z', { closed: true }, 'registration_closed']
])('at %s with %j: %s', (now, change, expected) => {
	expect(closedBecause({ ...open, ...change }, new Date(now))).toBe(expected);
});

test('an institution is one, whatever its people make of case, dots and legal form', () => {
	const keys = ['Kita Sonne e.V.', 'KITA SONNE', ' Kita-Sonne e. V. '].map(organisationKey);
	expect(new Set(keys).size).toBe(1);
	expect(organisationKey('Straßenkids gGmbH')).toBe(organisationKey('STRASSENKIDS'));
	expect(organisationKey('Kita Mond')).not.toBe(keys[0]);
	expect(organisationKey('جمعية الأمل')).toBe('جمعية الأمل');
	expect(organisationKey('!!!')).toBe('!!!');
});
