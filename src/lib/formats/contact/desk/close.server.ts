import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { forgetAddress } from '../message/addresses.server.ts';
import type { MessageRow } from '../message/message.server.ts';
import { recordOfPoint } from '../point/point.server.ts';
import { atDesk, type Seen } from './care.server.ts';
import { closeInput, type CloseInput } from './schema.ts';

/**
 * Ends a matter and says what became of it. Its words are deleted some time after.
 * @throws Refusal as `atDesk`; input_invalid (422), not_possible_now (409) where it is closed already
 */
export async function closeMessage(
	db: Db,
	actor: Actor,
	seen: Seen,
	given: CloseInput,
	now: Date
): Promise<void> {
	const { outcome, passedTo } = parse(closeInput, given);
	await atDesk(db, actor, seen, async (trx, message) => {
		if (message.state === 'closed') throw new Refusal('conflict', 'not_possible_now');
		await trx
			.updateTable('contactMessages')
			.set({
				...{ state: 'closed', outcome, closedOn: localDay(now), waitingSince: null },
				passedTo: outcome === 'passedOn' ? passedTo : null,
				revision: message.revision + 1
			})
			.where('id', '=', message.messageId)
			.execute();
		await forgetAddress(trx, message);
		await recordOfPoint(trx, actor, message, 'closed', { number: message.number, outcome });
	});
}

/**
 * Takes a closed matter up again, as it stood before.
 * @throws Refusal as `atDesk`; not_possible_now (409) where it is not closed
 */
export async function takeUpAgain(db: Db, actor: Actor, seen: Seen): Promise<void> {
	await atDesk(db, actor, seen, async (trx, message) => {
		if (message.state !== 'closed') throw new Refusal('conflict', 'not_possible_now');
		const waitingSince = await unansweredSince(trx, message);
		const waits = message.claimedBy ? 'waiting' : 'open';
		await trx
			.updateTable('contactMessages')
			.set({
				state: waitingSince ? waits : 'answered',
				waitingSince,
				...{ outcome: null, passedTo: null, closedOn: null, remindedOn: null },
				revision: message.revision + 1
			})
			.where('id', '=', message.messageId)
			.execute();
		await recordOfPoint(trx, actor, message, 'takenUpAgain', { number: message.number });
	});
}

/** The day of the first text that nobody has answered; null: the last word is the team's. */
async function unansweredSince(trx: Trx, { messageId }: MessageRow): Promise<string | null> {
	const row = await trx
		.selectFrom('contactEntries as e')
		.select((eb) => eb.fn.min('e.writtenOn').as('since'))
		.where('e.messageId', '=', messageId)
		.where('e.kind', '=', 'writer')
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('contactEntries as later')
						.select('later.id')
						.whereRef('later.messageId', '=', 'e.messageId')
						.where('later.kind', '=', 'answer')
						.whereRef('later.position', '>', 'e.position')
				)
			)
		)
		.executeTakeFirst();
	return row?.since ?? null;
}
