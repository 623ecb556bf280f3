import { Refusal } from '../../platform/errors.ts';
import type { AskList } from './ask/snapshot.ts';
import type { LiveState } from './live-snapshot.server.ts';
import type { Board } from './quiz/board.ts';
import type { Standings } from './quiz/scores.server.ts';
import type { ReactionSign } from './pace/reactions.ts';
import type { LiveSnapshot } from './snapshot.ts';

/**
 * What the running process offers for live sessions: pages, the API and the two hot paths call exactly this.
 * Refusals are thrown as `Refusal`; its `reason` is one of `liveRefusals`. A draft's code is unknown to all of them.
 */
export type LiveService = Readonly<{
	/** @throws Refusal code_unknown, code_expired */
	snapshot(code: string): Promise<LiveSnapshot>;
	/**
	 * The newest state by the activity's id, of drafts too: whoever calls has asked for the right. What is read started
	 * after the call, and callers share one read.
	 * @throws Refusal code_unknown when it was deleted
	 */
	stateOf(activityId: string): Promise<LiveState>;
	/**
	 * Makes a participant, or keeps the one the token names. The token is the only link to them and is in their cookie.
	 * @throws Refusal code_unknown, code_expired, session_ended, session_locked, organisation_missing, organisation_unknown, joins_busy (429),
	 * seat_needed (403) where a participant comes from a seat code
	 */
	join(input: {
		code: string;
		token: string | null;
		organisation?: OrganisationChoice;
	}): Promise<{ token: string; snapshot: LiveSnapshot }>;
	/**
	 * Counts one ballot; resolves only after the commit. The same ballot again is harmless.
	 * @throws Refusal participant_unknown (401), question_closed, round_over, vote_final (409), answer_invalid (422), busy (429), unavailable (503)
	 */
	cast(input: {
		code: string;
		token: string | null;
		question: string;
		round: number;
		answer: unknown;
		/** Of the page on which it was written, of `writtenLanguages`; of what nobody writes it is not kept. */
		language?: string | undefined;
	}): Promise<void>;
	/** What this person answered in the current round, or in the open round of this question; undefined: nothing. */
	ownAnswer(input: { code: string; token: string | null; question?: string }): Promise<unknown>;
	/**
	 * As whom somebody asks and supports questions; `participant` is null where they have not joined.
	 * @throws Refusal code_unknown, code_expired
	 */
	person(input: {
		code: string;
		token: string | null;
	}): Promise<{ activityId: string; participant: Buffer | null }>;
	/** How the players stand, at the newest state. @throws Refusal code_unknown, code_expired */
	standings(code: string): Promise<Standings & Readonly<{ board: Board | null }>>;
	/** Somebody plays along, has another name or stepped back: who asks from now on sees it. */
	forgetStandings(activityId: string): void;
	/** The residents' questions as everybody sees them. @throws Refusal code_unknown, code_expired */
	asks(code: string): Promise<AskList>;
	/** The same by the activity's id; null: there is nothing to see any more. */
	askListOf(activityId: string): Promise<AskList | null>;
	/**
	 * Counts one tap of a sign, which nobody can trace back. More than one in a second are not counted.
	 * @throws Refusal participant_unknown (401), reactions_off (409)
	 */
	react(input: { code: string; token: string | null; sign: ReactionSign }): Promise<void>;
	/** Whether the token belongs to this session, and whether its organisation (if asked for) is known. */
	participant(input: {
		code: string;
		token: string | null;
	}): Promise<{ joined: boolean; organisationGiven: boolean }>;
}>;

/** From the register, or typed by the participant. */
export type OrganisationChoice = { id: string } | { name: string };

/** The answer does not fit its question; only the question can say why in words, e.g. with its limits. */
export class AnswerRefusal extends Refusal {
	readonly says: (locale: string) => string;

	constructor(reason: string, says: (locale: string) => string) {
		super('invalid', 'answer_invalid', { answer: reason });
		this.says = says;
	}
}

export const liveRefusals = [
	'code_unknown',
	'code_expired',
	'session_ended',
	'session_locked',
	'organisation_missing',
	'seat_needed',
	'organisation_unknown',
	'participant_unknown',
	'reactions_off',
	'question_closed',
	'round_over',
	'vote_final',
	'answer_invalid',
	'busy',
	'joins_busy',
	'unavailable'
] as const;

/** The participant's cookie: HttpOnly, SameSite=Lax, path /, 30 days; Secure where the origin is https. */
export const participantCookie = (code: string) => `palaver-${code}`;
