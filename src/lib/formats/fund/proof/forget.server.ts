import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { finalStates } from '../workflow.ts';

/**
 * Forgets receipts with their pictures and the report of projects that ended longer ago than their rules keep them,
 * whether closed, given up, revoked or demanded back. The sums stay in the books, and what came of the project stays
 * with the application.
 */
export async function forgetOldProofs(db: Db, now: Date): Promise<void> {
	const old = db
		.selectFrom('fundApplications as a')
		.select('a.id')
		.where('a.state', 'in', [...finalStates, 'reclaimed'])
		.where(
			sql<boolean>`${endedOn} + make_interval(years => (a.rules ->> 'keepYears')::integer) < ${localDay(now)}::date`
		);
	await db.transaction().execute(async (trx) => {
		await trx.deleteFrom('fundReceipts').where('applicationId', 'in', old).execute();
		await trx
			.updateTable('fundProofs')
			.set({ draft: '{}', report: null })
			.where('applicationId', 'in', old)
			// What was only begun, too; and what is forgotten already is not written anew every hour.
			.where(sql<boolean>`(report is not null or draft <> '{}')`)
			.execute();
	});
}

/** The day in Germany of its last step, unless the closing says its own. */
const endedOn = sql`case when a.state = 'closed' then a.closed_on else (
	select (max(s.taken_at) at time zone 'Europe/Berlin')::date from fund_steps s where s.application_id = a.id) end`;
