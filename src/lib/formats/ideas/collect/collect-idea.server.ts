import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { keepReceipt } from '../../../core/receipts/receipts.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { insertIdea } from '../insert-idea.server.ts';
import { recordOf, type IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import type { CollectedInput } from '../schema.ts';

/** Staff may bring in what was said while the map ran, also after its end; never to an archive. */
const takesCollected = new Set(['running', 'finished']);

/**
 * Writes down an idea for somebody who said it on the street, on a walk or on a paper card. Phases do not matter: the
 * idea was said in time, only the entry comes later. It is public at once, as a moderator has seen it.
 * @throws Refusal not_now_collect (409), card_used, walk_unknown, category_unknown, outside_area, place_unknown (422)
 */
export async function collectIdea(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	input: CollectedInput,
	now: Date
): Promise<{ ideaId: string; number: number; isNew: boolean }> {
	demand(permissions, actor, 'collect', map);
	if (!takesCollected.has(map.status)) throw new Refusal('conflict', 'not_now_collect');
	return db.transaction().execute(async (trx) => {
		if (input.walkId) await demandWalk(trx, map, input.walkId);
		const { id, number, isNew } = await insertIdea(trx, map, input, {
			source: input.source,
			participant: null,
			way: input.way,
			walkId: input.walkId,
			enteredBy: actor.kind === 'account' ? actor.accountId : null,
			submittedOn: notAfter(input.saidOn, localDay(now)),
			visibility: 'public'
		});
		if (isNew) {
			if (input.cardCode) await bindCard(trx, map, input.cardCode, id);
			await recordOf(trx, actor, map, 'collected', { number, source: input.source });
		}
		return { ideaId: id, number, isNew };
	});
}

/** A phone whose clock runs ahead must not date ideas into the future. */
const notAfter = (day: string, today: string): string => (day > today ? today : day);

async function demandWalk(trx: Trx, map: IdeaMap, walkId: string): Promise<void> {
	const walk = await trx
		.selectFrom('ideaWalks')
		.select('id')
		.where('id', '=', walkId)
		.where('activityId', '=', map.activityId)
		.executeTakeFirst();
	if (!walk) throw new Refusal('invalid', 'walk_unknown', { walkId: 'walk_unknown' });
}

/** The code that the person took home leads to this idea from now on. @throws Refusal card_used */
async function bindCard(trx: Trx, map: IdeaMap, code: string, ideaId: string): Promise<void> {
	const isFree = await keepReceipt(trx, code, { activityId: map.activityId, subjectId: ideaId });
	if (!isFree) throw new Refusal('invalid', 'card_used', { cardCode: 'card_used' });
}
