import { recordOfResident } from '../../../core/history/record.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { ContactVerb } from '../history-text.ts';
import type { MessageSubject, PointSubject } from '../permissions.ts';
import type { MessageState, Outcome } from '../states.ts';

/** A message without its words. */
export type MessageRow = MessageSubject &
	Readonly<{
		number: number;
		state: MessageState;
		topicId: string | null;
		clientKey: string;
		locale: string;
		receivedOn: string;
		claimedBy: string | null;
		waitingSince: string | null;
		answeredOn: string | null;
		closedOn: string | null;
		outcome: Outcome | null;
		passedTo: string | null;
		email: string | null;
		told: boolean;
		erased: boolean;
		revision: number;
	}>;

const columns = (db: Db | Trx) =>
	db
		.selectFrom('contactMessages as m')
		.innerJoin('activities as y', 'y.id', 'm.activityId')
		.select(['m.id as messageId', 'm.activityId', 'y.placeId', 'm.number', 'm.state', 'm.topicId'])
		.select(['m.clientKey', 'm.locale', 'm.receivedOn', 'm.claimedBy', 'm.waitingSince'])
		.select(['m.answeredOn', 'm.closedOn', 'm.outcome', 'm.passedTo', 'm.email', 'm.told'])
		.select(['m.erased', 'm.revision']);

/** @throws Refusal message_unknown (404) */
export async function messageOf(db: Db | Trx, messageId: string): Promise<MessageRow> {
	const row = isUuid(messageId)
		? await columns(db).where('m.id', '=', messageId).executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'message_unknown');
	return row as MessageRow;
}

/** By its number at its contact point. @throws Refusal message_unknown (404) */
export async function messageAt(
	db: Db | Trx,
	activityId: string,
	number: number
): Promise<MessageRow> {
	const row =
		isUuid(activityId) && number < 2 ** 31
			? await columns(db)
					.where('m.activityId', '=', activityId)
					.where('m.number', '=', number)
					.executeTakeFirst()
			: undefined;
	if (!row) throw new Refusal('missing', 'message_unknown');
	return row as MessageRow;
}

/** Nobody else changes it until the transaction is over. @throws Refusal message_unknown (404) */
export async function lockMessage(trx: Trx, messageId: string): Promise<MessageRow> {
	await trx
		.selectFrom('contactMessages')
		.select('id')
		.where('id', '=', messageId)
		.forUpdate()
		.execute();
	return messageOf(trx, messageId);
}

/** Writes what somebody did with their own message into the audit trail: without a person, by its day. */
export const recordOfWriter = (
	trx: Trx,
	{ activityId, placeId }: PointSubject,
	verb: ContactVerb,
	{ number, now }: Readonly<{ number: number; now: Date }>
): Promise<void> =>
	recordOfResident(trx, now, {
		action: `contact.${verb}`,
		subjectKind: 'contact',
		subjectId: activityId,
		placeId,
		detail: { number }
	});
