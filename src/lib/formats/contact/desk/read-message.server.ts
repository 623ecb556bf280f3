import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { nameOfPlace } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { dueOn, isOverdue } from '../message/due.ts';
import { messageAt, type MessageRow } from '../message/message.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf } from '../point/point.server.ts';

/** What was written, as the team sees it. */
export type DeskEntry = Readonly<{
	id: string;
	kind: 'writer' | 'answer' | 'note';
	body: string;
	writtenOn: string;
	/** Of the team. */
	author: string | null;
}>;

/** A message with all that the team needs to answer it. */
export type DeskMessage = Omit<MessageRow, 'clientKey' | 'email'> &
	Readonly<{
		topic: Translated | null;
		/** Where it is about. */
		placeName: string;
		claimedName: string | null;
		/** Whether the reader takes care of it. */
		isMine: boolean;
		/** Whoever wrote is told by mail that there is an answer. */
		hasAddress: boolean;
		due: string | null;
		overdue: boolean;
		entries: readonly DeskEntry[];
	}>;

/** @throws Refusal not_allowed, message_unknown (404) */
export async function readMessage(
	db: Db,
	actor: Actor,
	activityId: string,
	number: number,
	today: string
): Promise<DeskMessage> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'readMessages', point);
	const { clientKey: _key, email, ...message } = await messageAt(db, activityId, number);
	const { about, claimedName } = await db
		.selectFrom('contactMessages as m')
		.leftJoin('accounts as a', 'a.id', 'm.claimedBy')
		.select(['m.placeId as about', 'a.displayName as claimedName'])
		.where('m.id', '=', message.messageId)
		.executeTakeFirstOrThrow();
	return {
		...message,
		topic: point.topics.find(({ id }) => id === message.topicId)?.name ?? null,
		placeName: (await nameOfPlace(db, about))!,
		claimedName,
		isMine: actor.kind === 'account' && message.claimedBy === actor.accountId,
		hasAddress: email !== null,
		due: dueOn(message.waitingSince, point.answerDays),
		overdue: isOverdue(message.waitingSince, point.answerDays, today),
		entries: await entriesOf(db, message.messageId)
	};
}

async function entriesOf(db: Db, messageId: string): Promise<DeskEntry[]> {
	const rows = await db
		.selectFrom('contactEntries as e')
		.leftJoin('accounts as a', 'a.id', 'e.writtenBy')
		.select(['e.id', 'e.kind', 'e.body', 'e.writtenOn', 'a.displayName as author'])
		.where('e.messageId', '=', messageId)
		.orderBy('e.position')
		.execute();
	return rows as DeskEntry[];
}
