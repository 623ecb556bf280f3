import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { changesBetween } from '../../../questions/changes.ts';
import { fittingQuestion, type QuestionInput } from '../../../questions/question-input.ts';
import { permissions } from '../permissions.ts';
import { refusePictures } from './keep-question.server.ts';
import { linkEarlier } from './known-words.server.ts';
import { bankLocales } from './locales.ts';
import { bankQuestion } from './reach.server.ts';
import { addVersion, insertBankQuestion, lockedVersion, recordOfBank } from './versions.server.ts';

/**
 * Writes a new question into the bank of a place.
 * @returns its id
 * @throws Refusal question_invalid (422) with the reason at each field, place_unknown, bank_pictures (422)
 */
export async function writeQuestion(
	db: Db,
	actor: Actor,
	placeId: string,
	input: QuestionInput
): Promise<string> {
	demand(permissions, actor, 'keep', { placeId });
	const question = checkedForBank(input);
	return db.transaction().execute(async (trx) => {
		const id = await insertBankQuestion(trx, actor, placeId, question, 'bankWritten');
		await linkEarlier(trx, { question: id, version: 1 });
		return id;
	});
}

/**
 * Writes other words, options or rules as a new version; sessions keep the one that they asked. Without a difference
 * nothing happens.
 * @param seen the version that was changed
 * @returns the newest version
 * @throws Refusal question_invalid (422), bank_type_final (422), bank_moved_on (409), bank_archived (409)
 */
export async function reviseQuestion(
	db: Db,
	actor: Actor,
	id: string,
	{ input, seen }: { input: QuestionInput; seen: number }
): Promise<number> {
	demand(permissions, actor, 'keep', await bankQuestion(db, id));
	const question = checkedForBank(input);
	return db.transaction().execute(async (trx) => {
		const before = await lockedVersion(trx, id);
		if (before.archived) throw new Refusal('conflict', 'bank_archived');
		if (before.version !== seen) throw new Refusal('conflict', 'bank_moved_on');
		if (changesBetween(before, question).length === 0) return before.version;
		return addVersion(trx, actor, before, question);
	});
}

/** An archived question is found no more and not asked again; what asked it keeps it. Once more is harmless. */
export async function setArchived(
	db: Db,
	actor: Actor,
	id: string,
	archived: boolean,
	now: Date
): Promise<void> {
	demand(permissions, actor, 'keep', await bankQuestion(db, id));
	await db.transaction().execute(async (trx) => {
		const before = await lockedVersion(trx, id);
		if (before.archived === archived) return;
		await trx
			.updateTable('liveBankQuestions')
			.set({ archivedAt: archived ? now : null })
			.where('id', '=', id)
			.execute();
		await recordOfBank(trx, actor, before, archived ? 'bankArchived' : 'bankRestored');
	});
}

function checkedForBank(input: QuestionInput) {
	const question = fittingQuestion(input, bankLocales);
	refusePictures(question.type, question.config);
	return question;
}
