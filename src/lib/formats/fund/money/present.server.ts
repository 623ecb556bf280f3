import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Application } from '../application.server.ts';
import { moneyOf } from '../ledger/money-of.server.ts';
import type { FundRules } from '../round/rules.ts';
import type { Present } from './change.ts';

/** What a change is measured by: dates, grant, cost lines and what was called already. */
export async function presentOf(db: Db | Trx, application: Application): Promise<Present> {
	const { applicationId, startsOn, endsOn, rules } = application;
	const lines = await db
		.selectFrom('fundLines')
		.select(['id', 'side', 'category', 'plannedCents', 'grantedCents'])
		.where('applicationId', '=', applicationId)
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
		shareCents: lines
			.filter(({ side, category }) => side === 'funding' && isShare(category, rules))
			.reduce((sum, one) => sum + now(one), 0),
		costs: lines
			.filter(({ side }) => side === 'cost')
			.map((one) => ({ id: one.id, grantedCents: now(one) }))
	};
}

const now = (line: { plannedCents: number; grantedCents: number | null }): number =>
	line.grantedCents ?? line.plannedCents;

const isShare = (category: string, { inKind }: FundRules): boolean =>
	category !== 'grant' && (category !== 'inKind' || inKind.counted);
