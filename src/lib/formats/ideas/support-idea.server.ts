import {
	knownParticipant,
	participation,
	type TokenHolder
} from '../../core/activities/participant.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { localDay } from '../../platform/local-time.ts';
import { demandAct, type IdeaMap } from './map.server.ts';
import { familyOf, openIdea } from './talk/family.server.ts';

/** The idea that now has one voice more, or had it already. */
export type Supported = Readonly<{ number: number; title: string; supports: number }>;

/**
 * One voice for an idea that everybody may see. Harmless to repeat: one participant, one voice, by primary key; the
 * database counts. Authors do not support their own idea: the number says how many others stand behind it, whoever wrote
 * it down.
 * @throws Refusal not_now_support, own_idea, idea_merged, archived (409), idea_unknown (404)
 */
export async function supportIdea(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	number: number,
	now: Date
): Promise<Supported> {
	demandAct(map, 'support');
	return db.transaction().execute(async (trx) => {
		const idea = await openIdea(trx, map, number);
		const { participant } = await participation(trx, map.activityId, holder);
		if (idea.participant?.equals(participant)) throw new Refusal('conflict', 'own_idea');
		await trx
			.insertInto('ideaSupports')
			.values({ ideaId: idea.id, participant, givenOn: localDay(now) })
			.onConflict((conflict) => conflict.columns(['ideaId', 'participant']).doNothing())
			.execute();
		return trx
			.selectFrom('ideas')
			.select(['number', 'title', 'supports'])
			.where('id', '=', idea.id)
			.executeTakeFirstOrThrow();
	});
}

/**
 * Takes the voice back, also one that was given to an idea which has been merged into this one.
 * @throws Refusal not_now_support, idea_merged (409), idea_unknown (404)
 */
export async function takeBackSupport(
	db: Db,
	map: IdeaMap,
	token: string | null,
	number: number
): Promise<void> {
	demandAct(map, 'support');
	await db.transaction().execute(async (trx) => {
		const idea = await openIdea(trx, map, number);
		const participant = await knownParticipant(trx, map.activityId, token);
		if (!participant) return;
		await trx
			.deleteFrom('ideaSupports')
			.where('ideaId', 'in', await familyOf(trx, idea.id))
			.where('participant', '=', participant)
			.execute();
	});
}

/** Whether this participant's voice counts for the idea already. */
export async function supports(
	db: Db | Trx,
	family: readonly string[],
	participant: Buffer | null
): Promise<boolean> {
	if (!participant) return false;
	const found = await db
		.selectFrom('ideaSupports')
		.select('ideaId')
		.where('ideaId', 'in', family)
		.where('participant', '=', participant)
		.limit(1)
		.executeTakeFirst();
	return found !== undefined;
}
