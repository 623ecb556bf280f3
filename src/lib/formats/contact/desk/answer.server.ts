import type { Actor } from '../../../access/actor.ts';
import { activityKeyOf } from '../../../core/activities/participant.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import { parse } from '../../../platform/parse.ts';
import type { At } from '../at.ts';
import { answerMail } from '../message/answer-mail.server.ts';
import type { MessageRow } from '../message/message.server.ts';
import { pointOf, recordOfPoint } from '../point/point.server.ts';
import { accountOf, atDesk, type Seen } from './care.server.ts';
import { answerInput, noteInput, type AnswerInput, type NoteInput } from './schema.ts';

/**
 * Answers whoever wrote; who answers takes care of it from then on. Whoever left an address is told once that there is
 * an answer, without its words. The same form sent twice answers once.
 * @throws Refusal as `atDesk`; input_invalid (422), not_possible_now (409) for a closed one
 */
export async function answerMessage(
	db: Db,
	actor: Actor,
	seen: Seen,
	given: AnswerInput,
	at: At
): Promise<void> {
	const input = parse(answerInput, given);
	await atDesk(db, actor, { ...seen, clientKey: input.clientKey }, async (trx, message) => {
		if (message.state === 'closed') throw new Refusal('conflict', 'not_possible_now');
		const today = localDay(at.now);
		await insertEntry(trx, actor, message, { kind: 'answer', ...input, today });
		await trx
			.updateTable('contactMessages')
			.set({
				state: 'answered',
				waitingSince: null,
				answeredOn: message.answeredOn ?? today,
				claimedBy: message.claimedBy ?? accountOf(actor),
				told: message.told || message.email !== null,
				revision: message.revision + 1
			})
			.where('id', '=', message.messageId)
			.execute();
		await tellWriter(trx, message, at.origin);
		await recordOfPoint(trx, actor, message, 'answered', { number: message.number });
	});
}

const insertEntry = (
	trx: Trx,
	actor: Actor,
	{ messageId }: MessageRow,
	entry: Readonly<{ kind: 'answer' | 'note'; text: string; clientKey: string; today: string }>
) =>
	trx
		.insertInto('contactEntries')
		.values({
			...{ messageId, kind: entry.kind, body: entry.text, clientKey: entry.clientKey },
			...{ writtenOn: entry.today, writtenBy: accountOf(actor) }
		})
		.execute();

async function tellWriter(trx: Trx, message: MessageRow, origin: string): Promise<void> {
	const { email, told, locale, clientKey, activityId } = message;
	if (email === null || told) return;
	const activityKey = (await activityKeyOf(trx, activityId))!;
	const point = await pointOf(trx, activityId);
	await putInOutbox(trx, answerMail({ email, locale, clientKey, point, activityKey, origin }));
}

/**
 * Notes something about the matter for the team only.
 * @throws Refusal as `atDesk`; input_invalid (422)
 */
export async function noteOnMessage(
	db: Db,
	actor: Actor,
	seen: Seen,
	given: NoteInput,
	now: Date
): Promise<void> {
	const { note, clientKey } = parse(noteInput, given);
	await atDesk(db, actor, { ...seen, clientKey }, async (trx, message) => {
		const entry = { kind: 'note', text: note, clientKey, today: localDay(now) } as const;
		await insertEntry(trx, actor, message, entry);
		await trx
			.updateTable('contactMessages')
			.set({ revision: message.revision + 1 })
			.where('id', '=', message.messageId)
			.execute();
		await recordOfPoint(trx, actor, message, 'noted', { number: message.number });
	});
}
