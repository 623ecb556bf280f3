/** `checked`: each question waits until it is approved; `atOnce`: it is there as soon as it is asked. */
export const askModes = ['off', 'checked', 'atOnce'] as const;
export type AskMode = (typeof askModes)[number];

/** What the stage shows of the questions. */
export const askStages = ['none', 'top', 'pinned'] as const;
export type AskStage = (typeof askStages)[number];

export const askLimits = {
	/** Characters. */
	text: 300,
	answer: 1000,
	/** Questions of one person that are not answered yet: who has more to ask gets an answer first. */
	open: 3,
	/** On the stage; more would be read from a phone, not from 20 m. */
	onStage: 6,
	/** In the list of a phone; further ones are counted. */
	listed: 100
} as const;

/** After so many questions within the window somebody waits: nobody types faster what they want to know. */
export const askBrake = { limit: 5, window: 60_000 } as const;

export type AskMarks = Readonly<{ approved: boolean; hidden: boolean; merged: boolean }>;

/** Everybody sees it as a question of its own. */
export const isPublic = ({ approved, hidden, merged }: AskMarks) => approved && !hidden && !merged;

/** Its author may still change the words: nobody has read and supported them. */
export const mayEdit = ({ approved, hidden, merged }: AskMarks) => !approved && !hidden && !merged;

export const askOrders = ['support', 'newest'] as const;
export type AskOrder = (typeof askOrders)[number];

export const orderOf = (given: string | null): AskOrder =>
	given === 'newest' ? 'newest' : 'support';

type Sortable = Readonly<{ number: number; supporters: number; answered: boolean }>;

/** What is answered comes last: it needs no further support. Of equal ones the earlier comes first. */
export function inOrder<Ask extends Sortable>(asks: readonly Ask[], order: AskOrder): Ask[] {
	return asks.toSorted(
		(a, b) =>
			Number(a.answered) - Number(b.answered) ||
			(order === 'newest'
				? b.number - a.number
				: b.supporters - a.supporters || a.number - b.number)
	);
}
