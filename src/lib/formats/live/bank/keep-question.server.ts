import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { changesBetween } from '../../../questions/changes.ts';
import { questionType } from '../../../questions/registry.ts';
import { permissions } from '../permissions.ts';
import { sessionSubject } from '../session.server.ts';
import { linkEarlier } from './known-words.server.ts';
import { addVersion, insertBankQuestion, lockedVersion } from './versions.server.ts';

/**
 * Puts a question of a session into the bank of a place, or, where it came from the bank and was changed since, writes
 * its words there as a new version. The session's question is linked to it.
 * @returns the id of the bank question
 * @throws Refusal question_unknown (422), bank_pictures (422), bank_kept (409) where the bank has these words already
 */
export async function keepQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	placeId: string
): Promise<string> {
	demand(permissions, actor, 'edit', await sessionSubject(db, activityId));
	demand(permissions, actor, 'keep', { placeId });
	return db.transaction().execute(async (trx) => {
		const question = await lockedQuestion(trx, activityId, questionId);
		const { type, prompt, config, bankQuestion } = question;
		refusePictures(type, config);
		const said = { type, prompt: prompt as Translated, config };
		if (bankQuestion) {
			await keepAsVersion(trx, actor, bankQuestion, said);
			return linked(trx, questionId, bankQuestion);
		}
		const id = await insertBankQuestion(trx, actor, placeId, said, 'bankKept');
		await linked(trx, questionId, id);
		await linkEarlier(trx, { question: id, version: 1 });
		return id;
	});
}

async function lockedQuestion(trx: Trx, activityId: string, questionId: string) {
	const question = await trx
		.selectFrom('liveQuestions')
		.select(['type', 'prompt', 'config', 'bankQuestion'])
		.where('activityId', '=', activityId)
		.where('id', '=', questionId)
		.forUpdate()
		.executeTakeFirst();
	if (!question) throw new Refusal('invalid', 'question_unknown');
	return question;
}

/** Pictures belong to their session and go with it; a copy of the session takes them along. @throws Refusal bank_pictures */
export function refusePictures(type: string, config: unknown): void {
	if (questionType(type).material(config).pictures.length > 0)
		throw new Refusal('invalid', 'bank_pictures');
}

async function keepAsVersion(
	trx: Trx,
	actor: Actor,
	bankId: string,
	said: Parameters<typeof addVersion>[3]
): Promise<void> {
	const before = await lockedVersion(trx, bankId);
	demand(permissions, actor, 'keep', { placeId: before.placeId });
	if (changesBetween(before, said).length === 0) throw new Refusal('conflict', 'bank_kept');
	await addVersion(trx, actor, before, said);
}

async function linked(trx: Trx, questionId: string, bankId: string): Promise<string> {
	await trx
		.updateTable('liveQuestions')
		.set((eb) => ({
			bankQuestion: bankId,
			bankVersion: eb.selectFrom('liveBankQuestions').select('latest').where('id', '=', bankId)
		}))
		.where('id', '=', questionId)
		.execute();
	return bankId;
}
