import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { Application } from '../application.server.ts';
import { daysAfter } from '../days.ts';

type Dated = Pick<Application, 'applicationId' | 'endsOn' | 'rules'>;

/** Day until which the proof of use is due; null without an end. */
export async function proofDueOn(
	db: Db | Trx,
	{ applicationId, endsOn, rules }: Dated
): Promise<string | null> {
	const kept = await db
		.selectFrom('fundProofs')
		.select('dueOn')
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	return kept?.dueOn ?? (endsOn && daysAfter(endsOn, rules.proofDays));
}

/** Sets the day anew, when the project begins and when its end moves. */
export async function keepProofDue(
	trx: Trx,
	{ applicationId, endsOn, rules }: Dated
): Promise<void> {
	if (!endsOn) return;
	const dueOn = daysAfter(endsOn, rules.proofDays);
	await trx
		.insertInto('fundProofs')
		.values({ applicationId, dueOn })
		.onConflict((conflict) => conflict.column('applicationId').doUpdateSet({ dueOn }))
		.execute();
}
