import { expect, test } from 'vitest';
import fc from 'fast-check';
import { openAdmission } from '#lib/core/activities/admission.server.ts';
import { ComeAgain } from '#lib/platform/errors.ts';

/** A door with a clock of its own; `tries` says how many of so many got in. */
function door(perSecond: number) {
	let now = 0;
	let refusals = 0;
	const admission = openAdmission({
		perSecond,
		clock: () => now,
		random: () => 0.999,
		refused: () => refusals++
	});
	const isAdmitted = (session: string) => {
		try {
			admission.admit(session);
			return true;
		} catch (error) {
			expect(error).toBeInstanceOf(ComeAgain);
			expect(error).toMatchObject({ status: 429, reason: 'joins_busy', after: 5 });
			return false;
		}
	};
	return {
		wait: (milliseconds: number) => void (now += milliseconds),
		tries: (people: number, session = 'square') =>
			Array.from({ length: people }, () => isAdmitted(session)).filter(Boolean).length,
		refusals: () => refusals
	};
}

test('a hall that scans the code at the same moment comes in at once', () => {
	expect(door(300).tries(3000)).toBe(3000);
});

test('who comes beyond that is asked to come again, and a second lets the next ones in', () => {
	const { tries, wait, refusals } = door(10);
	expect(tries(150)).toBe(100);
	expect(refusals()).toBe(50);
	wait(1000);
	expect(tries(50)).toBe(10);
	wait(3_600_000);
	expect(tries(150)).toBe(100);
});

test('a crowd in one session closes no other', () => {
	const { tries } = door(1);
	tries(1000, 'square');
	expect(tries(10, 'library')).toBe(10);
});

test('however they come, nobody waits for ever and the pace holds', () => {
	const arrivals = fc.array(fc.record({ wait: fc.nat(5000), people: fc.nat(60) }), {
		maxLength: 40
	});
	fc.assert(
		fc.property(arrivals, fc.integer({ min: 1, max: 50 }), (waves, perSecond) => {
			const { tries, wait } = door(perSecond);
			let seconds = 0;
			let admitted = 0;
			for (const wave of waves) {
				wait(wave.wait);
				seconds += wave.wait / 1000;
				admitted += tries(wave.people);
			}
			expect(admitted).toBeLessThanOrEqual(perSecond * (10 + seconds) + 1e-6);
			wait(1000);
			expect(tries(1)).toBe(1);
		})
	);
});
