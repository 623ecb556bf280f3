import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';

/** Where the money of one application stands, in cents. */
export type ApplicationMoney = Readonly<{
	/** Null where nothing was granted. */
	grantedCents: number | null;
	/** Promised and not paid yet; what is called is part of it. */
	reservedCents: number;
	/** Called and on its way: neither paid nor failed, refused or taken back. */
	calledCents: number;
	/** Everything that was ever paid out. */
	paidCents: number;
	/** What of it came back. */
	returnedCents: number;
	/** What may still be called. */
	callableCents: number;
}>;

/** @throws NoResultError for an unknown application: ask `applicationOf` first */
export async function moneyOf(db: Db | Trx, applicationId: string): Promise<ApplicationMoney> {
	const row = await db
		.selectFrom('fundApplications as a')
		.select(['a.grantedCents'])
		.select(sql<number>`a.committed_cents - a.paid_cents`.as('reservedCents'))
		.select(
			sql<number>`(select coalesce(sum(c.amount_cents), 0)::bigint from fund_calls c
				where c.application_id = a.id and c.state in ('requested', 'checked', 'released'))`.as(
				'calledCents'
			)
		)
		.select(booked('payment').as('paidCents'))
		.select(booked('return').as('returnedCents'))
		.where('a.id', '=', applicationId)
		.executeTakeFirstOrThrow();
	return { ...row, callableCents: Math.max(0, row.reservedCents - row.calledCents) };
}

const booked = (kind: 'payment' | 'return') =>
	sql<number>`(select coalesce(sum(l.amount_cents), 0)::bigint from fund_ledger l
		where l.application_id = a.id and l.kind = ${kind})`;
