import type { Actor } from '../../access/actor.ts';
import { can } from '../../access/can.ts';
import { permissions } from './permissions.ts';

type PlacedAction = 'createPoint' | 'seePoint' | 'readMessages';

/** Ids of the places where this person may do it. */
export function placesWhere(actor: Actor, action: PlacedAction): string[] {
	if (actor.kind !== 'account') return [];
	const granted = new Set(actor.grants.flatMap(({ places }) => [...places]));
	return [...granted].filter((placeId) =>
		can(permissions, actor, action, { placeId, activityId: '' })
	);
}
