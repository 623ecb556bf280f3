import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
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
 * Puts a question of a session into the bank of a place. Where it came from the bank and was changed since, its words
 * become a new version there; whoever may not write there keeps them as a question of their own place. The session's
 * question is linked to it.
 * @param seen of the bank's question the newest version that the page showed; null: it showed none
 * @returns the id of the bank question
 * @throws Refusal question_unknown (422), bank_pictures (422), bank_kept (409) where the bank has these words already,
 * bank_words_missing (422); bank_moved_on (409) where it has a version that nobody saw, bank_archived (409)
 */
export async function keepQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	placeId: string,
	seen: number | null = null
): Promise<string> {
	demand(permissions, actor, 'edit', await sessionSubject(db, activityId));
	demand(permissions, actor, 'keep', { placeId });
	return db.transaction().execute(async (trx) => {
		const question = await lockedQuestion(trx, activityId, questionId);
		const { type, prompt, config, bankQuestion } = question;
		refusePictures(type, config);
		const said = { type, prompt: prompt as Translated, config };
		const origin = bankQuestion === null ? null : await lockedVersion(trx, bankQuestion);
		if (origin && changesBetween(origin, said).length === 0)
			throw new Refusal('conflict', 'bank_kept');
		if (origin && can(permissions, actor, 'keep', origin)) {
			if (origin.version !== seen) throw new Refusal('conflict', 'bank_moved_on');
			await addVersion(trx, actor, origin, said);
			return linked(trx, questionId, origin.id);
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
