import { placeChoices } from '../../../core/activities/choices.server.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { IdeaMap } from '../map.server.ts';
import type { Walk } from '../walks/walks.server.ts';

/** What the form for collected ideas offers. */
export async function collectChoices(db: Db, map: IdeaMap, walks: readonly Walk[]) {
	const below = await subtreeIds(db, [map.placeId]);
	return {
		categories: map.categories.filter(({ archived }) => !archived),
		places: await placeChoices(db, [...below]),
		walks: walks.filter(({ closed }) => !closed).map(({ id, title }) => ({ id, title }))
	};
}
export type CollectChoices = Awaited<ReturnType<typeof collectChoices>>;
