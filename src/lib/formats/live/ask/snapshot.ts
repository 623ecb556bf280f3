import type { AskMode } from './rules.ts';

/** A question as everybody sees it: nothing in it leads to who asked or supports it. */
export type PublicAsk = Readonly<{
	id: string;
	/** From 1, in the order in which they were asked. */
	number: number;
	text: string;
	/** Language of the page on which it was written. */
	locale: string;
	supporters: number;
	answered: boolean;
	/** Written by the moderators; null: none, or it was answered in the room. */
	answer: string | null;
}>;

/** The questions of a session, the same for everybody: first those with most support, answered ones last. */
export type AskList = Readonly<{
	code: string;
	mode: AskMode;
	/** Questions and supports are taken. */
	open: boolean;
	/** The moderator has covered everything for now. */
	veiled: boolean;
	/** How many there are; `asks` has the first hundred. */
	total: number;
	asks: readonly PublicAsk[];
}>;

/** What the stage shows of the questions; the pinned one alone, or those with most support. */
export type AsksOnStage = Readonly<{ pinned: boolean; asks: readonly PublicAsk[]; total: number }>;
