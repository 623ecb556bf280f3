import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { updateActivity } from '../../core/activities/writes.server.ts';
import { breaks } from '../../platform/db/constraints.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { insertPhases, mapColumns, orSlugTaken } from './create-map.server.ts';
import { mapSubject, recordOf } from './map.server.ts';
import { permissions, type IdeaMapSubject } from './permissions.ts';
import type { CategoryInput, IdeaMapInput } from './schema.ts';

/**
 * Changes the settings of a map. Once it was announced its address stands, because it hangs on posters; once there
 * are ideas its place stands. A category in which ideas lie can be archived, not removed.
 * @param seen version of the settings that the form began with
 * @throws Refusal changed_meanwhile, archived (409), slug_taken, slug_final, place_final, category_used,
 * category_unknown, measure_unknown (422)
 */
export async function changeMap(
	db: Db,
	actor: Actor,
	activityId: string,
	input: IdeaMapInput,
	seen: number
): Promise<void> {
	const map = await mapSubject(db, activityId);
	demand(permissions, actor, 'edit', map);
	demand(permissions, actor, 'create', input);
	await orSlugTaken(
		db.transaction().execute(async (trx) => {
			await lockSettings(trx, activityId, seen);
			await refuseLateChanges(trx, map, input);
			await updateActivity(trx, activityId, input);
			await trx
				.updateTable('ideaMaps')
				.set({ ...mapColumns(input), settingsVersion: seen + 1 })
				.where('activityId', '=', activityId)
				.execute();
			await trx.deleteFrom('ideaPhases').where('activityId', '=', activityId).execute();
			await insertPhases(trx, activityId, input.phases);
			await setCategories(trx, activityId, input.categories);
			await recordOf(trx, actor, { ...map, placeId: input.placeId }, 'changed');
		})
	);
}

/** Two who save at once follow each other; the second is told. */
async function lockSettings(trx: Trx, activityId: string, seen: number): Promise<void> {
	const { settingsVersion } = await trx
		.selectFrom('ideaMaps')
		.select('settingsVersion')
		.where('activityId', '=', activityId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	if (settingsVersion !== seen) throw new Refusal('conflict', 'changed_meanwhile');
}

async function refuseLateChanges(trx: Trx, map: IdeaMapSubject, input: IdeaMapInput) {
	const { status, slug, hasIdeas } = await trx
		.selectFrom('activities as a')
		.innerJoin('ideaMaps as m', 'm.activityId', 'a.id')
		.select(['a.status', 'm.slug'])
		.select(sql<boolean>`exists (select from ideas i where i.activity_id = a.id)`.as('hasIdeas'))
		.where('a.id', '=', map.activityId)
		.executeTakeFirstOrThrow();
	if (status === 'archived') throw new Refusal('conflict', 'archived');
	if (status !== 'draft' && input.slug !== slug) throw refused('slug', 'slug_final');
	if (hasIdeas && input.placeId !== map.placeId) throw refused('placeId', 'place_final');
}

async function setCategories(
	trx: Trx,
	activityId: string,
	categories: readonly CategoryInput[]
): Promise<void> {
	await removeOthers(trx, activityId, categories);
	for (const [index, category] of categories.entries()) {
		const { id, archived, name, icon, colour } = category;
		const values = { name: JSON.stringify(name), icon, colour, position: index + 1 };
		if (!id) {
			await trx
				.insertInto('ideaCategories')
				.values({ ...values, activityId })
				.execute();
			continue;
		}
		const changed = await trx
			.updateTable('ideaCategories')
			.set({ ...values, archivedAt: archived ? sql`coalesce(archived_at, now())` : null })
			.where('id', '=', id)
			.where('activityId', '=', activityId)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) throw refused(`categories.${index}`, 'category_unknown');
	}
}

async function removeOthers(trx: Trx, activityId: string, kept: readonly CategoryInput[]) {
	const ids = kept.flatMap(({ id }) => (id ? [id] : []));
	try {
		await trx
			.deleteFrom('ideaCategories')
			.where('activityId', '=', activityId)
			.where(sql<boolean>`id <> all(${ids}::uuid[])`)
			.execute();
	} catch (error) {
		if (!breaks(error, 'ideas_category_id_activity_id_fkey')) throw error;
		throw refused('categories', 'category_used');
	}
}

const refused = (field: string, reason: string) =>
	new Refusal('invalid', reason, { [field]: reason });
