import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { mapSubject, recordOf, type IdeaMap } from '../map.server.ts';
import { permissions } from '../permissions.ts';
import { line, lines } from '../schema.ts';

/** A Stadtteilbegehung: people walk through a quarter together and note on the way what they find. */
export type Walk = Readonly<{
	id: string;
	title: string;
	/** YYYY-MM-DD */
	walkedOn: string;
	placeId: string;
	placeName: string;
	note: string;
	closed: boolean;
	/** Ideas noted on it that everybody may see. */
	ideas: number;
}>;

export const walkInput = z.object({
	title: line(120),
	walkedOn: z.iso.date('day_invalid'),
	placeId: z.string().min(1, 'place_missing'),
	note: lines(2000)
});
export type WalkInput = z.infer<typeof walkInput>;

/** Newest first. */
export async function walksOf(db: Db, actor: Actor, activityId: string): Promise<Walk[]> {
	demand(permissions, actor, 'view', await mapSubject(db, activityId));
	const rows = await db
		.selectFrom('ideaWalks as w')
		.innerJoin('places as p', 'p.id', 'w.placeId')
		.select(['w.id', 'w.title', 'w.walkedOn', 'w.placeId', 'p.name as placeName', 'w.note'])
		.select('w.closedAt')
		.select(({ selectFrom, fn }) =>
			selectFrom('ideas as i')
				.select(fn.countAll<number>().as('n'))
				.whereRef('i.walkId', '=', 'w.id')
				.where('i.visibility', '=', 'public')
				.as('ideas')
		)
		.where('w.activityId', '=', activityId)
		.orderBy('w.walkedOn', 'desc')
		.orderBy('w.title')
		.execute();
	return rows.map(({ closedAt, ideas, ...row }) => ({
		...row,
		closed: closedAt !== null,
		ideas: ideas ?? 0
	}));
}

/** @throws Refusal place_unknown (422) */
export async function planWalk(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	input: WalkInput
): Promise<{ id: string }> {
	demand(permissions, actor, 'collect', map);
	if (!(await subtreeIds(db, [map.placeId])).has(input.placeId)) {
		throw new Refusal('invalid', 'place_unknown', { placeId: 'place_unknown' });
	}
	return db.transaction().execute(async (trx) => {
		const walk = await trx
			.insertInto('ideaWalks')
			.values({
				...input,
				activityId: map.activityId,
				createdBy: actor.kind === 'account' ? actor.accountId : null
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		await recordOf(trx, actor, map, 'walkPlanned', { walk: walk.id, day: input.walkedOn });
		return walk;
	});
}

/** A closed walk is no longer offered on phones; what they still have to send for it is taken. */
export async function closeWalk(
	db: Db,
	actor: Actor,
	map: IdeaMap,
	walkId: string,
	closed: boolean,
	now: Date
): Promise<void> {
	demand(permissions, actor, 'collect', map);
	await db.transaction().execute(async (trx) => {
		const changed = await trx
			.updateTable('ideaWalks')
			.set({ closedAt: closed ? now : null })
			.where('id', '=', walkId)
			.where('activityId', '=', map.activityId)
			.where('closedAt', closed ? 'is' : 'is not', null)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
		await recordOf(trx, actor, map, closed ? 'walkClosed' : 'walkReopened', { walk: walkId });
	});
}

/** What was noted on a walk, in the order of the way. */
export type Finding = Readonly<{
	number: number;
	title: string;
	body: string;
	locale: string;
	categoryId: string;
	status: string;
	placeName: string;
}>;

export async function findingsOf(db: Db, actor: Actor, map: IdeaMap, walkId: string) {
	demand(permissions, actor, 'view', map);
	return db
		.selectFrom('ideas as i')
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.select(['i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.status'])
		.select('p.name as placeName')
		.where('i.activityId', '=', map.activityId)
		.where('i.walkId', '=', walkId)
		.where('i.visibility', '=', 'public')
		.orderBy('i.sequence')
		.execute();
}
