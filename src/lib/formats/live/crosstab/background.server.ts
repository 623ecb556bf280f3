import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { isHeld } from '../held.server.ts';
import { groupsOf } from './groups.ts';

/**
 * Says whether this question asks to which group people belong; the one that did before gives it up. Once somebody has
 * answered either of them nothing of it changes: people answered under what the page told them, and tables by two
 * different groups could be subtracted from each other.
 * @param wanted absent: as it is; a question that makes groups has to go on making them
 * @throws Refusal question_invalid (field background: background_unsuitable); background_final (409)
 */
export async function markBackground(
	trx: Trx,
	activityId: string,
	questionId: string,
	wanted?: boolean
): Promise<void> {
	const questions = await trx
		.selectFrom('liveQuestions')
		.select(['id', 'type', 'config', 'background'])
		.where('activityId', '=', activityId)
		.execute();
	const own = questions.find(({ id }) => id === questionId)!;
	const isToBe = wanted ?? own.background;
	if (isToBe && !groupsOf(own))
		throw new Refusal('invalid', 'question_invalid', { background: 'background_unsuitable' });
	if (isToBe === own.background) return;
	const touched = questions.filter(({ id, background }) => id === questionId || background);
	for (const { id } of touched)
		if (await isHeld(trx, activityId, id)) throw new Refusal('conflict', 'background_final');
	await trx
		.updateTable('liveQuestions')
		.set({ background: false })
		.where('activityId', '=', activityId)
		.where('background', '=', true)
		.execute();
	if (isToBe)
		await trx
			.updateTable('liveQuestions')
			.set({ background: true })
			.where('id', '=', questionId)
			.execute();
}
