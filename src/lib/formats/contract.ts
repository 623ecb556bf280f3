import type { FactSource } from '../core/indicators/facts.ts';
import type { ModerationSource } from '../core/moderation/contract.ts';
import type { Predicate } from '../access/predicates.ts';
import type { Db } from '../platform/db/database.server.ts';

/** One way to take part: what the house needs to know of it. The folder knows everything else. */
export type Format = Readonly<{
	key: string;
	/** Message keys of its name. */
	names: Readonly<{ one: string; many: string }>;
	/** Where staff manage it and where residents meet it. */
	navigation: Readonly<{ staff: string; resident: (address: string) => string }>;
	/** Of those activities that residents can open now: what `navigation.resident` takes, by activity id. */
	addresses(db: Db, activityIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
	/**
	 * What the audit trail says of it: each action in words, and the page of an activity for staff. `pages` has those of
	 * what belongs to no activity, by the kind of the subject, as `fund.pot`; such a subject is never deleted.
	 */
	history: Readonly<{
		texts: Readonly<Record<string, () => string>>;
		page: (activityId: string) => string;
		pages?: Readonly<Record<string, (id: string) => string>>;
	}>;
	/** Its permission table; the subjects differ from format to format. */
	permissions: Readonly<Record<string, readonly Predicate<never>[]>>;
	facts: FactSource;
	/** Whether everybody may see this picture, because a public contribution shows it; absent: it has no pictures. */
	showsPicture?(db: Db, pictureId: string): Promise<boolean>;
	/** What its contributions give to the moderation queue; absent: it has none that wait. */
	moderation?: ModerationSource;
	/**
	 * Runs with the hourly tick (under the house's lock): cleans up, archives, sends what is due.
	 * @param origin public address of the house, for links in mails
	 */
	tidy(db: Db, now: Date, origin: string): Promise<void>;
	/** Days after its end until an activity is archived, unless the organiser chose another day. */
	retentionDays: number;
}>;
