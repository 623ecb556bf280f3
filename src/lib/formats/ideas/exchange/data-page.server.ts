import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { mapOf } from '../map.server.ts';
import { permissions } from '../permissions.ts';

/** What the page about a map's data says of the map. @throws Refusal forbidden, map_unknown */
export async function dataOf(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<{
	activityId: string;
	placeId: string;
	slug: string;
	title: Translated;
	isPublic: boolean;
}> {
	const { placeId, slug, title, status } = await mapOf(db, activityId, now);
	demand(permissions, actor, 'export', { activityId, placeId });
	return { activityId, placeId, slug, title, isPublic: status !== 'draft' };
}
