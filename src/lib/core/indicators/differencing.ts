import { isSmall } from '../../platform/suppression/small.ts';

/**
 * Whether two published observations, subtracted from each other, tell about too few people: where one published
 * number counts a set of contributions and another the same set minus those of a few people, the difference is
 * theirs. In official statistics these are linked tables that are protected together (Hundepool et al., "Handbook on
 * Statistical Disclosure Control", 2nd ed. 2024, chapter on tabular data). Pure: what the sets are is handed in.
 */

/** How a contribution stands in an observation: not in it, without a usable answer, a hit of a share, any other. */
export type Standing = '-' | 'm' | 'h' | 'o';

/** People of one cell by how their contributions stand in both observations: `oh` is other in one, hit in the other. */
export type Overlap = Readonly<{
	/** Activity, or first day of the period; null: all of them together. */
	cell: string | null;
	/** Every pair that occurs among the contributions of such a person. */
	pairs: readonly string[];
	people: number;
}>;

/** How many of a set are published: contributions, people, or both; null: that number is not published. */
export type Size = Readonly<{ contributions: number | null; people: number | null }>;

/** Of a total or a cell, every set whose number is published. */
export type PublishedCount = Readonly<{
	all: Size;
	/** Of a share; null: it is none. */
	hits: Size | null;
	others: Size | null;
	/** Without a usable answer; null: not published. */
	missing: Size | null;
}>;

export type PublishedTable = Readonly<{
	total: PublishedCount;
	cells: ReadonlyMap<string, PublishedCount>;
}>;

/** Whether the total or a cell of one minus the same of the other tells about fewer than k people. */
export function tablesTell(
	one: PublishedTable,
	other: PublishedTable,
	overlaps: readonly Overlap[],
	k: number
): boolean {
	const of = (cell: string | null) => overlaps.filter((overlap) => overlap.cell === cell);
	if (countsTell(one.total, other.total, of(null), k)) return true;
	return [...one.cells].some(([cell, count]) => {
		const same = other.cells.get(cell);
		return same !== undefined && countsTell(count, same, of(cell), k);
	});
}

/** A set of contributions whose number is published. */
type Published = Readonly<{ standings: readonly Standing[]; size: Size }>;

function publishedSets({ all, hits, others, missing }: PublishedCount): Published[] {
	const set = (size: Size | null, ...standings: Standing[]) => (size ? [{ standings, size }] : []);
	return [...set(all, 'h', 'o'), ...set(hits, 'h'), ...set(others, 'o'), ...set(missing, 'm')];
}

function countsTell(
	one: PublishedCount,
	other: PublishedCount,
	overlaps: readonly Overlap[],
	k: number
): boolean {
	return publishedSets(one).some((a) =>
		publishedSets(other).some((b) => setsTell(a, b, overlaps, k))
	);
}

function setsTell(a: Published, b: Published, overlaps: readonly Overlap[], k: number): boolean {
	const inA = (pair: string) => a.standings.includes(pair[0] as Standing);
	const inB = (pair: string) => b.standings.includes(pair[1] as Standing);
	return (
		differenceTells(inA, inB, overlaps, a, b, k) || differenceTells(inB, inA, overlaps, a, b, k)
	);
}

type Within = (pair: string) => boolean;

/** Of a part and the whole around it; anything else tells nothing about a single group by subtraction. */
function differenceTells(
	part: Within,
	whole: Within,
	overlaps: readonly Overlap[],
	a: Published,
	b: Published,
	k: number
): boolean {
	const anyOf = (within: Within) => overlaps.some(({ pairs }) => pairs.some(within));
	const isNested = anyOf(part) && !anyOf((pair) => part(pair) && !whole(pair));
	if (!isNested) return false;
	const peopleWith = (matches: (pairs: readonly string[]) => boolean) =>
		overlaps.reduce((sum, { pairs, people }) => sum + (matches(pairs) ? people : 0), 0);
	const behindTheRest = peopleWith((pairs) => pairs.some((pair) => whole(pair) && !part(pair)));
	const onlyInWhole = peopleWith((pairs) => pairs.some(whole) && !pairs.some(part));
	const asPublished = distance(a.size.contributions, b.size.contributions);
	const bothCountPeople = a.size.people !== null && b.size.people !== null;
	// What was published may be older than the facts are now, so the numbers themselves are compared too.
	const told = bothCountPeople
		? [behindTheRest, asPublished, onlyInWhole, distance(a.size.people, b.size.people)]
		: [behindTheRest, asPublished];
	return told.some((size) => isSmall(size, k));
}

const distance = (one: number | null, other: number | null) =>
	one === null || other === null ? 0 : Math.abs(one - other);
