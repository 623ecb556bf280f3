import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { QuestionInput } from '../../questions/question-input.ts';
import {
	addQuestions,
	changeListed,
	moveListed,
	removeListed
} from '../../questions/question-list.server.ts';
import { announceChange } from './announce.server.ts';
import { linkToBank } from './bank/known-words.server.ts';
import type { BankLink } from './bank/link.ts';
import { markBackground } from './crosstab/background.server.ts';
import { isHeld } from './held.server.ts';
import type { LiveVerb } from './history-text.ts';
import { permissions, type SessionSubject } from './permissions.ts';
import { notePictures } from './pictures/in-questions.server.ts';
import { questionTable } from './question-table.ts';
import { lockSession, presentState, recordOf, sessionSubject } from './session.server.ts';

/** A question, and where it is one of the bank, which. */
export type AddedQuestion = QuestionInput &
	Readonly<{
		bank?: BankLink | null;
		/** It asks for the group people belong to. */ background?: boolean;
	}>;

/**
 * Adds a question behind the others, also while the session runs.
 * @param background whether it asks to which group people belong
 * @throws Refusal question_invalid, session_over; of `markBackground`
 */
export async function addQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	input: AddedQuestion,
	background = false
): Promise<string> {
	return editing(db, actor, activityId, 'questionAdded', async (trx) => {
		const [id] = await addListed(trx, activityId, [input], await languagesOf(trx, activityId));
		await markBackground(trx, activityId, id!, background);
		return id!;
	});
}

/** The same with several, all or none. @throws Refusal bank_language_missing (422) */
export async function addEach(
	db: Db,
	actor: Actor,
	activityId: string,
	inputs: readonly AddedQuestion[]
): Promise<void> {
	await editing(db, actor, activityId, 'questionsTaken', async (trx) => {
		const locales = await languagesOf(trx, activityId);
		const ids = await addListed(trx, activityId, inputs, locales);
		return ids.join(' ');
	});
}

/**
 * What belongs to a question that is added: its pictures are noted, and that it is known to the bank.
 * @throws Refusal bank_language_missing (422) where one of the bank has no words in the session's first language
 */
export async function addListed(
	trx: Trx,
	activityId: string,
	questions: readonly AddedQuestion[],
	locales: readonly string[]
): Promise<string[]> {
	if (questions.some(({ bank, prompt }) => bank && !prompt[locales[0]!]))
		throw new Refusal('invalid', 'bank_language_missing');
	const ids = await addQuestions(trx, questionTable, activityId, questions, locales);
	await notePictures(trx, activityId, ids);
	const links = questions.map(({ bank }) => bank);
	await linkToBank(trx, ids, links);
	return ids;
}

/**
 * Changes a question. Once it is on the phones or has ballots, only its wording may be put right: with other options
 * the ballots would say something that nobody voted for.
 * @param background whether it asks to which group people belong; absent: as before
 * @throws Refusal question_invalid, question_unknown (422), question_voted (409); of `markBackground`
 */
export async function changeQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	input: QuestionInput,
	background?: boolean
): Promise<void> {
	await editing(db, actor, activityId, 'questionChanged', async (trx) => {
		const locales = await languagesOf(trx, activityId);
		const held = (await isHeld(trx, activityId, questionId)) ? voted() : null;
		const asked = { owner: activityId, id: questionId, held };
		await changeListed(trx, questionTable, asked, input, locales);
		await notePictures(trx, activityId, [questionId]);
		await markBackground(trx, activityId, questionId, background);
		return questionId;
	});
}

/** Removes a question that nobody has voted on. @throws Refusal question_unknown (422), question_voted (409) */
export async function removeQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string
): Promise<void> {
	await editing(db, actor, activityId, 'questionRemoved', async (trx) => {
		if (await isHeld(trx, activityId, questionId)) throw voted();
		await removeListed(trx, questionTable, activityId, questionId);
		return questionId;
	});
}

/** Swaps a question with its neighbour; at the end of the list nothing happens. @throws Refusal question_unknown */
export async function moveQuestion(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	direction: 'up' | 'down'
): Promise<void> {
	await editing(db, actor, activityId, 'questionMoved', async (trx) => {
		await moveListed(trx, questionTable, activityId, questionId, direction);
		return questionId;
	});
}

/** What all edits of questions share: the right, one at a time, not after the end, the audit trail. */
async function editing(
	db: Db,
	actor: Actor,
	activityId: string,
	verb: LiveVerb,
	edit: (trx: Trx) => Promise<string>
): Promise<string> {
	const session: SessionSubject = await sessionSubject(db, activityId);
	demand(permissions, actor, 'edit', session);
	return db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		const { standing } = await presentState(trx, activityId);
		if (standing === 'ended') throw new Refusal('conflict', 'session_over');
		const question = await edit(trx);
		await recordOf(trx, actor, session, verb, { question });
		await announceChange(trx, activityId);
		return question;
	});
}

async function languagesOf(trx: Trx, activityId: string): Promise<readonly string[]> {
	const { locales } = await trx
		.selectFrom('activities')
		.select('locales')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	return locales;
}

const voted = () => new Refusal('conflict', 'question_voted');
