import { hiddenCells } from '../../../platform/suppression/protect.ts';
import { shownColumns, sumOf, type CountTable } from '../../../platform/suppression/count-table.ts';
import { ballotKey, type Categories } from '../../../questions/contract.ts';

/** People who said the same, belong to the same group (null: they did not say) and came by the same way. */
export type Counted = Readonly<{
	source: string;
	group: string | null;
	key: string;
	people: number;
}>;

/** Stands for those who did not say to which group they belong; no tally key is empty. */
export const noAnswer = '';

/** A table by groups as it is kept and shown to anybody who may see it: what is hidden is not in it. */
export type Crosstab = Readonly<{
	answers: 'one' | 'several';
	/** Tally keys of the groups that a column is about, and its people. */
	columns: readonly Readonly<{ groups: readonly string[]; people: number }>[];
	rows: readonly Readonly<{
		key: string;
		people: number;
		/** By column; null: hidden. */
		counts: readonly (number | null)[];
	}>[];
	people: number;
	/** People whose way of answering leads to no group, e.g. raised hands. */
	leftOut: number;
}>;

/**
 * The table of what people said by the groups to which they belong.
 * @returns null where fewer than two columns, or no cell at all, could be shown
 */
export async function crosstabOf(
	counted: readonly Counted[],
	asked: Categories,
	groups: Categories,
	k: number
): Promise<Crosstab | null> {
	const left = new Set(sourcesLeftOut(counted, k));
	const base = counted.filter(({ source }) => !left.has(source));
	const names = [...groups.rows.map(({ key }) => key), noAnswer];
	const table = tableOf(base, asked, names);
	const columns = shownColumns(table.people, k);
	if (columns.length < 2) return null;
	const hidden = await hiddenCells(table, columns, k);
	if (hidden.every((row) => row.every(Boolean))) return null;
	const over = (counts: readonly number[], parts: readonly number[]) =>
		sumOf(parts.map((part) => counts[part]!));
	return {
		answers: asked.most === 1 ? 'one' : 'several',
		columns: columns.map((parts) => ({
			groups: parts.map((part) => names[part]!),
			people: over(table.people, parts)
		})),
		rows: asked.rows.map(({ key }, row) => ({
			key,
			people: sumOf(table.cells[row]!),
			counts: columns.map((parts, column) =>
				hidden[row]![column] ? null : over(table.cells[row]!, parts)
			)
		})),
		people: sumOf(table.people),
		leftOut: peopleOf(counted.filter(({ source }) => left.has(source)))
	};
}

const peopleOf = (counted: readonly Counted[]) =>
	sumOf(counted.filter(({ key }) => key === ballotKey).map(({ people }) => people));

/**
 * Ways by which nobody could say to which group they belong. Where the result is told by source everybody knows what
 * they said, so that they would betray the others who did not tell their group: they are no part of the table. Where it
 * is not told, because few came by one of the ways, they stand with those others.
 */
function sourcesLeftOut(counted: readonly Counted[], k: number): string[] {
	const sources = [...Map.groupBy(counted, ({ source }) => source)];
	const isTold = sources.every(([, said]) => peopleOf(said) >= k);
	const silent = sources.filter(([, said]) => said.every(({ group }) => group === null));
	return isTold && silent.length < sources.length ? silent.map(([source]) => source) : [];
}

function tableOf(
	counted: readonly Counted[],
	{ rows, least, most }: Categories,
	names: readonly string[]
): CountTable {
	const sums = new Map<string, number>();
	const at = (key: string, group: string) => JSON.stringify([key, group]);
	for (const { key, group, people } of counted) {
		const place = at(key, group ?? noAnswer);
		sums.set(place, (sums.get(place) ?? 0) + people);
	}
	const across = (key: string) => names.map((group) => sums.get(at(key, group)) ?? 0);
	return { cells: rows.map(({ key }) => across(key)), people: across(ballotKey), least, most };
}
