import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	tablesTell,
	type Overlap,
	type PublishedCount,
	type PublishedTable,
	type Standing
} from '#lib/core/indicators/differencing.ts';

/** One contribution: whose it is, in which activity, and how it stands in the two observations. */
type Row = { person: number; cell: string; one: Standing; other: Standing };
type Side = 'one' | 'other';

const standing = fc.constantFrom<Standing>('-', '-', 'm', 'h', 'o', 'o');
const row = fc.record({
	person: fc.nat({ max: 25 }),
	cell: fc.constantFrom('a', 'b'),
	one: standing,
	other: standing
});
/** Independent standings, and those where one observation is the other without a few contributions. */
const rows = fc.oneof(
	fc.array(row, { maxLength: 60 }),
	fc
		.tuple(fc.array(row, { maxLength: 60 }), fc.nat({ max: 12 }))
		.map(([all, left]) =>
			all.map((one, index): Row => ({ ...one, other: index < left ? '-' : one.one }))
		)
);
const smallest = fc.integer({ min: 3, max: 8 });

const inSet = (side: Side, standings: readonly Standing[]) => (one: Row) =>
	standings.includes(one[side]);
const personOf = ({ person, cell }: Row) => `${cell}:${person}`;
const people = (all: readonly Row[]) => new Set(all.map(personOf)).size;

function overlapsOf(all: readonly Row[]): Overlap[] {
	return [null, 'a', 'b'].flatMap((cell) => {
		const within = all.filter(
			(one) => (cell === null || one.cell === cell) && (one.one !== '-' || one.other !== '-')
		);
		return [...Map.groupBy(within, personOf).values()].map((theirs) => ({
			cell,
			pairs: [...new Set(theirs.map(({ one, other }) => one + other))],
			people: 1
		}));
	});
}

const sets = { all: ['h', 'o'], hits: ['h'], others: ['o'], missing: ['m'] } as const;
type SetName = keyof typeof sets;

/** What an observation publishes of these contributions; `ofPeople`: it counts people. */
function countOf(all: readonly Row[], side: Side, names: readonly SetName[], ofPeople: boolean) {
	const size = (name: SetName) => {
		const found = all.filter(inSet(side, sets[name]));
		return { contributions: found.length, people: ofPeople ? people(found) : null };
	};
	return Object.fromEntries(
		(['all', 'hits', 'others', 'missing'] as const).map((name) => [
			name,
			names.includes(name) ? size(name) : null
		])
	) as unknown as PublishedCount;
}

function tableOf(all: readonly Row[], side: Side, names: readonly SetName[], ofPeople: boolean) {
	const cell = (key: string) =>
		[
			key,
			countOf(
				all.filter((one) => one.cell === key),
				side,
				names,
				ofPeople
			)
		] as const;
	return {
		total: countOf(all, side, names, ofPeople),
		cells: new Map([cell('a'), cell('b')])
	} satisfies PublishedTable;
}

/** Somebody who subtracts every published number from every other one, and knows which set lies in which. */
function attackerLearns(
	all: readonly Row[],
	names: readonly SetName[],
	ofPeople: boolean,
	k: number
): boolean {
	const few = (size: number) => size > 0 && size < k;
	return [all, all.filter(({ cell }) => cell === 'a'), all.filter(({ cell }) => cell === 'b')].some(
		(within) =>
			names.some((mine) =>
				names.some((theirs) => {
					const [x, y] = [inSet('one', sets[mine]), inSet('other', sets[theirs])];
					return [
						[x, y],
						[y, x]
					].some(([part, whole]) => {
						const inPart = within.filter(part!);
						if (inPart.length === 0 || !inPart.every(whole!)) return false;
						const rest = within.filter((one) => whole!(one) && !part!(one));
						const known = new Set(inPart.map(personOf));
						const new_ = rest.filter((one) => !known.has(personOf(one)));
						return few(people(rest)) || (ofPeople && few(people(new_)));
					});
				})
			)
	);
}

const published = fc.constantFrom<SetName[]>(
	['all'],
	['all', 'missing'],
	['all', 'hits', 'others'],
	['all', 'hits', 'others', 'missing']
);

test('two values are held back exactly where subtracting one from the other tells about fewer than k people', () => {
	fc.assert(
		fc.property(rows, published, fc.boolean(), smallest, (all, names, ofPeople, k) => {
			const tables = (['one', 'other'] as const).map((side) => tableOf(all, side, names, ofPeople));
			expect(tablesTell(tables[0]!, tables[1]!, overlapsOf(all), k)).toBe(
				attackerLearns(all, names, ofPeople, k)
			);
		}),
		{ numRuns: 2000 }
	);
});

test('it does not matter which of the two was released first', () => {
	fc.assert(
		fc.property(rows, published, smallest, (all, names, k) => {
			const [one, other] = (['one', 'other'] as const).map((side) =>
				tableOf(all, side, names, false)
			);
			const turned = overlapsOf(all.map((each) => ({ ...each, one: each.other, other: each.one })));
			expect(tablesTell(one!, other!, overlapsOf(all), k)).toBe(
				tablesTell(other!, one!, turned, k)
			);
		})
	);
});

describe('by example', () => {
	const size = (contributions: number) => ({ contributions, people: null });
	const table = (n: number, missing: number | null = null): PublishedTable => ({
		total: {
			all: size(n),
			hits: null,
			others: null,
			missing: missing === null ? null : size(missing)
		},
		cells: new Map()
	});
	const overlap = (pair: string, people: number): Overlap => ({
		cell: null,
		pairs: [pair],
		people
	});

	test('30 answers, and the same without those of three people: three people are told', () => {
		const both = [overlap('oo', 27), overlap('o-', 3)];
		expect(tablesTell(table(30), table(27), both, 5)).toBe(true);
		expect(tablesTell(table(30), table(24), [overlap('oo', 24), overlap('o-', 6)], 5)).toBe(false);
	});

	test('two groups that merely overlap tell nothing by subtraction', () => {
		const both = [overlap('oo', 20), overlap('o-', 3), overlap('-o', 4)];
		expect(tablesTell(table(23), table(24), both, 5)).toBe(false);
	});

	test('the same set, published before two more people answered', () => {
		expect(tablesTell(table(30), table(28), [overlap('oo', 30)], 5)).toBe(true);
		expect(tablesTell(table(30), table(30), [overlap('oo', 30)], 5)).toBe(false);
	});

	test('who said "don\'t know" in one and not in the other', () => {
		const both = [overlap('oo', 30), overlap('mm', 6), overlap('m-', 2)];
		expect(tablesTell(table(30, 8), table(30, 6), both, 5)).toBe(true);
		expect(tablesTell(table(30, 8), table(30), both, 5)).toBe(false);
	});
});
