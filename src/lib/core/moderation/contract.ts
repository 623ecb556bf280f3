import type { Expression } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { HidingReason } from './reasons.ts';

/**
 * Where a contribution stands with those who moderate:
 * - `waiting`: nobody else sees it yet
 * - `reported`: public, and somebody said that it should not be
 * - `unchecked`: was published at once, and nobody has looked yet
 * - `hidden`: staff hid it
 * - `checked`: public, looked at, nothing to do
 * - `withdrawn`: its author took it back
 */
export const queueStates = [
	'waiting',
	'reported',
	'unchecked',
	'hidden',
	'checked',
	'withdrawn'
] as const;
export type QueueState = (typeof queueStates)[number];

/** What still needs somebody to look. */
export const openStates = ['waiting', 'reported', 'unchecked'] as const satisfies QueueState[];

/** One contribution in the queue, as a source tells it (in SQL: the same columns in snake case). */
export type QueueRow = {
	/** What it is within its format, e.g. `idea`, `comment`. */
	kind: string;
	id: string;
	activityId: string;
	placeId: string;
	title: string | null;
	body: string;
	/** Language it is written in. */
	locale: string;
	/** Day, YYYY-MM-DD. */
	submittedOn: string;
	/** Order of arrival within its kind. */
	sequence: number;
	state: QueueState;
	hiddenReason: string | null;
	/** Reasons of the reports that nobody has looked at yet. */
	reports: string[];
	/** Its category, where the format has some. */
	labelId: string | null;
	/** Path of its page for staff. */
	address: string;
	/** 32 hexadecimal digits that stand for the words and pictures as they are: other ones, other digits. */
	shown: string;
};

export type Decision =
	/** Everybody may see it; of a public one: it is fine as it is, and its reports are settled. */
	| Readonly<{ verb: 'publish' }>
	| Readonly<{ verb: 'hide'; reason: HidingReason }>
	/** Takes hiding back. */
	| Readonly<{ verb: 'show' }>
	| Readonly<{ verb: 'label'; labelId: string }>;

export const decisionVerbs = ['publish', 'hide', 'show', 'label'] as const;

/** From which states each decision is possible. */
export const possibleFrom: Readonly<Record<Decision['verb'], readonly QueueState[]>> = {
	publish: openStates,
	hide: ['waiting', 'reported', 'unchecked', 'checked'],
	show: ['hidden'],
	label: ['waiting', 'reported', 'unchecked', 'checked', 'hidden']
};

/** A contribution as the one who decides saw it. */
export type Seen = Readonly<{ kind: string; id: string; state: QueueState; shown: string }>;

/**
 * What one format gives to the moderation queue. The queue filters, orders and pages in the database; the format
 * decides about its own rows, in one transaction with its history.
 */
export type ModerationSource = Readonly<{
	format: string;
	kinds: readonly string[];
	/** Ids of the places where this person may moderate its contributions. */
	places(actor: Actor): readonly string[];
	/** A SELECT with exactly the columns of `QueueRow`, only of these states. */
	query(db: Db, states: readonly QueueState[]): Expression<QueueRow>;
	/** Categories to choose from, by activity. */
	labels(
		db: Db,
		activityIds: readonly string[]
	): Promise<ReadonlyMap<string, readonly Readonly<{ id: string; name: Translated }>[]>>;
	/**
	 * @param today YYYY-MM-DD
	 * @throws Refusal decided_meanwhile (409): it no longer stands where it stood; changed_meanwhile (409): its author
	 * has changed what was seen; not_allowed, contribution_unknown, label_unknown
	 */
	decide(db: Db, actor: Actor, seen: Seen, decision: Decision, today: string): Promise<void>;
}>;

/** The kind of subject under which the history of a contribution is kept. */
export const subjectKindOf = (format: string, kind: string): string => `${format}.${kind}`;
