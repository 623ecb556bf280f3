import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { findReceipt } from '../../../core/receipts/receipts.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { pointOf, takesMessagesNow } from '../point/point.server.ts';
import { dueOn } from './due.ts';
import { messageOf, type MessageRow } from './message.server.ts';

/** What was written to or by the team, as whoever wrote sees it. */
export type OwnEntry = Readonly<{
	id: string;
	kind: 'writer' | 'answer';
	body: string;
	/** YYYY-MM-DD. */
	writtenOn: string;
}>;

/** A message as whoever holds its receipt sees it: the page may lie open, so no address. */
export type OwnMessage = Readonly<{
	number: number;
	state: MessageRow['state'];
	outcome: MessageRow['outcome'];
	passedTo: string | null;
	/** Its words are deleted. */
	erased: boolean;
	/** Somebody of the team takes care of it. */
	claimed: boolean;
	locale: string;
	topic: Translated | null;
	/** Day until which an answer is promised; null: none is waited for. */
	due: string | null;
	/** Oldest first. */
	entries: readonly OwnEntry[];
	/** Whether they can write back now. */
	open: boolean;
}>;

/**
 * Whoever holds the receipt of a message.
 * @param key the code in the address
 * @throws Refusal message_unknown (404)
 */
export async function writerOf(
	db: Db,
	slug: string,
	key: string
): Promise<{ actor: Actor; messageId: string }> {
	const unknown = () => new Refusal('missing', 'message_unknown');
	const receipt = await findReceipt(db, key);
	if (receipt?.format !== 'contact') throw unknown();
	const { messageId } = await messageOf(db, receipt.subjectId);
	if ((await pointOf(db, receipt.activityId)).slug !== slug) throw unknown();
	return { actor: { kind: 'receipt', subjectId: messageId }, messageId };
}

/** @throws Refusal not_allowed, message_unknown (404) */
export async function readOwnMessage(
	db: Db,
	actor: Actor,
	messageId: string,
	now: Date
): Promise<OwnMessage> {
	demand(permissions, actor, 'ownMessage', { messageId });
	const message = await messageOf(db, messageId);
	const point = await pointOf(db, message.activityId);
	const { number, state, outcome, passedTo, erased, locale } = message;
	return {
		...{ number, state, outcome, passedTo, erased, locale },
		claimed: message.claimedBy !== null,
		topic: point.topics.find(({ id }) => id === message.topicId)?.name ?? null,
		due: dueOn(message.waitingSince, point.answerDays),
		entries: await entriesOf(db, messageId),
		open: !erased && takesMessagesNow(point, now)
	};
}

async function entriesOf(db: Db, messageId: string): Promise<OwnEntry[]> {
	const rows = await db
		.selectFrom('contactEntries')
		.select(['id', 'kind', 'body', 'writtenOn'])
		.where('messageId', '=', messageId)
		.where('kind', '<>', 'note')
		.orderBy('position')
		.execute();
	return rows as OwnEntry[];
}
