import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { likePattern } from '../../../platform/db/like.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { organisationKey } from './name-key.ts';

export type OrganisationRow = {
	id: string;
	name: string;
	kind: string;
	placeId: string | null;
	placeName: string | null;
	archivedAt: Date | null;
	members: number;
	/** Something was written that nobody has approved. */
	profileWaits: boolean;
};

/** Organisations whose name contains the search text in any spelling, by name; at most 200. */
export async function listOrganisations(
	means: Means,
	actor: Actor,
	{ search = '', archived = false }: { search?: string; archived?: boolean } = {}
): Promise<OrganisationRow[]> {
	demand(people, actor, 'organisation.list', null);
	return means.db
		.selectFrom('organisations as o')
		.leftJoin('places as p', 'p.id', 'o.placeId')
		.select((eb) => [
			'o.id',
			'o.name',
			'o.kind',
			'o.placeId',
			'p.name as placeName',
			'o.archivedAt',
			eb
				.selectFrom('memberships as m')
				.whereRef('m.organisationId', '=', 'o.id')
				.select((inner) => inner.fn.countAll<number>().as('n'))
				.$asScalar()
				.$notNull()
				.as('members'),
			eb
				.exists(
					eb
						.selectFrom('organisationProfiles as w')
						.select('w.version')
						.whereRef('w.organisationId', '=', 'o.id')
						.whereRef('w.approvedVersion', 'is distinct from', 'w.version')
				)
				.$castTo<boolean>()
				.as('profileWaits')
		])
		.where('o.archivedAt', archived ? 'is not' : 'is', null)
		.where('o.nameKey', 'like', likePattern(organisationKey(search)))
		.orderBy('o.nameKey')
		.limit(200)
		.execute();
}
