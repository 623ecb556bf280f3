import type { Crosstab } from '#lib/formats/live/crosstab/table.ts';
import { shownColumns, sumOf } from '#lib/platform/suppression/count-table.ts';
import { betrayedCells, hiddenCells } from '#lib/platform/suppression/protect.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import type { Election, Voter } from './pabulib.ts';

export const kinds = ['age', 'sex'] as const;
export type GroupKind = (typeof kinds)[number];

/** First age of each group; the one before goes up to 17. */
const ageFrom = [0, 18, 30, 45, 60, 75];

/** The group of a voter as the id of an option; null: the file does not say. */
export function groupOf(kind: GroupKind, { age, sex }: Voter): string | null {
	if (kind === 'sex') return sex === null ? null : `s${sex.replaceAll(/[^A-Za-z0-9_-]/g, '')}`;
	const from = age === null ? undefined : ageFrom.findLast((first) => first <= age);
	return from === undefined ? null : `a${from}`;
}

/** By what the file tells its voters apart. */
export const kindsOf = ({ voters }: Election): GroupKind[] =>
	kinds.filter((kind) => groupsIn(kind, voters).length > 1);

const groupsIn = (kind: GroupKind, voters: readonly Voter[]): string[] =>
	[...new Set(voters.flatMap((voter) => groupOf(kind, voter) ?? []))].toSorted((a, b) =>
		a.localeCompare(b, 'en', { numeric: true })
	);

export const backgroundOf = (kind: GroupKind, voters: readonly Voter[]): QuestionInput => ({
	type: 'choice',
	prompt: { de: 'Zu welcher Gruppe gehören Sie?' },
	config: {
		options: groupsIn(kind, voters).map((id) => ({ id, label: { de: id } })),
		min: 1,
		max: 1,
		noneOfThese: false
	}
});

export type Compared = { cells: number; equal: number; hidden: number; betrayed: number };

/**
 * Compares a table of the app with a recount of the file: each shown cell has to be as many voters as the file has, and
 * hidden have to be exactly those that the rule asks for, which is applied to the recount once more and checked by flows.
 * @param chosen by voter, the keys of what was chosen
 * @param table null: the app said that no two groups could be shown
 */
export async function compareWithFile(
	kind: GroupKind,
	voters: readonly Voter[],
	{
		chosen,
		keys,
		most
	}: Readonly<{ chosen: readonly string[][]; keys: readonly string[]; most: number }>,
	{ table, k }: Readonly<{ table: Crosstab | null; k: number }>
): Promise<Compared> {
	const names = [...groupsIn(kind, voters), ''];
	const groups = voters.map((voter) => groupOf(kind, voter) ?? '');
	const has = (group: string, key?: string) =>
		groups.filter((own, n) => own === group && (key === undefined || chosen[n]!.includes(key)))
			.length;
	const recount = {
		cells: keys.map((key) => names.map((group) => has(group, key))),
		people: names.map((group) => has(group)),
		least: 1,
		most
	};
	const columns = shownColumns(recount.people, k);
	const hidden = await hiddenCells(recount, columns, k);
	const nothing = columns.length < 2 || hidden.flat().every(Boolean);
	if (!table) return { cells: 0, equal: 0, hidden: 0, betrayed: nothing ? 0 : 1 };
	const agrees = keys.flatMap((key, row) =>
		columns.map((parts, column) => {
			const asked = names.filter((_, part) => parts.includes(part));
			const at = table.columns.findIndex(({ groups: own }) => own.join() === asked.join());
			const shown = table.rows.find((one) => one.key === key)?.counts[at];
			const counted = sumOf(parts.map((part) => recount.cells[row]![part]!));
			return shown === (hidden[row]![column] ? null : counted);
		})
	);
	return {
		cells: sumOf(table.rows.map(({ counts }) => counts.length)),
		equal: agrees.filter(Boolean).length,
		hidden: sumOf(table.rows.map(({ counts }) => counts.filter((one) => one === null).length)),
		betrayed: betrayedCells(recount, columns, hidden, k)
	};
}
