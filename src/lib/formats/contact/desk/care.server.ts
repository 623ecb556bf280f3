import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { messageOf, lockMessage, type MessageRow } from '../message/message.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf, recordOfPoint } from '../point/point.server.ts';

/** Which message the form was about, and what its writer knew of it. */
export type Seen = Readonly<{ messageId: string; revision: number }>;

/**
 * Opens a message for one of the team, and for nobody else until it is over. What stands there already under the client
 * key of the form is not done again.
 * @throws Refusal not_allowed, message_unknown (404), message_gone, archived (409) where there is nothing to do any more;
 *   changed_meanwhile (409): somebody was faster
 */
export async function atDesk(
	db: Db,
	actor: Actor,
	{ messageId, revision, clientKey }: Seen & Readonly<{ clientKey?: string }>,
	work: (trx: Trx, message: MessageRow) => Promise<void>
): Promise<void> {
	demand(permissions, actor, 'answer', await messageOf(db, messageId));
	await db.transaction().execute(async (trx) => {
		const message = await lockMessage(trx, messageId);
		if (clientKey && (await wasWritten(trx, messageId, clientKey))) return;
		if (message.erased) throw new Refusal('conflict', 'message_gone');
		if ((await pointOf(trx, message.activityId)).status === 'archived')
			throw new Refusal('conflict', 'archived');
		if (message.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
		await work(trx, message);
	});
}

async function wasWritten(trx: Trx, messageId: string, clientKey: string): Promise<boolean> {
	const row = await trx
		.selectFrom('contactEntries')
		.select('id')
		.where('messageId', '=', messageId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirst();
	return row !== undefined;
}

/** "I take care of it"; from somebody else it is taken over. @throws Refusal as `atDesk`; not_possible_now (409) */
export async function claimMessage(db: Db, actor: Actor, seen: Seen): Promise<void> {
	await atDesk(db, actor, seen, async (trx, message) => {
		if (message.state === 'closed') throw new Refusal('conflict', 'not_possible_now');
		await trx
			.updateTable('contactMessages')
			.set({
				claimedBy: accountOf(actor),
				...(message.state === 'open' && { state: 'waiting' }),
				revision: seen.revision + 1
			})
			.where('id', '=', seen.messageId)
			.execute();
		await recordOfPoint(trx, actor, message, 'claimed', { number: message.number });
	});
}

/** Gives it back to the team. @throws Refusal as `atDesk`; not_possible_now (409) */
export async function releaseMessage(db: Db, actor: Actor, seen: Seen): Promise<void> {
	await atDesk(db, actor, seen, async (trx, message) => {
		if (!message.claimedBy || message.state === 'closed')
			throw new Refusal('conflict', 'not_possible_now');
		await trx
			.updateTable('contactMessages')
			.set({
				claimedBy: null,
				...(message.state === 'waiting' && { state: 'open' }),
				revision: seen.revision + 1
			})
			.where('id', '=', seen.messageId)
			.execute();
		await recordOfPoint(trx, actor, message, 'released', { number: message.number });
	});
}

export const accountOf = (actor: Actor): string | null =>
	actor.kind === 'account' ? actor.accountId : null;
