import type { Translated } from '../../platform/i18n/translated.ts';
import type { Tally } from '../../questions/contract.ts';
import type { Board } from './quiz/board.ts';
import type { RoomCounts } from './voices/sources.ts';
import type { AskMode } from './ask/rules.ts';
import type { Beside } from './beside/beside.ts';
import type { AsksOnStage } from './ask/snapshot.ts';
import type { ReactionCounts } from './pace/reactions.ts';

/** Where the session stands, as everybody may know it. */
export type LivePhase = 'lobby' | 'open' | 'closed' | 'revealed' | 'paced' | 'ended';

export type LiveQuestion = Readonly<{
	id: string;
	type: string;
	/** From 1; a repeated question gets the next number. */
	round: number;
	/** Position in the session, from 1, and how many questions there are. */
	position: number;
	of: number;
	/** In the session's main language; `prompts` has all of them. */
	prompt: string;
	prompts: Translated;
	config: unknown;
	/** True while ballots are taken (also when the result is already shown). */
	open: boolean;
	/** ISO 8601; no ballot is taken from then on. Null: it stays open until somebody closes it. */
	closesAt: string | null;
	/** Ballots so far: a count, never the result. */
	ballots: number;
	/** People among them whose voice did not come from their own phone; null: nobody. Of a frozen result: as it was. */
	room: RoomCounts;
	mayChangeVote: boolean;
	/** It asks to which group people belong. */
	background: boolean;
}>;

/**
 * All that a phone, the stage and the control page are told, the same for everyone.
 * `result` is null until the moderator reveals it: what is not in here cannot leak.
 */
export type LiveSnapshot = Readonly<{
	code: string;
	title: string;
	titles: Translated;
	locales: readonly string[];
	phase: LivePhase;
	/** Goes up with every command of the moderator. */
	version: number;
	participants: number;
	question: LiveQuestion | null;
	result: Tally | null;
	/** An earlier round of the question beside its result; null: the result stands alone. */
	beside: Beside | null;
	/** The result stands still while ballots go on being counted. */
	frozen: boolean;
	/** The moderator has covered everything: stage and phones show a neutral card. No result is in here. */
	veiled: boolean;
	/** Residents' own questions: whether they may ask, and what the stage shows of them. */
	asks: Readonly<{ mode: AskMode; onStage: AsksOnStage | null }>;
	/** Each phone goes through the questions by itself: how many there are, and the answers so far. */
	paced: Readonly<{ questions: number; ballots: number }> | null;
	/** People may play along; the board only where it is to be seen. Null: there is none in this session. */
	leaderboard: Readonly<{ board: Board | null }> | null;
	/** ISO 8601; ends by itself then. */
	closesAt: string | null;
	/** Nobody new comes in. */
	locked: boolean;
	/** Taps of the last ten seconds; null: there are none to tap. */
	reactions: ReactionCounts | null;
}>;

/** The same for those who run the session; they follow it as a draft too. */
export type ControlSnapshot = LiveSnapshot &
	Readonly<{
		isDraft: boolean;
		/** Differs when residents' questions are others, also those that wait. */
		asksMark: string;
	}>;
