import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { mapSubject, recordOf } from '../map.server.ts';
import { importOf } from './imports.server.ts';

type Which = Readonly<{ activityId: string; importId: string }>;

/** Ends an import that has added nothing. @throws Refusal import_unknown (404), not_possible_now (409) */
export async function cancelImport(db: Db, actor: Actor, which: Which, now: Date): Promise<void> {
	const { state, interrupted } = await importOf(db, actor, which.activityId, which.importId, now);
	const ended = await db
		.updateTable('ideaImports')
		.set({ state: 'cancelled', endedAt: now })
		.where('id', '=', which.importId)
		.where('state', 'in', interrupted ? [state] : ['mapping', 'checked', 'failed'])
		.executeTakeFirst();
	if (ended.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
	await db.deleteFrom('ideaImportRows').where('importId', '=', which.importId).execute();
}

/**
 * Takes back a whole import: exactly its ideas are withdrawn, and the same file may be imported again after that.
 * Refused as soon as people have made something of one of them: answered, supported, discussed, merged or chosen it.
 * @throws Refusal import_unknown (404), not_possible_now, import_in_use (409)
 */
export async function undoImport(db: Db, actor: Actor, which: Which, now: Date): Promise<void> {
	const { activityId, importId } = which;
	const found = await importOf(db, actor, activityId, importId, now);
	const map = await mapSubject(db, activityId);
	await db.transaction().execute(async (trx) => {
		const undone = await trx
			.updateTable('ideaImports')
			.set({ state: 'undone', endedAt: now })
			.where('id', '=', importId)
			.where('state', '=', 'done')
			.executeTakeFirst();
		if (undone.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
		// Locked: what somebody adds at this moment comes before, and is seen, or after, and finds no idea.
		await sql`select from ideas where import_id = ${importId} for update`.execute(trx);
		if (await isInUse(trx, importId)) throw new Refusal('conflict', 'import_in_use');
		await trx
			.updateTable('ideas')
			.set({ visibility: 'withdrawn', hiddenReason: null })
			.set({ clientKey: sql<string>`gen_random_uuid()` })
			.where('importId', '=', importId)
			.execute();
		await recordOf(trx, actor, map, 'importUndone', {
			import: importId,
			file: found.fileName,
			withdrawn: found.added
		});
	});
}

async function isInUse(trx: Trx, importId: string): Promise<boolean> {
	const { rows } = await sql<{ used: boolean }>`
		select exists (
			select from ideas i where i.import_id = ${importId} and (
				i.merged_into is not null
				or exists (select from idea_supports s where s.idea_id = i.id)
				or exists (select from idea_comments c where c.idea_id = i.id)
				or exists (select from idea_choices c where c.idea_id = i.id)
				or exists (select from idea_project_sources p where p.idea_id = i.id)
				or exists (select from ideas m where m.merged_into = i.id)
				or exists (
					select from idea_answers a where a.idea_id = i.id and a.import_id is distinct from ${importId}
				)
			)
		) as used`.execute(trx);
	return rows[0]!.used;
}
