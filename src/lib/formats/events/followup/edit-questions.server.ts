import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { ListedQuestion } from '../../../questions/contract.ts';
import type { QuestionInput } from '../../../questions/question-input.ts';
import {
	addQuestions,
	changeListed,
	listedQuestions,
	moveListed,
	removeListed
} from '../../../questions/question-list.server.ts';
import type { AtDate } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { seriesOf } from '../series/series.server.ts';
import { lockPlanned, questionTable } from './followup.server.ts';

/** In the order in which they are asked. */
export const questionsOf = (db: Db | Trx, dateId: string): Promise<ListedQuestion[]> =>
	listedQuestions(db, questionTable, dateId);

/** @throws Refusal of `lockPlanned`, question_invalid, too_many_questions (422) */
export const addFollowUpQuestion = (
	db: Db,
	actor: Actor,
	on: AtDate,
	question: QuestionInput
): Promise<void> =>
	editing(db, actor, on, async (trx, locales) => {
		await addQuestions(trx, questionTable, on.dateId, [question], locales);
	});

/** Nobody has answered as long as it is only planned. @throws Refusal as above, question_unknown (422) */
export const changeFollowUpQuestion = (
	db: Db,
	actor: Actor,
	on: AtDate,
	id: string,
	question: QuestionInput
): Promise<void> =>
	editing(db, actor, on, (trx, locales) =>
		changeListed(trx, questionTable, { owner: on.dateId, id, held: null }, question, locales)
	);

/** @throws Refusal as above */
export const removeFollowUpQuestion = (
	db: Db,
	actor: Actor,
	on: AtDate,
	id: string
): Promise<void> =>
	editing(db, actor, on, (trx) => removeListed(trx, questionTable, on.dateId, id));

/** @throws Refusal as above */
export const moveFollowUpQuestion = (
	db: Db,
	actor: Actor,
	on: AtDate,
	id: string,
	direction: 'up' | 'down'
): Promise<void> =>
	editing(db, actor, on, (trx) => moveListed(trx, questionTable, on.dateId, id, direction));

/** One at a time, and only before anybody is asked. */
async function editing(
	db: Db,
	actor: Actor,
	on: AtDate,
	edit: (trx: Trx, locales: readonly string[]) => Promise<void>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { door } = await lockPlanned(trx, actor, on);
		const { locales } = await seriesOf(trx, door.activityId);
		await edit(trx, locales);
		await recordOfEvent(trx, actor, door, 'followUpQuestionsChanged');
	});
}
