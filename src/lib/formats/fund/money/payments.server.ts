import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { toCsv } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { centsAsDecimal } from '../../../platform/money.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import { recordOfRound } from '../round/round.server.ts';
import { payingStates, type CallState } from './call-workflow.ts';
import { paymentReference } from './payment-reference.ts';
import type { PaymentFilter } from './payment-filter.ts';

const openStates: readonly CallState[] = ['requested', 'checked', 'released'];

/** A call for money in the list of all rounds. */
export type PaymentRow = Readonly<{
	callId: string;
	activityId: string;
	placeId: string;
	number: number;
	callNumber: number;
	title: string;
	locale: string;
	applicantName: string;
	potName: string;
	potYear: number;
	roundSlug: string;
	amountCents: number;
	state: CallState;
	requestedOn: string;
	checkedOn: string | null;
	releasedOn: string | null;
	paidOn: string | null;
	reference: string;
	/** Of released payments, for who may see the contact; else null. */
	account: Readonly<{ holder: string; iban: string }> | null;
}>;

export const paymentsPerPage = 50;

/**
 * Calls of the actor's places, those that wait longest first; without those of applications closed to the actor by a
 * conflict of interest.
 * @param page from 1; null: all of them
 * @throws Refusal not_allowed
 */
export async function listPayments(
	db: Db,
	actor: Actor,
	filter: PaymentFilter,
	page: number | null
): Promise<{ rows: PaymentRow[]; total: number; sumCents: number }> {
	demand(permissions, actor, 'list', null);
	const query = seen(db, actor, filter);
	const { total, sumCents } = await query
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.select(sql<number>`coalesce(sum(c.amount_cents), 0)::bigint`.as('sumCents'))
		.executeTakeFirstOrThrow();
	const rows = await query
		.select(['c.id as callId', 'a.activityId', 'a.number', 'c.number as callNumber'])
		.select(['a.title', 'a.locale', 'a.applicantName', 't.name as potName'])
		.select(['t.year as potYear', 'r.slug as roundSlug'])
		.select(['c.amountCents', 'c.state', 'c.requestedOn', 'c.checkedOn', 'c.releasedOn'])
		.select(['c.paidOn', 'c.reference', 'c.account', 'y.placeId', 'a.id as applicationId'])
		.select(['a.organisationId'])
		.orderBy('c.requestedOn')
		.orderBy('c.id')
		.$if(page !== null, (one) => one.limit(paymentsPerPage).offset((page! - 1) * paymentsPerPage))
		.execute();
	return {
		total,
		sumCents,
		rows: rows.map(({ account, applicationId, organisationId, ...row }) => ({
			...row,
			number: row.number!,
			state: row.state as CallState,
			account: can(permissions, actor, 'seeContact', {
				activityId: row.activityId,
				placeId: row.placeId,
				applicationId,
				organisationId,
				// Those with a conflict are not in the list.
				conflicted: []
			})
				? (account as PaymentRow['account'])
				: null
		}))
	};
}

function seen(db: Db, actor: Actor, filter: PaymentFilter) {
	const accountId = actor.kind === 'account' ? actor.accountId : null;
	const own = actor.kind === 'account' ? actor.organisations.map(({ id }) => id) : [];
	const states = filter === 'open' ? openStates : [filter];
	return db
		.selectFrom('fundCalls as c')
		.innerJoin('fundApplications as a', 'a.id', 'c.applicationId')
		.innerJoin('activities as y', 'y.id', 'a.activityId')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.innerJoin('fundPots as t', 't.id', 'r.potId')
		.where('y.placeId', 'in', ['', ...placesWhere(actor, 'seePot')])
		.where('c.state', 'in', [...states])
		.where((eb) =>
			eb.or([
				eb('c.state', 'not in', [...openStates]),
				// What an application's end left open waits for nobody.
				eb('a.state', 'in', [...payingStates])
			])
		)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('fundConflicts as f')
						.select('f.accountId')
						.whereRef('f.applicationId', '=', 'a.id')
						.where('f.accountId', '=', accountId)
				)
			)
		)
		.where((eb) =>
			own.length === 0
				? eb.lit(true)
				: eb.or([eb('a.organisationId', 'is', null), eb('a.organisationId', 'not in', own)])
		);
}

/**
 * The same list as a table for the treasury's program. It holds accounts of people: the trail of each round says who took
 * it along.
 * @throws Refusal not_allowed
 */
export async function paymentsCsv(db: Db, actor: Actor, filter: PaymentFilter): Promise<string> {
	const { rows } = await listPayments(db, actor, filter, null);
	await recordExport(db, actor, filter, rows);
	return toCsv(
		[
			'round',
			'year',
			'application',
			'call',
			'applicant',
			'project',
			'pot',
			'amount',
			'state',
			'requested',
			'checked',
			'released',
			'paid',
			'reference',
			'payment_reference',
			'account_holder',
			'iban'
		],
		rows.map((row) => [
			row.roundSlug,
			row.potYear,
			row.number,
			row.callNumber,
			row.applicantName,
			row.title,
			row.potName,
			centsAsDecimal(row.amountCents),
			row.state,
			row.requestedOn,
			row.checkedOn,
			row.releasedOn,
			row.paidOn,
			row.reference,
			paymentReference(row),
			row.account?.holder,
			row.account?.iban
		])
	);
}

async function recordExport(
	db: Db,
	actor: Actor,
	filter: PaymentFilter,
	rows: readonly PaymentRow[]
): Promise<void> {
	const byRound = Map.groupBy(rows, ({ activityId }) => activityId);
	await db.transaction().execute(async (trx) => {
		for (const own of byRound.values())
			await recordOfRound(trx, actor, own[0]!, 'paymentsExported', { filter, rows: own.length });
	});
}
