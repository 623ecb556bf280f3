import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { historyOf, type SubjectEntry } from '../../../core/history/subject-history.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import { unbiased } from '../unbiased.server.ts';
import type { LedgerKind } from './book.server.ts';
import { potColumns, potKind, potSubject, type Pot } from './pots.server.ts';

/** Pots of the actor's places, the newest year first. */
export async function listPots(db: Db, actor: Actor): Promise<Pot[]> {
	demand(permissions, actor, 'list', null);
	const places = placesWhere(actor, 'seePot');
	if (places.length === 0) return [];
	return potColumns(db)
		.where('t.placeId', 'in', places)
		.orderBy('t.year', 'desc')
		.orderBy('p.name')
		.orderBy('t.name')
		.execute();
}

/** One entry of a pot's books; sums in cents. */
export type BookEntry = Readonly<{
	id: number;
	bookedAt: Date;
	kind: LedgerKind;
	amountCents: number;
	/** Key or words, see `bookReason`; empty, as all that follows, where the application is closed to the reader. */
	reason: string;
	/** Of an entry for an application the reader may look at, else null. */
	number: number | null;
	activityId: string | null;
	roundTitle: Translated | null;
	/** Paid call for money, by its number. */
	callNumber: number | null;
	/** In the pot, promised, paid and free after this entry. */
	amountAfter: number;
	committedAfter: number;
	paidAfter: number;
	freeAfter: number;
}>;

export type PotBooks = Readonly<{
	pot: Pot;
	entries: readonly BookEntry[];
	history: readonly SubjectEntry[];
	mayFill: boolean;
}>;

/** @throws Refusal not_allowed, pot_unknown (404) */
export async function readPot(db: Db, actor: Actor, potId: string): Promise<PotBooks> {
	const pot = await potSubject(db, potId);
	demand(permissions, actor, 'seePot', pot);
	return {
		pot,
		entries: await booksOf(db, actor, potId),
		history: await historyOf(db, potKind, potId),
		mayFill: can(permissions, actor, 'fillPot', pot)
	};
}

const sums = {
	amountAfter: sql`case l.kind when 'allocation' then l.amount_cents when 'cut' then -l.amount_cents else 0 end`,
	committedAfter: sql`case l.kind when 'reservation' then l.amount_cents
		when 'release' then -l.amount_cents when 'return' then -l.amount_cents else 0 end`,
	paidAfter: sql`case l.kind when 'payment' then l.amount_cents when 'return' then -l.amount_cents else 0 end`
};

/** The running sums are counted from the entries, not taken from the pot: whoever reads them can check the pot. */
async function booksOf(db: Db, actor: Actor, potId: string): Promise<BookEntry[]> {
	const after = (change: (typeof sums)[keyof typeof sums]) =>
		sql<number>`(sum(${change}) over (order by l.id))::bigint`;
	const rows = await db
		.selectFrom('fundLedger as l')
		.leftJoin('fundApplications as a', 'a.id', 'l.applicationId')
		.leftJoin('activities as y', 'y.id', 'a.activityId')
		.leftJoin('fundCalls as c', 'c.id', 'l.callId')
		.select(['l.id', 'l.bookedAt', 'l.kind', 'l.amountCents', 'l.reason'])
		.select(['a.number', 'a.activityId', 'y.title as roundTitle', 'c.number as callNumber'])
		.select(sql<boolean>`a.id is not null and not ${unbiased(actor)}`.as('closed'))
		.select([
			after(sums.amountAfter).as('amountAfter'),
			after(sums.committedAfter).as('committedAfter'),
			after(sums.paidAfter).as('paidAfter')
		])
		.where('l.potId', '=', potId)
		.orderBy('l.id')
		.execute();
	return rows.map(({ closed, ...row }) => ({
		...(row as Omit<BookEntry, 'freeAfter'>),
		...(closed && ofNothing),
		freeAfter: row.amountAfter - row.committedAfter
	}));
}

/** What somebody reads of an entry whose application is closed to them: its sums stay, so that the books add up. */
const ofNothing = {
	reason: '',
	number: null,
	activityId: null,
	roundTitle: null,
	callNumber: null
};
