import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { mapOf } from '../map.server.ts';
import { categoryNamed } from './read-row.ts';
import { importOf, wordsInColumn } from './imports.server.ts';
import type { ImportMapping } from './mapping.ts';

export type OpenWord = Readonly<{ key: string; word: string; rows: number }>;

/**
 * Keeps how the columns are to be understood, before the rows are read.
 * @returns words of the category column that are no category of the map and that nobody has decided about yet
 * @throws Refusal import_unknown (404), not_possible_now (409)
 */
export async function prepareImport(
	db: Db,
	actor: Actor,
	{ activityId, importId }: { activityId: string; importId: string },
	mapping: ImportMapping,
	now: Date
): Promise<OpenWord[]> {
	await importOf(db, actor, activityId, importId, now);
	const kept = await db
		.updateTable('ideaImports')
		.set({ state: 'mapping', mapping: JSON.stringify(mapping) })
		.where('id', '=', importId)
		.where('state', 'in', ['mapping', 'checked'])
		.executeTakeFirst();
	if (kept.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
	const open = await openWords(db, activityId, importId, mapping, now);
	return open.filter(({ key }) => mapping.categories[key] === undefined);
}

/** The words of the category column that are no category of the map. */
export async function openWords(
	db: Db,
	activityId: string,
	importId: string,
	mapping: ImportMapping,
	now: Date
): Promise<OpenWord[]> {
	const index = mapping.columns.category;
	if (index === undefined) return [];
	const map = await mapOf(db, activityId, now);
	const words = await wordsInColumn(db, importId, index);
	return words.filter(({ word }) => !categoryNamed(map, word));
}
