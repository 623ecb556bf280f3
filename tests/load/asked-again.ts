import { noneId } from '#lib/questions/options.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { dearestBallot, type Election } from './pabulib.ts';

/** A choice has at most this many options; longer lists are asked in several questions, one after the other. */
const optionsPerQuestion = 100;

/** First position and end of the projects of each question. */
export type Part = { from: number; to: number };

export function partsOf({ projects }: Election): Part[] {
	const parts: Part[] = [];
	for (let from = 0; from < projects.length; from += optionsPerQuestion) {
		// A choice needs two options: one project left over takes one from its neighbour.
		const left = projects.length - from - optionsPerQuestion;
		const size = left === 1 ? optionsPerQuestion - 1 : optionsPerQuestion;
		parts.push({ from, to: Math.min(from + size, projects.length) });
		from -= optionsPerQuestion - size;
	}
	return parts;
}

/**
 * What a ballot may cost, where that was limited. Published ballots are what really was cast, so where some of them cost
 * more than `max_sum_cost` says it is the whole budget that held; where they cost more than that too, nothing did.
 * A sum cannot be asked for in parts.
 */
export function sumOfBallots(election: Election): number | null {
	const { projects, ballots, maxSumCents, budgetCents } = election;
	const dearest = dearestBallot(election);
	const hasEmpty = ballots.some((ballot) => ballot.length === 0);
	if (maxSumCents === null || dearest === null || hasEmpty) return null;
	if (projects.length < 2 || projects.length > optionsPerQuestion) return null;
	return [maxSumCents, budgetCents].find((sum) => sum !== null && dearest <= sum) ?? null;
}

export function budgetOf({ projects }: Election, budgetCents: number): QuestionInput {
	return {
		type: 'budget',
		prompt: { de: 'Welche Vorhaben sollen Geld bekommen?' },
		config: {
			projects: projects.map(({ name, costCents }, index) => ({
				id: optionOf(index),
				label: { de: name.slice(0, 200) },
				costCents
			})),
			budgetCents,
			max: null
		}
	};
}

export function choiceOf({ projects, ballots }: Election, { from, to }: Part): QuestionInput {
	const longest = ballots.reduce((most, ballot) => Math.max(most, ballot.length), 1);
	const options = projects.slice(from, to).map(({ name }, index) => ({
		id: optionOf(from + index),
		label: { de: name.slice(0, 200) }
	}));
	return {
		type: 'choice',
		prompt: { de: 'Welche Vorhaben sollen Geld bekommen?' },
		config: {
			options: [...options, ...(options.length === 1 ? [filler] : [])],
			min: 1,
			max: Math.min(to - from, longest),
			// Some voters chose nothing, or nothing of this part.
			noneOfThese: true
		}
	};
}

/** A vote on a single project still needs a second option. */
const filler = { id: 'filler', label: { de: '–' } };

/** Project ids may have any characters, ids of options may not. */
export const optionOf = (position: number) => `p${position}`;

/** What a voter answers to one part of the projects. */
export function answerOf(ballot: readonly number[], { from, to }: Part): string[] {
	const chosen = ballot.filter((index) => index >= from && index < to).map(optionOf);
	return chosen.length > 0 ? chosen : [noneId];
}

/** The same ballot with so many of the next projects that it costs more than it may; null: all together do not. */
export function aboveSum({ projects }: Election, ballot: readonly number[], sumCents: number) {
	const dearer = [...ballot];
	const cost = () => dearer.reduce((sum, index) => sum + projects[index]!.costCents!, 0);
	for (let index = 0; cost() <= sumCents && index < projects.length; index++)
		if (!dearer.includes(index)) dearer.push(index);
	return cost() > sumCents ? dearer : null;
}
