import type { Actor } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';

/** Who approves: two different ones are two accounts, two control links, or one of each. */
export function approverOf(actor: Actor): string {
	if (actor.kind === 'account') return `account:${actor.accountId}`;
	if (actor.kind === 'controlLink') return `controlLink:${actor.linkId}`;
	throw new Error(`no ${actor.kind} approves what residents wrote`);
}

/** How many different people have to approve before everybody sees it. */
export async function approvalsNeeded(trx: Trx, activityId: string): Promise<1 | 2> {
	const { twoPeople } = await trx
		.selectFrom('liveSessions')
		.select('twoPeople')
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return twoPeople ? 2 : 1;
}
