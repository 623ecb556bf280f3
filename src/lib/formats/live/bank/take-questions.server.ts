import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { addEach, type AddedQuestion } from '../edit-questions.server.ts';
import { readableBankQuestion } from './reach.server.ts';

/**
 * Adds questions of the bank behind those of a session, in their newest versions, all or none.
 * @returns how many
 * @throws Refusal bank_nothing_chosen (422), bank_unknown (404), bank_archived (409), bank_language_missing (422),
 * too_many_questions, session_over
 */
export async function takeQuestions(
	db: Db,
	actor: Actor,
	activityId: string,
	bankIds: readonly string[]
): Promise<number> {
	if (bankIds.length === 0) throw new Refusal('invalid', 'bank_nothing_chosen');
	const questions = await questionsToTake(db, actor, bankIds);
	await addEach(db, actor, activityId, questions);
	return questions.length;
}

/** The newest versions of these questions, ready to be added to a session, in this order and each once. */
export async function questionsToTake(
	db: Db,
	actor: Actor,
	bankIds: readonly string[]
): Promise<AddedQuestion[]> {
	const questions: AddedQuestion[] = [];
	for (const id of new Set(bankIds)) {
		const { type, latest, archivedAt } = await readableBankQuestion(db, actor, id);
		if (archivedAt) throw new Refusal('conflict', 'bank_archived');
		const { prompt, config } = await db
			.selectFrom('liveBankVersions')
			.select(['prompt', 'config'])
			.where('questionId', '=', id)
			.where('version', '=', latest)
			.executeTakeFirstOrThrow();
		const bank = { question: id, version: latest };
		questions.push({ type, prompt: prompt as Translated, config, bank });
	}
	return questions;
}
