import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedProposal, typedPapers } from '#lib/formats/fund/jury/jury-forms.ts';
import { meanOf, weightedShare } from '#lib/formats/fund/jury/score.ts';
import {
	byScore,
	chosenGrants,
	leftOver,
	suggest,
	type Wish
} from '#lib/formats/fund/jury/simulation.ts';
import { passes } from '#lib/formats/fund/jury/vote.ts';
import type { Criterion } from '#lib/formats/fund/round/rules.ts';

const criterion = (key: string, most: number, weight: number): Criterion => ({
	key,
	name: { de: key },
	most,
	weight
});

test('a criterion counts by its weight, whatever its scale', () => {
	const criteria = [criterion('a', 5, 3), criterion('b', 10, 1)];
	expect(weightedShare(criteria, { a: 5, b: 0 })).toBe(0.75);
	expect(weightedShare(criteria, { a: 0, b: 10 })).toBe(0.25);
	expect(weightedShare(criteria, { a: 5 })).toBeNull();
	expect(weightedShare([], {})).toBeNull();
	expect(meanOf([1, 0.5])).toBe(0.75);
	expect(meanOf([])).toBeNull();
});

const wishes = fc
	.array(
		fc.record({
			askedCents: fc.integer({ min: 0, max: 500_000 }),
			share: fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
		}),
		{ maxLength: 30 }
	)
	.map((all) => all.map((one, index): Wish => ({ ...one, number: index + 1 })));

test('the suggestion never exceeds the pot, and passes over only what would', () => {
	fc.assert(
		fc.property(wishes, fc.integer({ min: 0, max: 2_000_000 }), (all, free) => {
			const suggested = suggest(all, free);
			expect(leftOver(free, suggested.values())).toBeGreaterThanOrEqual(0);
			let left = free;
			for (const { number, askedCents } of [...all].sort(byScore)) {
				if (suggested.has(number)) {
					expect(suggested.get(number)).toBe(askedCents);
					left -= askedCents;
				} else if (askedCents > 0) expect(askedCents).toBeGreaterThan(left);
			}
		})
	);
});

test('the best comes first, then who came first; what nobody scored comes last', () => {
	const all = [
		{ number: 1, askedCents: 1, share: null },
		{ number: 2, askedCents: 1, share: 0 },
		{ number: 3, askedCents: 1, share: 0.9 },
		{ number: 4, askedCents: 1, share: 0.9 }
	];
	expect(all.sort(byScore).map(({ number }) => number)).toEqual([3, 4, 2, 1]);
});

test('an address says what is granted; without a word it is the suggestion', () => {
	const simulation = {
		wishes: [
			{ number: 1, askedCents: 90_000, share: 1 },
			{ number: 2, askedCents: 50_000, share: 0 }
		],
		suggested: new Map([[1, 90_000]])
	};
	const read = (query: string) => [...chosenGrants(new URLSearchParams(query), simulation)];
	expect(read('')).toEqual([
		[1, { taken: true, typed: '900.00', cents: 90_000 }],
		[2, { taken: false, typed: '500.00', cents: 50_000 }]
	]);
	expect(read('chosen=yes&take-2=on&sum-2=1.250,50&sum-1=viel')).toEqual([
		[1, { taken: false, typed: 'viel', cents: null }],
		[2, { taken: true, typed: '1.250,50', cents: 125_050 }]
	]);
});

test('a proposal is passed by more yes than no', () => {
	expect(passes({ yes: 2, no: 1, abstain: 5 })).toBe(true);
	expect(passes({ yes: 2, no: 2, abstain: 0 })).toBe(false);
	expect(passes({ yes: 0, no: 0, abstain: 3 })).toBe(false);
});

test('what the chair types is refused at its field', () => {
	const typed = { outcome: 'granted', grantedCents: '1.250,00', conditions: '', reason: '' };
	expect(checkedProposal(typed)).toMatchObject({ grantedCents: 125_000 });
	const fields = (change: Partial<typeof typed>) => {
		try {
			checkedProposal({ ...typed, ...change });
		} catch (error) {
			return (error as { fields: unknown }).fields;
		}
		return null;
	};
	expect(fields({ grantedCents: 'viel' })).toEqual({ grantedCents: 'amount_not_a_number' });
	expect(fields({ grantedCents: '-5' })).toEqual({ grantedCents: 'amount_negative' });
	expect(fields({ outcome: 'vielleicht' })).toEqual({ outcome: 'choice_invalid' });
	expect(fields({ outcome: 'rejected', grantedCents: '' })).toBeNull();
	const papers = new FormData();
	papers.set('yes', '3');
	papers.set('no', '');
	papers.set('abstain', 'x');
	expect(typedPapers(papers)).toEqual({ yes: 3, no: 0, abstain: Number.NaN });
});
