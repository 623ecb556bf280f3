import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordOfIdea, type IdeaNumber } from './contribution.server.ts';
import { mapSubject } from './map.server.ts';
import { permissions } from './permissions.ts';

/**
 * How merging is kept: each row of `idea_merges` that was not undone says "this idea into that one" as somebody decided it;
 * `ideas.merged_into` says where it ends. Ends are one step away, so that no reader follows a chain; the rows stay as
 * they were decided, so that each can be undone in any order. Supports, comments, authors and sources stay with their
 * own idea: nothing is moved, so nothing can be lost.
 */

type Row = Readonly<{
	id: string;
	number: number;
	visibility: string;
	mergedInto: string | null;
}>;

/**
 * Merges a duplicate into another idea of the same map, or into where that one ends. Ideas that were merged into the
 * duplicate before end there too.
 * @throws Refusal idea_unknown (404), already_merged, merge_same, idea_not_public (409)
 * @returns id of the merge, to undo it
 */
export async function mergeIdeas(
	db: Db,
	actor: Actor,
	activityId: string,
	{ ideaId, intoId }: { ideaId: string; intoId: string },
	now: Date
): Promise<string> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'merge', map);
	return db.transaction().execute(async (trx) => {
		await oneAtATime(trx, activityId);
		const duplicate = await ideaOf(trx, activityId, ideaId);
		const named = await ideaOf(trx, activityId, intoId);
		const end = named.mergedInto ? await ideaOf(trx, activityId, named.mergedInto) : named;
		if (duplicate.mergedInto) throw new Refusal('conflict', 'already_merged');
		if (end.id === duplicate.id) throw new Refusal('conflict', 'merge_same');
		if (duplicate.visibility !== 'public' || end.visibility !== 'public') {
			throw new Refusal('conflict', 'idea_not_public');
		}
		const { id } = await trx
			.insertInto('ideaMerges')
			.values({ ideaId, intoId: end.id, mergedAt: now, mergedBy: accountOf(actor) })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx
			.updateTable('ideas')
			.set({ mergedInto: end.id })
			.where(({ or, eb }) => or([eb('id', '=', ideaId), eb('mergedInto', '=', ideaId)]))
			.execute();
		await recordOfIdea(trx, actor, map, duplicate, 'merged', { into: end.number });
		return id;
	});
}

/**
 * Takes a merge back: the idea stands alone again, with those that had been merged into it.
 * @throws Refusal merge_unknown (404), already_undone (409)
 */
export async function undoMerge(
	db: Db,
	actor: Actor,
	activityId: string,
	mergeId: string,
	now: Date
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'merge', map);
	await db.transaction().execute(async (trx) => {
		await oneAtATime(trx, activityId);
		const merge = await trx
			.selectFrom('ideaMerges as m')
			.innerJoin('ideas as i', 'i.id', 'm.ideaId')
			.select(['i.id', 'i.number', 'm.undoneAt'])
			.where('m.id', '=', mergeId)
			.where('i.activityId', '=', activityId)
			.executeTakeFirst();
		if (!merge) throw new Refusal('missing', 'merge_unknown');
		if (merge.undoneAt) throw new Refusal('conflict', 'already_undone');
		await trx
			.updateTable('ideaMerges')
			.set({ undoneAt: now, undoneBy: accountOf(actor) })
			.where('id', '=', mergeId)
			.execute();
		await standAlone(trx, merge.id);
		await recordOfIdea(trx, actor, map, merge, 'mergeUndone');
	});
}

/** The idea and all that standing merges lead to it: it ends nowhere, they end at it. */
async function standAlone(trx: Trx, ideaId: string): Promise<void> {
	await sql`
		with recursive below (id) as (
			select ${ideaId}::uuid
			union
			select m.idea_id from idea_merges m join below b on m.into_id = b.id where m.undone_at is null
		)
		update ideas set merged_into = nullif(${ideaId}::uuid, ideas.id)
		from below where ideas.id = below.id`.execute(trx);
}

/**
 * Ideas that stand alone again because the one they were merged into was hidden or withdrawn a moment ago: the database
 * has undone their merges in this transaction, at the time of its start or, of a withdrawal, at the start of its day.
 */
export async function releasedWith(trx: Trx, ideaId: string): Promise<IdeaNumber[]> {
	return trx
		.selectFrom('ideaMerges as m')
		.innerJoin('ideas as i', 'i.id', 'm.ideaId')
		.select(['i.id', 'i.number'])
		.where('m.intoId', '=', ideaId)
		.where('m.undoneAt', 'in', [
			sql<Date>`now()`,
			sql<Date>`date_trunc('day', now(), 'Europe/Berlin')`
		])
		.orderBy('i.number')
		.execute();
}

/** What the audit trail says of why such a merge ended. */
export const releasedBy = ({ number }: Pick<IdeaNumber, 'number'>) => ({ from: number });

/** Merges of one map follow each other: each looks at where others end. */
async function oneAtATime(trx: Trx, activityId: string): Promise<void> {
	await trx
		.selectFrom('ideaMaps')
		.select('activityId')
		.where('activityId', '=', activityId)
		.forNoKeyUpdate()
		.execute();
}

async function ideaOf(trx: Trx, activityId: string, id: string): Promise<Row> {
	const found = await trx
		.selectFrom('ideas')
		.select(['id', 'number', 'visibility', 'mergedInto'])
		.where('activityId', '=', activityId)
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw new Refusal('missing', 'idea_unknown');
	return found;
}

const accountOf = (actor: Actor) => (actor.kind === 'account' ? actor.accountId : null);
