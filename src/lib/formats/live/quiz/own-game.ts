import type { Nickname } from './nickname.ts';

/** One person's own game: nobody else sees it but as a line of the board. */
export type OwnGame = Readonly<{
	name: Nickname;
	/** Another name was drawn already. */
	redrawn: boolean;
	/** Does not appear on the board. */
	hidden: boolean;
	points: number;
	/** Knowledge questions that count so far. */
	questions: number;
	/** Null: hidden, or too few play along for a board. */
	place: number | null;
	players: number;
}>;
