import { sql } from 'kysely';
import {
	knownParticipant,
	participation,
	type TokenHolder
} from '../../../core/activities/participant.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { demandAct, type IdeaMap } from '../map.server.ts';
import { openIdea } from './family.server.ts';

/** What can still be chosen: a choice for what is done or not possible would be lost. */
export const choosable = ['new', 'inReview', 'planned', 'started'] as const;

/**
 * One of the few ideas that somebody finds most important. Each takes one of the participant's numbered places; the key of
 * the table gives a place away once, however many requests arrive at once. Chosen again it stays one choice.
 * @throws Refusal not_now_prioritise, idea_merged, idea_settled, choices_used, archived (409), idea_unknown (404)
 */
export async function chooseIdea(
	db: Db,
	map: IdeaMap,
	holder: TokenHolder,
	number: number
): Promise<void> {
	demandAct(map, 'prioritise');
	await db.transaction().execute(async (trx) => {
		const { id, status } = await openIdea(trx, map, number);
		if (!choosable.some((open) => open === status)) throw new Refusal('conflict', 'idea_settled');
		const { participant } = await participation(trx, map.activityId, holder);
		// A place that was free when looked at may be taken when written: then the next one is tried.
		for (let tries = 0; tries <= map.choicesEach; tries++) {
			if (await takeFreePlace(trx, map, participant, id)) return;
			if (await isChosen(trx, map, participant, id)) return;
		}
		throw new Refusal('conflict', 'choices_used');
	});
}

async function takeFreePlace(
	trx: Trx,
	{ activityId, choicesEach }: IdeaMap,
	participant: Buffer,
	ideaId: string
): Promise<boolean> {
	const { numAffectedRows } = await sql`
		insert into idea_choices (activity_id, participant, slot, idea_id)
		select ${activityId}::uuid, ${participant}::bytea, slot, ${ideaId}::uuid
		from generate_series(1, ${choicesEach}::int) slot
		where not exists (
			select from idea_choices c
			where c.activity_id = ${activityId}::uuid and c.participant = ${participant}::bytea
				and (c.slot = slot.slot or c.idea_id = ${ideaId}::uuid)
		)
		order by slot
		limit 1
		on conflict do nothing`.execute(trx);
	return numAffectedRows === 1n;
}

async function isChosen(trx: Trx, { activityId }: IdeaMap, participant: Buffer, ideaId: string) {
	const found = await trx
		.selectFrom('ideaChoices')
		.select('slot')
		.where('activityId', '=', activityId)
		.where('participant', '=', participant)
		.where('ideaId', '=', ideaId)
		.executeTakeFirst();
	return found !== undefined;
}

/**
 * Gives the place of a choice free again; harmless to repeat. Also for an idea that has been merged, hidden or settled
 * since: nobody is stuck with it.
 * @throws Refusal not_now_prioritise (409)
 */
export async function takeBackChoice(
	db: Db,
	map: IdeaMap,
	token: string | null,
	number: number
): Promise<void> {
	demandAct(map, 'prioritise');
	const participant = await knownParticipant(db, map.activityId, token);
	if (!participant) return;
	await db
		.deleteFrom('ideaChoices')
		.where('activityId', '=', map.activityId)
		.where('participant', '=', participant)
		.where('ideaId', 'in', (eb) =>
			eb
				.selectFrom('ideas')
				.select('id')
				.where('activityId', '=', map.activityId)
				.where('number', '=', number)
		)
		.execute();
}

export type Choice = Readonly<{
	number: number;
	title: string;
	locale: string;
	categoryId: string;
	/** False: it was merged, hidden or settled since, and its place may be given to another. */
	open: boolean;
}>;

/** What this participant has chosen, in the order of the ideas' numbers: the order of choosing means nothing. */
export async function choicesOf(
	db: Db,
	{ activityId }: IdeaMap,
	participant: Buffer | null
): Promise<Choice[]> {
	if (!participant) return [];
	const rows = await db
		.selectFrom('ideaChoices as c')
		.innerJoin('ideas as i', 'i.id', 'c.ideaId')
		.select(['i.number', 'i.title', 'i.locale', 'i.categoryId', 'i.visibility', 'i.mergedInto'])
		.select('i.status')
		.where('c.activityId', '=', activityId)
		.where('c.participant', '=', participant)
		.orderBy('i.number')
		.execute();
	return rows.map(({ visibility, mergedInto, status, ...row }) => ({
		...row,
		title: visibility === 'public' ? row.title : '',
		open: visibility === 'public' && !mergedInto && choosable.some((open) => open === status)
	}));
}
