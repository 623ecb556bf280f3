import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { knownAsk, leaveStage, recountSupporters } from './board.server.ts';
import { moderating } from './moderate.server.ts';
import { isPublic } from './rules.ts';

/**
 * Lets a question live on in another one that asks the same: its people count for that one, each once. What was merged
 * into it before goes along. Supports stay where they were given, so that it can be taken back.
 * @throws Refusal merge_into_itself, ask_merged, ask_not_public (409), ask_unknown (404)
 */
export async function mergeAsk(
	db: Db,
	actor: Actor,
	activityId: string,
	id: string,
	into: string
): Promise<void> {
	await moderating(db, actor, activityId, id, async (trx, known) => {
		if (id === into) throw new Refusal('conflict', 'merge_into_itself');
		const target = await knownAsk(trx, activityId, into);
		if (target.merged || known.merged) throw new Refusal('conflict', 'ask_merged');
		if (!isPublic(target)) throw new Refusal('conflict', 'ask_not_public');
		// In one statement: that merged ones are merged into one that stands by itself is checked at its end.
		await trx
			.updateTable('liveAsks')
			.set({ mergedInto: into })
			.where((eb) => eb.or([eb('id', '=', id), eb('mergedInto', '=', id)]))
			.execute();
		await leaveStage(trx, activityId, id);
		await recountSupporters(trx, [id, into]);
		return 'askMerged';
	});
}

/** Takes a merge back: the question stands by itself, with the people who supported it. */
export async function splitAsk(
	db: Db,
	actor: Actor,
	activityId: string,
	id: string
): Promise<void> {
	await moderating(db, actor, activityId, id, async (trx, { merged, root }) => {
		if (!merged) return null;
		await trx.updateTable('liveAsks').set({ mergedInto: null }).where('id', '=', id).execute();
		await recountSupporters(trx, [id, root]);
		return 'askSplit';
	});
}
