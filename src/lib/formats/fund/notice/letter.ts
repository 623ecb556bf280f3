import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Body, CostCategory, FundingCategory, Outcome } from '../states.ts';

/** What the office writes to an applicant. Reminders and the word that it has lapsed, the house writes by itself. */
export const letterKinds = [
	'grant',
	'rejection',
	'answerReminder',
	'proofReminder',
	'proofOverdue',
	'lapse',
	'revocation',
	'reclaim'
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** Acts of the authority that can be objected to: they say how. */
export const objectionable = (kind: LetterKind): boolean =>
	kind === 'grant' || kind === 'rejection' || kind === 'revocation' || kind === 'reclaim';

/** Whose letterhead it has: the operator of the house. */
export type Sender = Readonly<{ name: string; street: string; city: string }>;

/** A line of the plan as it holds on the day of the letter. */
export type LetterLine = Readonly<{
	side: 'cost' | 'funding';
	category: CostCategory | FundingCategory;
	label: string;
	minutes: number | null;
	cents: number;
}>;

/** Everything a letter says, frozen on its day; sums in cents, days as YYYY-MM-DD. */
export type LetterContent = Readonly<{
	sender: Sender | null;
	/** Language of the applicant. */
	locale: string;
	number: number;
	title: string;
	applicantName: string;
	roundTitle: Translated;
	placeName: string;
	potName: string;
	potPaper: string;
	outcome: Outcome | null;
	askedCents: number;
	grantedCents: number | null;
	/** Paid and not come back, on the day of the letter. */
	paidCents: number;
	/** What is demanded back. */
	demandedCents: number | null;
	body: Body | null;
	decidedOn: string | null;
	paper: string;
	reason: string;
	conditions: string;
	startsOn: string | null;
	endsOn: string | null;
	/** Until when a query is answered or the notice is accepted. */
	dueOn: string | null;
	proofDueOn: string | null;
	overrunPercent: number;
	lines: readonly LetterLine[];
	/** How to object, in German as the law has it; empty where there is nothing to object to. */
	objection: string;
	/** Who signs; empty where nobody does. */
	signedBy: string;
}>;

export type Recipient = Readonly<{ name: string; address: string }>;

export type Letter = Readonly<{
	/** Counts the letters of an application, from 1. */
	number: number;
	kind: LetterKind;
	content: LetterContent;
	/** Null once it was forgotten. */
	recipient: Recipient | null;
	issuedOn: string;
}>;
