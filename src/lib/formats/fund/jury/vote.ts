import { z } from 'zod';
import type { Outcome } from '../states.ts';

export const choices = ['yes', 'no', 'abstain'] as const;
export type Choice = (typeof choices)[number];
export const choiceSchema = z.enum(choices, 'choice_missing');

export type Votes = Readonly<Record<Choice, number>>;
export const noVotes: Votes = { yes: 0, no: 0, abstain: 0 };

/** More for than against; abstentions count for neither, and a tie is a no. */
export const passes = ({ yes, no }: Votes): boolean => yes > no;

export const sumOf = ({ yes, no, abstain }: Votes): number => yes + no + abstain;

export const addVotes = (one: Votes, other: Votes): Votes => ({
	yes: one.yes + other.yes,
	no: one.no + other.no,
	abstain: one.abstain + other.abstain
});

/** What the jury votes on. */
export type Proposal = Readonly<{
	outcome: Outcome;
	/** Of a grant; null otherwise. */
	grantedCents: number | null;
	conditions: string;
	reason: string;
}>;

/**
 * One vote as it was closed, with the names as they were then: minutes do not change when somebody leaves the jury.
 * `cast` names who voted how and is empty where the vote was secret.
 */
export type ClosedVote = Proposal &
	Readonly<{
		round: number;
		secret: boolean;
		votes: Votes;
		passed: boolean;
		quorum: number;
		/** Present and not excluded. */
		entitled: readonly string[];
		excluded: readonly string[];
		cast: readonly Readonly<{ name: string; choice: Choice }>[];
		/** What was free in the pot before and after a grant, in cents. */
		free: Readonly<{ before: number; after: number }> | null;
	}>;

/** How many may vote at least on an application: what the meeting was called with, never fewer than its rules ask for. */
export const quorumAt = (
	meeting: Readonly<{ quorum: number }>,
	{ rules }: Readonly<{ rules: Readonly<{ quorum: number }> }>
): number => Math.max(meeting.quorum, rules.quorum);

export const agendaStates = ['waiting', 'voting', 'decided', 'postponed'] as const;
export type AgendaState = (typeof agendaStates)[number];

export const meetingStates = ['planned', 'open', 'closed'] as const;
export type MeetingState = (typeof meetingStates)[number];
