import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { permissions } from '../permissions.ts';
import { pointOf, takesMessagesNow } from '../point/point.server.ts';
import { forgetAddress } from './addresses.server.ts';
import { eraseWords } from './erase.server.ts';
import { lockMessage, recordOfWriter, type MessageRow } from './message.server.ts';
import { furtherInput, type FurtherInput } from './schema.ts';

/** Texts of one matter from whoever wrote; beyond it a talk helps more. */
export const mostTexts = 50;

/**
 * Whoever wrote writes again; a matter that was closed is open again. Sent twice it stands there once.
 * @throws Refusal not_allowed; input_invalid (422); message_gone, not_taken_now (409); too_many_messages (429)
 */
export async function writeBack(
	db: Db,
	actor: Actor,
	messageId: string,
	given: FurtherInput,
	now: Date
): Promise<void> {
	demand(permissions, actor, 'ownMessage', { messageId });
	const input = parse(furtherInput, given);
	await db.transaction().execute(async (trx) => {
		const message = await lockMessage(trx, messageId);
		const texts = await textsOf(trx, messageId);
		if (texts.includes(input.clientKey)) return;
		if (message.erased) throw new Refusal('conflict', 'message_gone');
		if (!takesMessagesNow(await pointOf(trx, message.activityId), now))
			throw new Refusal('conflict', 'not_taken_now');
		if (texts.length >= mostTexts) throw new Refusal('busy', 'too_many_messages');
		const today = localDay(now);
		await trx
			.insertInto('contactEntries')
			.values({
				...{ messageId, kind: 'writer', body: input.text, writtenOn: today },
				clientKey: input.clientKey
			})
			.execute();
		await waitAgain(trx, message, input.email ?? message.email, today);
		await recordOfWriter(trx, message, 'wroteBack', { number: message.number, now });
	});
}

async function textsOf(trx: Trx, messageId: string): Promise<string[]> {
	const rows = await trx
		.selectFrom('contactEntries')
		.select('clientKey')
		.where('messageId', '=', messageId)
		.where('kind', '=', 'writer')
		.execute();
	return rows.map(({ clientKey }) => clientKey);
}

/** Somebody who waits already waits since then. */
async function waitAgain(
	trx: Trx,
	{ messageId, claimedBy, waitingSince, revision }: MessageRow,
	email: string | null,
	today: string
): Promise<void> {
	await trx
		.updateTable('contactMessages')
		.set({
			state: claimedBy ? 'waiting' : 'open',
			waitingSince: waitingSince ?? today,
			...{ closedOn: null, outcome: null, passedTo: null },
			...{ email, told: false, remindedOn: null, revision: revision + 1 }
		})
		.where('id', '=', messageId)
		.execute();
}

/** Whoever wrote says that it is settled. Harmless to repeat. @throws Refusal not_allowed */
export async function settle(db: Db, actor: Actor, messageId: string, now: Date): Promise<void> {
	demand(permissions, actor, 'ownMessage', { messageId });
	await db.transaction().execute(async (trx) => {
		const message = await lockMessage(trx, messageId);
		if (message.state === 'closed' || message.state === 'withdrawn') return;
		await trx
			.updateTable('contactMessages')
			.set({
				state: 'closed',
				outcome: message.answeredOn ? 'answered' : 'none',
				closedOn: localDay(now),
				waitingSince: null,
				revision: message.revision + 1
			})
			.where('id', '=', messageId)
			.execute();
		await forgetAddress(trx, message);
		await recordOfWriter(trx, message, 'settledByWriter', { number: message.number, now });
	});
}

/**
 * Erases all words of a matter, also those of the team. That there was a contact, its topic, place and day stay as a
 * count. Harmless to repeat.
 * @throws Refusal not_allowed
 */
export async function withdrawMessage(
	db: Db,
	actor: Actor,
	messageId: string,
	now: Date
): Promise<void> {
	demand(permissions, actor, 'ownMessage', { messageId });
	await db.transaction().execute(async (trx) => {
		const message = await lockMessage(trx, messageId);
		if (message.state === 'withdrawn') return;
		await eraseWords(trx, [messageId]);
		await trx
			.updateTable('contactMessages')
			.set({
				state: 'withdrawn',
				closedOn: localDay(now),
				...{ waitingSince: null, outcome: null, claimedBy: null, revision: message.revision + 1 }
			})
			.where('id', '=', messageId)
			.execute();
		await forgetAddress(trx, message);
		await recordOfWriter(trx, message, 'withdrawn', { number: message.number, now });
	});
}
