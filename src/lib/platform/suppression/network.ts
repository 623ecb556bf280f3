import { sumOf, type CountTable } from './count-table.ts';

/** One number of the table as it could be: between 0 and `most`, really `value`. */
export type Arc = Readonly<{
	from: number;
	to: number;
	value: number;
	most: number;
	/** The shown cell that it is; null: it is never shown by itself. */
	cell: Readonly<{ row: number; column: number }> | null;
}>;

/**
 * The table as a network: people flow from answers (whose totals are known) to groups (whose people are known). What an
 * outsider can reckon of hidden cells is what can flow when shown cells stand still (Cox, "Suppression methodology and
 * statistical disclosure control", JASA 75, 1980; "Network models for complementary cell suppression", JASA 90, 1995).
 */
export type Network = Readonly<{ nodes: number; arcs: readonly Arc[] }>;

/**
 * @param columns the columns of each shown one; where several stand together, a node between answer and groups keeps
 * their sum, so that also what is only known of the parts is reckoned with
 */
export function networkOf(
	{ cells, people, least, most }: CountTable,
	columns: readonly (readonly number[])[]
): Network {
	const groupOf = (column: number) => cells.length + column;
	const slack = cells.length + people.length;
	let nodes = slack + 1;
	const arcs: Arc[] = [];
	cells.forEach((row, from) => {
		columns.forEach((parts, column) => {
			const value = sumOf(parts.map((part) => row[part]!));
			const to = parts.length === 1 ? groupOf(parts[0]!) : nodes++;
			const all = sumOf(parts.map((part) => people[part]!));
			arcs.push({ from, to, value, most: all, cell: { row: from, column } });
			if (parts.length === 1) return;
			for (const part of parts)
				arcs.push({
					from: to,
					to: groupOf(part),
					value: row[part]!,
					most: people[part]!,
					cell: null
				});
		});
	});
	people.forEach((count, column) => {
		const given = sumOf(cells.map((row) => row[column]!));
		// Where people may give several answers nobody knows how many a group gave; only between which numbers.
		const [value, room] = [given - least * count, (most - least) * count];
		if (room > 0) arcs.push({ from: groupOf(column), to: slack, value, most: room, cell: null });
	});
	return { nodes, arcs };
}
