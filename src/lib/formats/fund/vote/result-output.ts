import type { ResultOutput } from './api/schemas.ts';
import type { VoteResult } from './result.server.ts';
import { optionId } from './voting.ts';

/**
 * Everything anybody needs to compute the result again, for API and download.
 * @param k of fewer people the ballots are not told, see docs/decisions/0041
 */
export function resultOutput(
	{ options, ballots, voters, tally, outcome }: VoteResult,
	sumCents: number,
	k: number
): ResultOutput {
	const { rule, winners, leftCents, steps } = outcome;
	const won = new Set(winners);
	return {
		rule,
		sumCents,
		voters,
		projects: options.map(({ number, title, costCents }) => ({
			id: optionId(number),
			number,
			title,
			costCents,
			votes: tally.counts[optionId(number)] ?? 0,
			won: won.has(number)
		})),
		ballots:
			voters < k
				? null
				: ballots.map(({ projects, people }) => ({ projects: [...projects], people })),
		winners: [...winners],
		leftCents,
		steps: steps.map((step) =>
			'payments' in step ? { ...step, payments: [...step.payments] } : step
		),
		shares:
			outcome.rule === 'equalShares'
				? {
						shareCents: outcome.shareCents,
						raisedShareCents: outcome.raisedShareCents,
						raises: outcome.raises,
						raiseCents: outcome.raiseCents,
						unpaid: [...outcome.unpaid],
						completion: [...outcome.completion]
					}
				: null
	};
}
