import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';

/**
 * Forgets receipts with their pictures and the report of projects that were closed longer ago than their rules keep
 * them. The sums stay in the books, and what came of the project stays with the application.
 */
export async function forgetOldProofs(db: Db, now: Date): Promise<void> {
	const old = db
		.selectFrom('fundApplications')
		.select('id')
		.where('state', '=', 'closed')
		.where(
			sql<boolean>`closed_on + make_interval(years => (rules ->> 'keepYears')::integer) < ${localDay(now)}::date`
		);
	await db.transaction().execute(async (trx) => {
		await trx.deleteFrom('fundReceipts').where('applicationId', 'in', old).execute();
		await trx
			.updateTable('fundProofs')
			.set({ draft: '{}', report: null })
			.where('applicationId', 'in', old)
			.where('report', 'is not', null)
			.execute();
	});
}
