import type { Expression } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import type { Locale } from '../../platform/i18n/paraglide/runtime.js';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { Target } from './rules.ts';
import type { Metric } from './schema.ts';

/**
 * One contribution as indicators see it. Formats tell facts, indicators count them; neither knows the other.
 * No column leads to a person: `participant` and `contribution` are pseudonyms within one activity.
 */
export type Fact = {
	/** Stable pseudonym of this contribution, unique within its activity and kind. */
	contribution: string;
	/** e.g. `answer`, `selection`, `participation`; each format documents its kinds. */
	kind: string;
	activityId: string;
	/** What was answered or chosen from, e.g. the question; null where there is no such thing. */
	itemId: string | null;
	/** Round or edition of the item, from 1; null where there are none. */
	round: number | null;
	/** False while it may still change (round open) or has been superseded by a later round. */
	final: boolean;
	placeId: string;
	/** Organisation id, or `name:` and the normalised name where it was typed; null: none given. */
	organisation: string | null;
	/** Pseudonym of the person within the activity; null where the fact is not one person's (an event took place). */
	participant: string | null;
	/** Day, YYYY-MM-DD; never finer. */
	occurredOn: string;
	value: number | null;
	outcome: string | null;
	/** The person was asked and gave no usable answer ("don't know"). */
	missing: boolean;
};

/**
 * The facts of one format as a query, so that the database counts them. `kinds` documents what it tells.
 * `query` is any SELECT with exactly the columns of Fact (snake case in SQL): a Kysely query builder or a `sql` template.
 */
export type FactSource = Readonly<{
	format: string;
	kinds: readonly string[];
	/**
	 * Kinds whose value is a number of people who are no participants, because nobody knows who they are: the small-cell
	 * rule counts them as people. Absent: none.
	 */
	headcounts?: readonly string[];
	/**
	 * Kinds that are one person's word on how something was: their outcome is `positive`, `neutral` or `negative`.
	 * Absent: none.
	 */
	opinions?: readonly string[];
	/** The query has a further column `audiences` (text[]): whom it was for, by which an indicator can be narrowed. */
	tellsAudiences?: true;
	/** What outcomes and audiences are called; absent: the format's outcomes are the askers' own words. */
	words?(locale: Locale): FactWords;
	query(db: Db): Expression<Fact>;
	/** What was asked in these activities, to choose `itemId` from by name; absent: the format has no items. */
	items?(db: Db, activityIds: readonly string[]): Promise<readonly FactItem[]>;
	/**
	 * What an indicator's note in the catalogue means in facts of this format, where it says more than its metric;
	 * absent or null: what all formats have in common is suggested. Several, where the note leaves a choice to planning.
	 */
	suggest?(feed: CatalogueFeed): FactsToCount | readonly FactsToCount[] | null;
}>;

/** Names by which facts are narrowed, in one language. */
export type FactWords = Readonly<
	Record<'outcomes' | 'audiences', Readonly<Record<string, string>>>
>;

/** What the catalogue says of an indicator and its source, in the words of the catalogue. */
export type CatalogueFeed = Readonly<{
	/** What the catalogue calls the source, e.g. `event` or `survey`. */
	format: string;
	metric: string;
	note: string;
	label: string;
	unit: string | null;
	per: string | null;
	target: Omit<Target, 'due'> | null;
}>;

/** Which facts count, for a definition to start from. */
export type FactsToCount = Readonly<{
	kind: string;
	outcomes?: readonly string[];
	/** Of a share: the outcomes that its numerator counts. */
	numerator?: readonly string[];
	/** How they are counted, where the catalogue's metric does not say it all. */
	metric?: Metric;
}>;

export type FactItem = Readonly<{ activityId: string; itemId: string; name: Translated }>;
