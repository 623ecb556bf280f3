import { Refusal } from '../../../platform/errors.ts';
import type { ResultOutput } from './api/schemas.ts';
import type { Voting } from './voting.ts';

/**
 * A vote in the Pabulib format (.pb), so that programs of others compute it again. Voters are numbered in the order of
 * what they chose.
 * @throws Refusal ballots_hidden (404) where too few people voted
 */
export function pabulibText(
	title: string,
	{ projects, ballots, sumCents, voters }: ResultOutput,
	{ question, most, rule }: Pick<Voting, 'question' | 'most' | 'rule'>
): string {
	if (!ballots) throw new Refusal('missing', 'ballots_hidden');
	const meta = [
		['key', 'value'],
		['description', title],
		['num_projects', projects.length],
		['num_votes', voters],
		['budget', euros(sumCents)],
		['vote_type', 'approval'],
		['rule', rule === 'greedy' ? 'greedy' : 'equalshares'],
		['currency', 'EUR'],
		question === 'budget' ? ['max_sum_cost', euros(sumCents)] : ['max_length', most!]
	];
	const listed = projects.map(({ number, costCents, title: name, votes, won }) => [
		number,
		euros(costCents),
		name,
		votes,
		won ? 1 : 0
	]);
	const cast = ballots.flatMap((ballot) =>
		Array.from({ length: ballot.people }, () => ballot.projects.join(','))
	);
	return [
		'META',
		...meta.map(line),
		'PROJECTS',
		line(['project_id', 'cost', 'name', 'votes', 'selected']),
		...listed.map(line),
		'VOTES',
		line(['voter_id', 'vote']),
		...cast.map((vote, index) => line([index + 1, vote])),
		''
	].join('\n');
}

const euros = (cents: number): string =>
	cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);

const line = (cells: readonly (string | number)[]): string =>
	cells.map((cell) => quoted(String(cell))).join(';');

const quoted = (cell: string): string =>
	/[;"\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
