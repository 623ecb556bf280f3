import { participation, type TokenHolder } from '../../core/activities/participant.server.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { demandAct, type IdeaMap } from './map.server.ts';

/** The idea that now has one voice more, or had it already. */
export type Supported = Readonly<{ number: number; title: string; supports: number }>;

/**
 * One voice for an idea that everybody may see. Harmless to repeat: one participant, one voice, by primary key; the
 * database counts.
 * @throws Refusal not_now_support, archived (409), idea_unknown (404)
 */
export async function supportIdea(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	number: number
): Promise<Supported> {
	demandAct(map, 'support');
	return db.transaction().execute(async (trx) => {
		const { participant } = await participation(trx, map.activityId, holder);
		await trx
			.insertInto('ideaSupports')
			.columns(['ideaId', 'participant'])
			.expression(
				trx
					.selectFrom('ideas')
					.select((eb) => ['id', eb.val(participant).as('participant')])
					.where('activityId', '=', map.activityId)
					.where('number', '=', number)
					.where('visibility', '=', 'public')
					.where('mergedInto', 'is', null)
			)
			.onConflict((conflict) => conflict.columns(['ideaId', 'participant']).doNothing())
			.execute();
		// Nothing inserted and nothing here: there is no such idea. A holder is told of no token in vain.
		const idea = await trx
			.selectFrom('ideas')
			.select(['number', 'title', 'supports'])
			.where('activityId', '=', map.activityId)
			.where('number', '=', number)
			.where('visibility', '=', 'public')
			.where('mergedInto', 'is', null)
			.executeTakeFirst();
		if (!idea) throw new Refusal('missing', 'idea_unknown');
		return idea;
	});
}
