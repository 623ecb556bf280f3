import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { linesOf } from '../staff/read-application.server.ts';
import { editable } from './receipts.server.ts';
import { draftProblems, reportFields, type ReportDraft } from './report.ts';

/**
 * Keeps what was typed into the report; what is not sent stays as it was, and nothing has to be complete.
 * @param revision of the report that was seen
 * @throws Refusal not_allowed; not_possible_now, changed_meanwhile (409); input_invalid with the reasons at the fields
 */
export async function saveReport(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision, fields }: { revision: number; fields: ReportDraft }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await editable(trx, actor, applicationId);
		const lines = await linesOf(trx, applicationId);
		const known = new Set(reportFields(lines));
		const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => known.has(name)));
		const wrong = draftProblems(typed, lines);
		if (Object.keys(wrong).length > 0) throw new Refusal('invalid', 'input_invalid', wrong);
		const saved = await trx
			.updateTable('fundProofs')
			.set({
				draft: sql<string>`draft || ${JSON.stringify(typed)}::jsonb`,
				revision: sql<number>`revision + 1`
			})
			.where('applicationId', '=', applicationId)
			.where('revision', '=', revision)
			.executeTakeFirst();
		if (saved.numUpdatedRows === 0n) throw new Refusal('conflict', 'changed_meanwhile');
	});
}
