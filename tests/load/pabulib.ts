import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { greedy } from '#lib/formats/fund/vote/greedy.ts';

/** One participatory-budgeting vote as published in the Pabulib format (.pb). */
export type Election = {
	projects: readonly Project[];
	/** For each voter the chosen projects, as positions in `projects`; empty: none chosen. */
	ballots: readonly (readonly number[])[];
	/** What the file says of each of them, in the same order. */
	voters: readonly Voter[];
	/** What the winners may cost together, in cents. */
	budgetCents: number | null;
	/** Most projects per ballot, and what they may cost together. */
	maxLength: number | null;
	maxSumCents: number | null;
};
export type Voter = { age: number | null; sex: string | null };
export type Project = {
	id: string;
	name: string;
	/** Total of votes as published. */
	published: number | null;
	costCents: number | null;
	/** Whether it was funded, as published. */
	selected: boolean | null;
};

/**
 * Reads a .pb file: sections META, PROJECTS and VOTES, each with a header line; semicolons, CSV quoting. Columns come in any
 * order and most are optional.
 * @throws Error naming what is missing
 */
export function readElection(path: string): Election {
	const sections = sectionsOf(readFileSync(path, 'utf8'));
	const projects = rowsOf(sections, 'PROJECTS', 'project_id').map((row) => ({
		id: row['project_id']!.trim(),
		name: row['name']?.trim() || row['project_id']!.trim(),
		published: row['votes'] ? Number(row['votes']) : null,
		costCents: cents(row['cost']),
		// 2 and more: funded by other means than by this vote.
		selected: row['selected'] ? row['selected'].trim() === '1' : null
	}));
	const position = new Map(projects.map(({ id }, index) => [id, index]));
	const votes = rowsOf(sections, 'VOTES', 'vote');
	const ballots = votes.map((row) => choices(row['vote']!, position));
	const voters = votes.map(({ age, sex }) => ({
		age: age?.trim() && Number.isFinite(Number(age)) ? Number(age) : null,
		sex: sex?.trim() || null
	}));
	const meta = new Map(
		(sections.get('META') ?? []).map(([key = '', value = '']) => [key.trim(), value] as const)
	);
	return {
		projects,
		ballots,
		voters,
		budgetCents: cents(meta.get('budget')),
		maxLength: meta.get('max_length') ? Number(meta.get('max_length')) : null,
		maxSumCents: cents(meta.get('max_sum_cost'))
	};
}

/** Amounts have a point before the cents, or none. */
const cents = (amount: string | undefined): number | null =>
	amount?.trim() ? Math.round(Number(amount) * 100) : null;

type Sections = ReadonlyMap<string, string[][]>;

/** A section begins with a line that has its name and nothing else. */
function sectionsOf(text: string): Sections {
	const records: string[][] = parse(text, {
		bom: true,
		delimiter: ';',
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true
	});
	const sections = new Map<string, string[][]>();
	let current: string[][] = [];
	for (const record of records) {
		const name = record[0]!.trim().toUpperCase();
		if (record.length === 1 && ['META', 'PROJECTS', 'VOTES'].includes(name)) {
			sections.set(name, (current = []));
		} else current.push(record);
	}
	return sections;
}

function rowsOf(sections: Sections, name: string, needed: string): Record<string, string>[] {
	const [header, ...records] = sections.get(name) ?? [];
	const columns = header?.map((column) => column.trim().toLowerCase());
	if (!columns?.includes(needed)) {
		throw new Error(
			`This is no .pb file: the section ${name} with the column ${needed} is missing.`
		);
	}
	return records.map((record) =>
		Object.fromEntries(columns.map((column, index) => [column, record[index] ?? '']))
	);
}

/** A project named twice counts once; one that is not in PROJECTS cannot be shown, so nobody can choose it. */
function choices(vote: string, position: ReadonlyMap<string, number>): number[] {
	const named = vote.split(',').flatMap((id) => position.get(id.trim()) ?? []);
	return [...new Set(named)].sort((a, b) => a - b);
}

/** How often each project was chosen. */
export function totalsOf({ projects, ballots }: Election): number[] {
	const totals = projects.map(() => 0);
	for (const ballot of ballots) for (const index of ballot) totals[index]!++;
	return totals;
}

/** What a ballot costs at most among those of this vote; null: a cost is missing. */
export function dearestBallot({ projects, ballots }: Election): number | null {
	if (projects.some(({ costCents }) => costCents === null)) return null;
	return ballots.reduce(
		(most, ballot) =>
			Math.max(
				most,
				ballot.reduce((sum, index) => sum + projects[index]!.costCents!, 0)
			),
		0
	);
}

/**
 * Whether the greedy rule gives the projects that were published as funded when it decides by these totals.
 * @returns null where the file does not say what was funded, what things cost or how much there was
 */
export function winnersEqual(
	{ projects, budgetCents }: Election,
	totals: readonly number[]
): boolean | null {
	const known = projects.every(
		({ costCents, selected }) => costCents !== null && selected !== null
	);
	if (!known || budgetCents === null) return null;
	const { winners } = greedy({
		projects: projects.map(({ costCents }, number) => ({ number, costCents: costCents! })),
		ballots: totals.map((people, number) => ({ projects: [number], people })),
		budgetCents
	});
	return projects.every(({ selected }, index) => selected === winners.includes(index));
}
