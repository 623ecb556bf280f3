import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stretchesOf } from '#lib/formats/ideas/stretches.ts';
import { allowedActs, phaseKinds, type Phase } from '#lib/formats/ideas/rules.ts';

const day = (n: number) => new Date(Date.UTC(2026, 10, n));

test('phases that overlap add up, and a gap between two says that nothing is possible', () => {
	const stretches = stretchesOf([
		{ kind: 'collect', startsAt: null, endsAt: day(10) },
		{ kind: 'prioritise', startsAt: day(8), endsAt: day(12) },
		{ kind: 'support', startsAt: day(14), endsAt: null }
	]);
	expect(stretches.map(({ from, until, acts }) => [from, until, acts])).toEqual([
		[null, day(8), ['contribute', 'comment', 'support']],
		[day(8), day(10), ['contribute', 'comment', 'support', 'prioritise']],
		[day(10), day(12), ['prioritise']],
		[day(12), day(14), []],
		[day(14), null, ['support']]
	]);
});

const phase = fc
	.tuple(
		fc.constantFrom(...phaseKinds),
		fc.integer({ min: 1, max: 20 }),
		fc.integer({ min: 1, max: 9 }),
		fc.nat(3)
	)
	.map(([kind, start, length, open]): Phase => ({
		kind,
		startsAt: open & 1 ? null : day(start),
		endsAt: open & 2 ? null : day(start + length)
	}));

test('at every moment the stretches say the same as the rule that lets people in', () => {
	fc.assert(
		fc.property(
			fc.array(phase, { minLength: 1, maxLength: 5 }),
			fc.integer({ min: 0, max: 32 * 24 }),
			(phases, hour) => {
				const now = new Date(day(0).getTime() + hour * 3_600_000);
				const found = stretchesOf(phases).filter(
					({ from, until }) => (!from || from <= now) && (!until || until > now)
				);
				expect(found.length).toBeLessThanOrEqual(1);
				expect(new Set(found[0]?.acts ?? [])).toEqual(allowedActs('running', phases, now));
			}
		)
	);
});
