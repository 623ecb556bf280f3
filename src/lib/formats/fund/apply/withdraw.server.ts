import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { lockApplication } from '../application.server.ts';
import { endMoney } from '../money/end-money.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep } from '../take-step.server.ts';

/**
 * Takes an application back as long as nothing was paid; what was reserved for it is free again. Of a draft, which nobody
 * else has seen, nothing that was typed is kept.
 * @throws Refusal not_allowed; not_possible_now, money_was_paid, call_on_its_way, changed_meanwhile (409)
 */
export async function withdrawApplication(
	db: Db,
	actor: Actor,
	applicationId: string,
	{ revision }: { revision: number }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, actor, 'apply', application);
		const isDraft = application.state === 'draft';
		await takeStep(trx, actor, application, 'withdraw', {
			revision,
			...(isDraft && { set: { draft: '{}', title: '' } })
		});
		if (isDraft)
			await trx.deleteFrom('fundAttachments').where('applicationId', '=', applicationId).execute();
		else await endMoney(trx, actor, application, 'withdrawn');
	});
}
