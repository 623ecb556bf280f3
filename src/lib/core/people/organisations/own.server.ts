import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { listMembers } from './members.server.ts';
import { organisationSubject } from './organisation-subject.server.ts';
import { emptyProfile, type OrganisationProfile } from './profile-schema.ts';
import { namesOf } from './profile.server.ts';

/** The actor's organisations, by name. @throws Refusal not_allowed for who belongs to none */
export async function ownOrganisations(
	means: Means,
	actor: Actor
): Promise<{ id: string; name: string; role: 'member' | 'manager' }[]> {
	const own = actor.kind === 'account' ? actor.organisations : [];
	if (own.length === 0)
		throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', 'not_allowed');
	const rows = await means.db
		.selectFrom('organisations')
		.select(['id', 'name'])
		.where(
			'id',
			'in',
			own.map(({ id }) => id)
		)
		.orderBy('nameKey')
		.execute();
	return rows.map((row) => ({ ...row, role: own.find(({ id }) => id === row.id)!.role }));
}

/** Where a profile stands: nothing written, nothing public, public as written, or public in an older version. */
export type ProfileState = 'empty' | 'waiting' | 'approved' | 'changed';

/**
 * An organisation as its members see it, with what this member may do.
 * @throws Refusal not_allowed, organisation_unknown
 */
export async function organisationFromInside(means: Means, actor: Actor, id: string) {
	const organisation = await organisationSubject(means, id);
	demand(people, actor, 'organisation.see', organisation);
	const row = await means.db
		.selectFrom('organisationProfiles')
		.select(['written', 'version', 'approvedVersion'])
		.where('organisationId', '=', id)
		.executeTakeFirst();
	const profile = (row?.written as OrganisationProfile | undefined) ?? emptyProfile;
	const may = (action: 'profile.write' | 'profile.approve' | 'profile.withdraw') =>
		can(people, actor, action, organisation);
	return {
		...organisation,
		homePlace: organisation.placeId
			? ((await namesOf(means.db, [organisation.placeId]))[0] ?? null)
			: null,
		profile,
		places: await namesOf(means.db, profile.places),
		version: row?.version ?? 0,
		state: stateOf(row),
		members: await listMembers(means, actor, id),
		may: {
			write: may('profile.write'),
			approve: may('profile.approve'),
			withdraw: may('profile.withdraw'),
			invite: can(people, actor, 'membership.invite', organisation),
			handOver: can(people, actor, 'organisation.handOver', organisation),
			belongs: actor.kind === 'account' && actor.organisations.some((own) => own.id === id)
		}
	};
}

export type OrganisationInside = Awaited<ReturnType<typeof organisationFromInside>>;

function stateOf(
	row: { version: number; approvedVersion: number | null } | undefined
): ProfileState {
	if (!row) return 'empty';
	if (row.approvedVersion === null) return 'waiting';
	return row.approvedVersion === row.version ? 'approved' : 'changed';
}
