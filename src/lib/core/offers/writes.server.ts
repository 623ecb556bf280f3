import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { breaks } from '../../platform/db/constraints.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { localDay } from '../../platform/local-time.ts';
import { parse } from '../../platform/parse.ts';
import { record } from '../history/record.server.ts';
import type { Means } from '../people/means.ts';
import { organisationSubject } from '../people/organisations/organisation-subject.server.ts';
import { pathOf } from '../places/reads.server.ts';
import { offerPermissions } from './permissions.ts';
import { offerSchema, type OfferInput, type OfferValues } from './schema.ts';

type Own = Pick<Means, 'db' | 'clock'>;
type Known = Readonly<{
	id: string;
	organisationId: string;
	placeId: string;
	name: Translated;
	version: number;
}>;

/**
 * Puts an offer into the directory. Whoever writes it down has just looked: it counts as checked today.
 * @returns its id
 * @throws Refusal not_allowed, organisation_unknown, organisation_archived (409), input_invalid
 */
export async function createOffer(
	means: Own,
	actor: Actor,
	organisationId: string,
	input: OfferInput
): Promise<string> {
	const organisation = await organisationSubject(means, organisationId);
	demand(offerPermissions, actor, 'offer.create', { organisationId, placeId: input.placeId });
	if (organisation.archived) throw new Refusal('conflict', 'organisation_archived');
	const values = parse(offerSchema, input);
	await demandNearPlace(means.db, values);
	return means.db.transaction().execute(async (trx) => {
		const { id } = await orPlaceUnknown(
			trx
				.insertInto('offers')
				.values({ ...columns(values), organisationId, ...checkedNow(means, actor) })
				.returning('id')
				.executeTakeFirstOrThrow()
		);
		await tell(trx, actor, 'offer.created', { id, organisationId, ...values });
		return id;
	});
}

/**
 * Changes an offer. Moving it to another place needs the right at both.
 * @param seen version that the form began with
 * @param checked whether all of it was looked at today; else the day of the last check stays
 * @throws Refusal offer_unknown, not_allowed, changed_meanwhile (409), archived (409), input_invalid
 */
export async function changeOffer(
	means: Own,
	actor: Actor,
	id: string,
	input: OfferInput,
	{ seen, checked }: { seen: number; checked: boolean }
): Promise<void> {
	const before = await find(means.db, id);
	demand(offerPermissions, actor, 'offer.change', before);
	demand(offerPermissions, actor, 'offer.change', { ...before, placeId: input.placeId });
	const values = parse(offerSchema, input);
	await demandNearPlace(means.db, values);
	await means.db.transaction().execute(async (trx) => {
		const changed = await orPlaceUnknown(
			trx
				.updateTable('offers')
				.set({
					...columns(values),
					...(checked && checkedNow(means, actor)),
					version: seen + 1,
					updatedAt: means.clock()
				})
				.where('id', '=', id)
				.where('version', '=', seen)
				.where('archivedAt', 'is', null)
				.executeTakeFirst()
		);
		if (changed.numUpdatedRows === 0n) throw await whyNot(trx, id, seen);
		await tell(trx, actor, 'offer.changed', { ...before, ...values });
	});
}

/** Says that all of an offer is right today. @throws Refusal offer_unknown, not_allowed, archived (409) */
export async function checkOffer(means: Own, actor: Actor, id: string): Promise<void> {
	const offer = await find(means.db, id);
	demand(offerPermissions, actor, 'offer.check', offer);
	await means.db.transaction().execute(async (trx) => {
		const checked = await trx
			.updateTable('offers')
			.set(checkedNow(means, actor))
			.where('id', '=', id)
			.where('archivedAt', 'is', null)
			.executeTakeFirst();
		if (checked.numUpdatedRows === 0n) throw new Refusal('conflict', 'archived');
		await tell(trx, actor, 'offer.checked', offer);
	});
}

/** Takes an offer out of the directory; it can come back. A second time nothing happens. */
export async function archiveOffer(means: Own, actor: Actor, id: string): Promise<void> {
	const offer = await find(means.db, id);
	demand(offerPermissions, actor, 'offer.archive', offer);
	await setArchived(means, actor, offer, true);
}

/** Brings an archived offer back as it was, with the day of its last check. */
export async function restoreOffer(means: Own, actor: Actor, id: string): Promise<void> {
	const offer = await find(means.db, id);
	demand(offerPermissions, actor, 'offer.restore', offer);
	await setArchived(means, actor, offer, false);
}

async function setArchived(means: Own, actor: Actor, offer: Known, archived: boolean) {
	await means.db.transaction().execute(async (trx) => {
		const changed = await trx
			.updateTable('offers')
			.set({ archivedAt: archived ? means.clock() : null })
			.where('id', '=', offer.id)
			.where('archivedAt', archived ? 'is' : 'is not', null)
			.executeTakeFirst();
		if (changed.numUpdatedRows === 0n) return;
		await tell(trx, actor, archived ? 'offer.archived' : 'offer.restored', offer);
	});
}

async function find(db: Db, id: string): Promise<Known> {
	if (!isUuid(id)) throw new Refusal('missing', 'offer_unknown');
	const row = await db
		.selectFrom('offers')
		.select(['id', 'organisationId', 'placeId', 'name', 'version'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row) throw new Refusal('missing', 'offer_unknown');
	return row as Known;
}

const columns = ({ name, description, opening, languages, ...rest }: OfferValues) => ({
	...rest,
	name: JSON.stringify(name),
	description: JSON.stringify(description),
	opening: JSON.stringify(opening),
	languages: sql<string[]>`${languages}::text[]`
});

const checkedNow = (means: Own, actor: Actor) => ({
	lastCheckedOn: localDay(means.clock()),
	lastCheckedBy: actor.kind === 'account' ? actor.accountId : null
});

/** Degrees, about 50 km. Further from its place than this a point was mistyped, mostly with its numbers swapped. */
const far = 0.5;

async function demandNearPlace(db: Db, { placeId, lat, lng }: OfferValues): Promise<void> {
	if (lat === null || lng === null) return;
	const known = (await pathOf(db, placeId)).findLast((place) => place.lat !== null);
	if (!known || (Math.abs(known.lat! - lat) < far && Math.abs(known.lng! - lng) < far)) return;
	throw new Refusal('invalid', 'input_invalid', { lat: 'point_far' });
}

async function whyNot(trx: Trx, id: string, seen: number): Promise<Refusal> {
	const { version } = await trx
		.selectFrom('offers')
		.select('version')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return new Refusal('conflict', version === seen ? 'archived' : 'changed_meanwhile');
}

async function orPlaceUnknown<T>(write: Promise<T>): Promise<T> {
	try {
		return await write;
	} catch (error) {
		if (!breaks(error, 'offers_place_id_fkey')) throw error;
		throw new Refusal('invalid', 'input_invalid', { placeId: 'unknown_choice' });
	}
}

const tell = (
	trx: Trx,
	actor: Actor,
	action: `offer.${string}`,
	{ id, organisationId, placeId, name }: Omit<Known, 'version'>
) =>
	record(trx, actor, {
		action,
		subjectKind: 'offer',
		subjectId: id,
		placeId,
		detail: { title: name, organisationId }
	});
