import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDates, type KeptDate, type Occurrence } from '#lib/formats/events/dates/plan.ts';

const now = new Date('2026-05-12T12:00:00Z');
const day = (n: number, hours = 2): Occurrence => {
	const local = `2026-05-${String(n).padStart(2, '0')}T15:00`;
	const startsAt = new Date(`${local}Z`);
	return { local, startsAt, endsAt: new Date(startsAt.getTime() + hours * 3_600_000) };
};
const kept = (n: number, change: Partial<KeptDate> = {}): KeptDate => ({
	id: `date-${n}`,
	state: 'planned',
	cause: null,
	moved: false,
	needed: false,
	...day(n),
	...change
});
const published = { now, published: true };

test('a date that the new rule still has keeps its id, one that it lost goes, a new one comes', () => {
	const plan = planDates([kept(13), kept(14)], [day(14), day(15)], published);
	expect(plan).toEqual({
		insert: [day(15)],
		retime: [],
		revive: [],
		cancel: [],
		remove: ['date-13']
	});
});

test('a date on which something hangs is called off instead of deleted, and holds again when the rule has it again', () => {
	const needed = kept(13, { needed: true });
	expect(planDates([needed], [], published)).toMatchObject({ cancel: ['date-13'], remove: [] });
	const off = kept(13, { needed: true, state: 'cancelled', cause: 'rule' });
	expect(planDates([off], [day(13)], published).revive).toEqual([{ id: 'date-13', to: day(13) }]);
});

test('a date that somebody called off because of the weather stays off when the rule is changed', () => {
	const off = kept(13, { needed: true, state: 'cancelled', cause: 'weather' });
	const plan = planDates([off], [day(13, 3)], published);
	expect([plan.revive, plan.retime, plan.insert, plan.cancel, plan.remove].flat()).toEqual([]);
});

test('another duration changes the dates to come and none that somebody has moved', () => {
	const plan = planDates(
		[kept(13), kept(14, { moved: true })],
		[day(13, 3), day(14, 3)],
		published
	);
	expect(plan.retime).toEqual([{ id: 'date-13', to: day(13, 3) }]);
});

test('the past of a published event is neither deleted nor invented, that of a draft is', () => {
	const [past, wanted] = [[kept(10)], [day(11)]];
	expect(planDates(past, wanted, published)).toMatchObject({ insert: [], remove: [], cancel: [] });
	expect(planDates(past, wanted, { now, published: false })).toMatchObject({
		insert: [day(11)],
		remove: ['date-10']
	});
});

test('whatever changes, nothing needed is ever deleted, nothing is dealt with twice, and asking again changes nothing', () => {
	const dates = fc.uniqueArray(
		fc.record({
			n: fc.integer({ min: 1, max: 28 }),
			needed: fc.boolean(),
			moved: fc.boolean(),
			off: fc.constantFrom(null, 'weather' as const, 'rule' as const)
		}),
		{ selector: ({ n }) => n, maxLength: 15 }
	);
	const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 15 });
	fc.assert(
		fc.property(dates, days, fc.boolean(), (all, wanted, isPublished) => {
			const before = all.map(({ n, needed, moved, off }) =>
				kept(n, {
					moved,
					needed: needed || moved || off !== null,
					...(off && { state: 'cancelled' as const, cause: off })
				})
			);
			const to = wanted.map((n) => day(n));
			const moment = { now, published: isPublished };
			const plan = planDates(before, to, moment);
			for (const id of plan.remove)
				expect(before.find((date) => date.id === id)!.needed).toBe(false);
			const touched = [
				...plan.remove,
				...plan.cancel,
				...plan.retime.map(({ id }) => id),
				...plan.revive.map(({ id }) => id)
			];
			expect(new Set(touched).size).toBe(touched.length);
			const again = planDates(carriedOut(before, plan), to, moment);
			expect(Object.values(again).flat()).toEqual([]);
		})
	);
});

function carriedOut(
	before: readonly KeptDate[],
	plan: ReturnType<typeof planDates>
): readonly KeptDate[] {
	const retimed = new Map([...plan.retime, ...plan.revive].map(({ id, to }) => [id, to]));
	return [
		...before
			.filter(({ id }) => !plan.remove.includes(id))
			.map((date) => {
				const to = retimed.get(date.id);
				if (to) return { ...date, ...to, state: 'planned' as const, cause: null, moved: false };
				return plan.cancel.includes(date.id)
					? { ...date, state: 'cancelled' as const, cause: 'rule' as const }
					: date;
			}),
		...plan.insert.map((to) => ({ ...kept(1), ...to, id: `new ${to.local}` }))
	];
}
