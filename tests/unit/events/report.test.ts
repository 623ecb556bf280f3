import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumUp, type ReportedDate, type Sums } from '#lib/formats/events/report/sum-up.ts';
import { dateStates } from '#lib/formats/events/states.ts';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const date: fc.Arbitrary<ReportedDate> = fc
	.record({
		eventId: fc.constantFrom('a', 'b', 'c'),
		state: fc.constantFrom(...dateStates),
		cause: fc.constantFrom('weather' as const, 'event' as const),
		day: fc.constantFrom('2026-05-09', '2026-05-10'),
		placeId: fc.constantFrom('mitte', 'heepen', null),
		hasBegun: fc.boolean(),
		registered: fc.integer({ min: 0, max: 20 }),
		attended: maybe(fc.integer({ min: 0, max: 60 })),
		target: fc.constantFrom({ least: 30, most: 50 }, { least: null, most: null })
	})
	.map((one) => ({ ...one, cause: one.state === 'cancelled' ? one.cause : null }));
const dates = fc.array(date, { maxLength: 30 });

const together = (groups: Iterable<Sums>): Sums =>
	[...groups].reduce(
		(sum, one) => ({
			dates: sum.dates + one.dates,
			registered: sum.registered + one.registered,
			attended: sum.attended + one.attended
		}),
		{ dates: 0, registered: 0, attended: 0 }
	);

test('by day and by place the report comes to the same sums as over all', () => {
	fc.assert(
		fc.property(dates, (all) => {
			const summary = sumUp(all);
			const { dates, registered, attended } = summary;
			expect(together(summary.byDay.values())).toEqual({ dates, registered, attended });
			expect(together(summary.byPlace.values())).toEqual({ dates, registered, attended });
		})
	);
});

test('every date is held, called off, not held, unsaid or to come: one of them', () => {
	fc.assert(
		fc.property(dates, (all) => {
			const { dates, cancelled, notHeld, unsaid, toCome, causes } = sumUp(all);
			expect(dates + cancelled + notHeld + unsaid + toCome).toBe(all.length);
			expect(causes.reduce((sum, one) => sum + one.dates, 0)).toBe(cancelled);
		})
	);
});

test('the target is asked of counted dates that have one, and nobody is counted where nothing was held', () => {
	fc.assert(
		fc.property(dates, (all) => {
			const { counted, target, attended } = sumUp(all);
			const held = all.filter(({ state, attended }) => state === 'held' && attended !== null);
			expect(counted).toBe(held.length);
			expect(attended).toBe(held.reduce((sum, one) => sum + one.attended!, 0));
			const judged = held.filter(({ target }) => target.least !== null);
			expect(target.met + target.fewer + target.more).toBe(judged.length);
			expect(target.fewer).toBe(judged.filter((one) => one.attended! < 30).length);
			expect(target.more).toBe(judged.filter((one) => one.attended! > 50).length);
		})
	);
});
