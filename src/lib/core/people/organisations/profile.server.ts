import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { record } from '../../history/record.server.ts';
import type { Means } from '../means.ts';
import { people } from '../permissions.ts';
import { organisationSubject } from './organisation-subject.server.ts';
import { organisationProfileSchema, type OrganisationProfile } from './profile-schema.ts';

/**
 * Keeps what an organisation tells about itself. The public goes on seeing what was approved last.
 * @param expected version the caller saw; 0: nothing was written yet
 * @throws Refusal not_allowed, organisation_unknown, organisation_archived (409), changed_meanwhile (409), input_invalid
 */
export async function writeProfile(
	means: Means,
	actor: Actor,
	organisationId: string,
	input: z.input<typeof organisationProfileSchema>,
	expected: number
): Promise<void> {
	const organisation = await organisationSubject(means, organisationId);
	demand(people, actor, 'profile.write', organisation);
	if (organisation.archived) throw new Refusal('conflict', 'organisation_archived');
	const profile = parse(organisationProfileSchema, input);
	await means.db.transaction().execute(async (trx) => {
		await placesExist(trx, profile.places);
		const version = await putWritten(trx, organisationId, profile, expected);
		await tell(trx, actor, 'organisation.profileWritten', organisation, { version });
	});
}

/**
 * Makes exactly this version of the profile public.
 * @throws Refusal not_allowed, organisation_unknown, changed_meanwhile (409)
 */
export async function approveProfile(
	means: Means,
	actor: Actor,
	organisationId: string,
	version: number
): Promise<void> {
	const organisation = await organisationSubject(means, organisationId);
	demand(people, actor, 'profile.approve', organisation);
	await means.db.transaction().execute(async (trx) => {
		const approved = await trx
			.updateTable('organisationProfiles')
			.set((eb) => ({
				approved: eb.ref('written'),
				approvedVersion: version,
				approvedAt: means.clock()
			}))
			.where('organisationId', '=', organisationId)
			.where('version', '=', version)
			.executeTakeFirst();
		if (approved.numUpdatedRows === 0n) throw new Refusal('conflict', 'changed_meanwhile');
		await tell(trx, actor, 'organisation.profileApproved', organisation, { version });
	});
}

/** Takes the profile off the public pages; what was written stays. A second time nothing happens. */
export async function withdrawProfile(
	means: Means,
	actor: Actor,
	organisationId: string
): Promise<void> {
	const organisation = await organisationSubject(means, organisationId);
	demand(people, actor, 'profile.withdraw', organisation);
	await means.db.transaction().execute(async (trx) => {
		const withdrawn = await trx
			.updateTable('organisationProfiles')
			.set({ approved: null, approvedVersion: null, approvedAt: null })
			.where('organisationId', '=', organisationId)
			.where('approved', 'is not', null)
			.executeTakeFirst();
		if (withdrawn.numUpdatedRows === 0n) return;
		await tell(trx, actor, 'organisation.profileWithdrawn', organisation, {});
	});
}

export type PublicOrganisation = Readonly<{
	id: string;
	name: string;
	kind: string;
	profile: OrganisationProfile;
	places: readonly { id: string; name: string }[];
}>;

/** An organisation as everybody may see it. @throws Refusal organisation_unknown where nothing of it is approved */
export async function publicOrganisation(db: Db, id: string): Promise<PublicOrganisation> {
	const row = isUuid(id)
		? await db
				.selectFrom('organisations as o')
				.innerJoin('organisationProfiles as p', 'p.organisationId', 'o.id')
				.select(['o.id', 'o.name', 'o.kind', 'o.placeId', 'p.approved'])
				.where('o.id', '=', id)
				.where('o.archivedAt', 'is', null)
				.where('p.approved', 'is not', null)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'organisation_unknown');
	const profile = row.approved as OrganisationProfile;
	const ids = [...(row.placeId ? [row.placeId] : []), ...profile.places];
	return { id: row.id, name: row.name, kind: row.kind, profile, places: await namesOf(db, ids) };
}

/** Names of places in the order given; one that is gone is left out. */
export async function namesOf(
	db: Db,
	ids: readonly string[]
): Promise<{ id: string; name: string }[]> {
	const rows = await db
		.selectFrom('places')
		.select(['id', 'name'])
		.where(sql<boolean>`id = any(${ids}::text[])`)
		.execute();
	const names = new Map(rows.map(({ id, name }) => [id, name]));
	return [...new Set(ids)].flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : []));
}

async function putWritten(
	trx: Trx,
	organisationId: string,
	profile: OrganisationProfile,
	expected: number
): Promise<number> {
	const written = JSON.stringify(profile);
	const row = await trx
		.insertInto('organisationProfiles')
		.values({ organisationId, written })
		.onConflict((conflict) =>
			conflict
				.column('organisationId')
				.doUpdateSet({ written, version: sql`organisation_profiles.version + 1` })
				.where('organisationProfiles.version', '=', expected)
		)
		.returning('version')
		.executeTakeFirst();
	// Nothing returned: another version stands. Version 1 for somebody who saw another: it stood and is gone.
	if (!row || row.version !== expected + 1) throw new Refusal('conflict', 'changed_meanwhile');
	return row.version;
}

async function placesExist(trx: Trx, ids: readonly string[]): Promise<void> {
	const found = await namesOf(trx, ids);
	if (found.length < ids.length)
		throw new Refusal('invalid', 'input_invalid', { places: 'unknown_choice' });
}

const tell = (
	trx: Trx,
	actor: Actor,
	action: `organisation.profile${string}`,
	{
		organisationId,
		name,
		placeId
	}: { organisationId: string; name: string; placeId: string | null },
	detail: Record<string, unknown>
) =>
	record(trx, actor, {
		action,
		subjectKind: 'organisation',
		subjectId: organisationId,
		placeId,
		detail: { name, ...detail }
	});
