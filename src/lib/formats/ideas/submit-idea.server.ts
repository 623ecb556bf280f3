import { participation, type TokenHolder } from '../../core/activities/participant.server.ts';
import { keepReceipt, receiptTokenOf } from '../../core/receipts/receipts.server.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { localDay } from '../../platform/local-time.ts';
import { insertIdea } from './insert-idea.server.ts';
import { demandAct, type IdeaMap } from './map.server.ts';
import type { IdeaInput } from './schema.ts';

/** What a resident takes home. */
export type Submitted = Readonly<{
	ideaId: string;
	number: number;
	/** The receipt's token: the same again where the same idea is sent again. */
	receipt: string;
	/** False: staff look at it first. */
	isPublic: boolean;
}>;

/**
 * A resident's idea. Needs no account: who contributes becomes a participant of this map.
 * @throws Refusal not_now_contribute, archived (409), category_unknown, outside_area, place_unknown (422)
 */
export async function submitIdea(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	input: IdeaInput,
	now: Date
): Promise<Submitted> {
	demandAct(map, 'contribute');
	return db.transaction().execute(async (trx) => {
		const { participant, activityKey } = await participation(trx, map.activityId, holder);
		const isPublic = map.moderation === 'after';
		const { id, number } = await insertIdea(trx, map, input, {
			source: 'phone',
			participant,
			submittedOn: localDay(now),
			visibility: isPublic ? 'public' : 'waiting'
		});
		const receipt = receiptTokenOf(activityKey, input.clientKey);
		await keepReceipt(trx, receipt, { activityId: map.activityId, subjectId: id });
		return { ideaId: id, number, receipt, isPublic };
	});
}
