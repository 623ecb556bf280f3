import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { insertActivity } from '../../core/activities/writes.server.ts';
import { breaks } from '../../platform/db/constraints.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordOf } from './map.server.ts';
import { permissions } from './permissions.ts';
import type { IdeaMapInput } from './schema.ts';

/**
 * Makes a draft; nobody but staff sees it before it is announced or started.
 * @throws Refusal measure_unknown, slug_taken (422)
 */
export async function createMap(
	db: Db,
	actor: Actor,
	input: IdeaMapInput
): Promise<{ activityId: string }> {
	demand(permissions, actor, 'create', input);
	return orSlugTaken(
		db.transaction().execute(async (trx) => {
			const activityId = await insertActivity(trx, actor, 'ideas', input);
			await trx
				.insertInto('ideaMaps')
				.values({ activityId, ...mapColumns(input) })
				.execute();
			await insertPhases(trx, activityId, input.phases);
			await insertCategories(trx, activityId, input.categories);
			await recordOf(trx, actor, { activityId, placeId: input.placeId }, 'created');
			return { activityId };
		})
	);
}

export const mapColumns = (input: IdeaMapInput) => ({
	slug: input.slug,
	intro: JSON.stringify(input.intro),
	layout: input.layout,
	moderation: input.moderation,
	takesPhotos: input.takesPhotos,
	answerWithin: input.answerWithin,
	choicesEach: input.choicesEach,
	statusNames: JSON.stringify(input.statusNames)
});

export async function insertPhases(
	trx: Trx,
	activityId: string,
	phases: IdeaMapInput['phases']
): Promise<void> {
	await trx
		.insertInto('ideaPhases')
		.values(phases.map((phase, index) => ({ ...phase, activityId, position: index + 1 })))
		.execute();
}

async function insertCategories(
	trx: Trx,
	activityId: string,
	categories: IdeaMapInput['categories']
): Promise<void> {
	await trx
		.insertInto('ideaCategories')
		.values(
			categories.map(({ name, icon, colour }, index) => ({
				activityId,
				position: index + 1,
				name: JSON.stringify(name),
				icon,
				colour
			}))
		)
		.execute();
}

/** An address belongs to one map. @throws Refusal slug_taken */
export async function orSlugTaken<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (!breaks(error, 'idea_maps_slug_key')) throw error;
		throw new Refusal('invalid', 'slug_taken', { slug: 'slug_taken' });
	}
}
