import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { activityKeyOf } from '../../../core/activities/participant.server.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { keepReceipt } from '../../../core/receipts/receipts.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { permissions } from '../permissions.ts';
import { takesMessagesNow, type Point } from '../point/point.server.ts';
import { recordOfWriter } from './message.server.ts';
import { messageToken } from './receipt.server.ts';
import { messageInput, type MessageInput, type NewMessage } from './schema.ts';

/**
 * Messages of one contact point on one day. A square of people stays far below; beyond it somebody floods the team. Each
 * address is slowed down before.
 */
export const mostPerDay = 300;

export type Written = Readonly<{
	messageId: string;
	/** The receipt's code; nobody can show it again. */
	key: string;
}>;

/**
 * A message to the team, without an account. Sent again with the same client key it is the same message, also when no
 * more are taken: somebody whose network failed may have seen no answer.
 * @throws Refusal input_invalid with the reason at each field (422), not_taken_now, archived (409),
 *   too_many_messages (429)
 */
export async function writeMessage(
	db: Db,
	actor: Actor,
	point: Point,
	given: MessageInput,
	now: Date
): Promise<Written> {
	demand(permissions, actor, 'write', point);
	const input = parse(messageInput, given);
	const activityKey = await activityKeyOf(db, point.activityId);
	if (!activityKey) throw new Refusal('conflict', 'archived');
	const token = messageToken(activityKey, input.clientKey);
	const placeId = await placeWithin(db, point, input);
	return db.transaction().execute(async (trx) => {
		// Taken first: who sends the same message twice at once waits here and finds the other.
		const number = await nextNumber(trx, point);
		const before = await sentBefore(trx, point, input);
		if (before) {
			await giveBack(trx, point, number);
			return { messageId: before, key: spokenReceipt(token) };
		}
		demandOpen(point, input, now);
		await demandFew(trx, point, localDay(now));
		const messageId = await insert(trx, point, { ...input, placeId, number }, now);
		await keepReceipt(trx, token, { activityId: point.activityId, subjectId: messageId });
		await recordOfWriter(trx, point, 'received', { number, now });
		return { messageId, key: spokenReceipt(token) };
	});
}

const refuse = (field: string, reason: string) =>
	new Refusal('invalid', 'input_invalid', { [field]: reason });

/** Where it is about: the contact point's place, or one within. */
async function placeWithin(db: Db, point: Point, { placeId }: NewMessage): Promise<string> {
	if (placeId === null || placeId === point.placeId) return point.placeId;
	if (!(await subtreeIds(db, [point.placeId])).has(placeId))
		throw refuse('placeId', 'choice_invalid');
	return placeId;
}

async function nextNumber(trx: Trx, { activityId }: Point): Promise<number> {
	const { lastNumber } = await trx
		.updateTable('contactPoints')
		.set((eb) => ({ lastNumber: eb('lastNumber', '+', 1) }))
		.where('activityId', '=', activityId)
		.returning('lastNumber')
		.executeTakeFirstOrThrow();
	return lastNumber;
}

const giveBack = (trx: Trx, { activityId }: Point, number: number) =>
	trx
		.updateTable('contactPoints')
		.set({ lastNumber: number - 1 })
		.where('activityId', '=', activityId)
		.execute();

async function sentBefore(
	trx: Trx,
	{ activityId }: Point,
	{ clientKey }: NewMessage
): Promise<string | null> {
	const row = await trx
		.selectFrom('contactMessages')
		.select('id')
		.where('activityId', '=', activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirst();
	return row?.id ?? null;
}

function demandOpen(point: Point, { topicId }: NewMessage, now: Date): void {
	if (!takesMessagesNow(point, now)) throw new Refusal('conflict', 'not_taken_now');
	const isOffered = point.topics.some(({ id, archived }) => id === topicId && !archived);
	if (topicId !== null && !isOffered) throw refuse('topicId', 'choice_invalid');
}

async function demandFew(trx: Trx, { activityId }: Point, today: string): Promise<void> {
	const { count } = await trx
		.selectFrom('contactMessages')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('activityId', '=', activityId)
		.where('receivedOn', '=', today)
		.executeTakeFirstOrThrow();
	if (count >= mostPerDay) throw new Refusal('busy', 'too_many_messages');
}

async function insert(
	trx: Trx,
	{ activityId }: Point,
	message: Omit<NewMessage, 'placeId'> & { placeId: string; number: number },
	now: Date
): Promise<string> {
	const { text, ...columns } = message;
	const today = localDay(now);
	const { id } = await trx
		.insertInto('contactMessages')
		.values({ activityId, ...columns, receivedOn: today, state: 'open', waitingSince: today })
		.returning('id')
		.executeTakeFirstOrThrow();
	await trx
		.insertInto('contactEntries')
		.values({
			messageId: id,
			kind: 'writer',
			body: text,
			writtenOn: today,
			clientKey: message.clientKey
		})
		.execute();
	return id;
}
