import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Move } from '../moves.server.ts';
import { besideChoices } from './read-beside.server.ts';

type Told = Promise<Record<string, unknown>>;

/** @throws Refusal not_beside (409): no earlier round of this number was shown, or nothing of both may be */
export async function showBeside({ trx, before, input, smallCellK }: Move): Told {
	const { activityId, round } = before;
	const earlier = Number(input.beside);
	const choices = await besideChoices(trx, activityId, round!, smallCellK);
	const chosen = choices.find(({ number, whyNot }) => number === earlier && !whyNot);
	if (!chosen) throw new Refusal('conflict', 'not_beside');
	await setBeside(trx, activityId, chosen.id);
	return { question: round!.questionId, round: round!.number, beside: earlier };
}

export async function hideBeside({ trx, before: { activityId, round } }: Move): Told {
	await setBeside(trx, activityId, null);
	return { question: round!.questionId, round: round!.number };
}

/** Another question, another round, another standing of this one: the result stands alone again. */
export const endBeside = (trx: Trx, activityId: string) => setBeside(trx, activityId, null);

async function setBeside(trx: Trx, activityId: string, besideRoundId: string | null) {
	await trx
		.updateTable('liveSessions')
		.set({ besideRoundId })
		.where('activityId', '=', activityId)
		.execute();
}
