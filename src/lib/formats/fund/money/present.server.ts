import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Application } from '../application.server.ts';
import { moneyOf } from '../ledger/money-of.server.ts';
import type { Present } from './change.ts';

/** What a change is measured by: dates, grant, cost lines and what was called already. */
export async function presentOf(db: Db | Trx, application: Application): Promise<Present> {
	const { applicationId, startsOn, endsOn, rules } = application;
	const costs = await db
		.selectFrom('fundLines')
		.select(['id', 'plannedCents', 'grantedCents'])
		.where('applicationId', '=', applicationId)
		.where('side', '=', 'cost')
		.execute();
	const { callableCents } = await moneyOf(db, applicationId);
	const grantedCents = application.grantedCents ?? 0;
	return {
		startsOn,
		endsOn,
		rules,
		askedCents: application.askedCents ?? 0,
		grantedCents,
		spokenForCents: grantedCents - callableCents,
		costs: costs.map(({ id, ...one }) => ({
			id,
			grantedCents: one.grantedCents ?? one.plannedCents
		}))
	};
}
