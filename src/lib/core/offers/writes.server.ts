import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { breaks } from '../../platform/db/constraints.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { Refusal } from '../../platform/errors.ts';
import { parse } from '../../platform/parse.ts';
import type { Means } from '../people/means.ts';
import { organisationSubject } from '../people/organisations/organisation-subject.server.ts';
import { pathOf } from '../places/reads.server.ts';
import { checkedNow } from './checks.server.ts';
import { demandInCity } from './city.server.ts';
import { findOffer, tell, whyNot } from './known.server.ts';
import { offerPermissions } from './permissions.ts';
import { offerSchema, type OfferInput, type OfferValues } from './schema.ts';

type Own = Pick<Means, 'db' | 'clock'>;

/**
 * Puts an offer into the directory. Whoever writes it down has just looked: it counts as checked today.
 * @param clientKey made by the empty form: sent a second time, as by a double tap, it is the same offer
 * @returns its id
 * @throws Refusal not_allowed, organisation_unknown, organisation_archived (409), input_invalid
 */
export async function createOffer(
	means: Own,
	actor: Actor,
	organisationId: string,
	input: OfferInput,
	clientKey = ''
): Promise<string> {
	const organisation = await organisationSubject(means, organisationId);
	demand(offerPermissions, actor, 'offer.create', { organisationId, placeId: input.placeId });
	if (organisation.archived) throw new Refusal('conflict', 'organisation_archived');
	const values = parse(offerSchema, input);
	await demandInCity(means.db, organisation, values.placeId);
	await demandNearPlace(means.db, values);
	const key = isUuid(clientKey) ? clientKey : crypto.randomUUID();
	return means.db.transaction().execute(async (trx) => {
		const added = await orPlaceUnknown(
			trx
				.insertInto('offers')
				.values({ ...columns(values), organisationId, clientKey: key, ...checkedNow(means, actor) })
				.onConflict((conflict) => conflict.columns(['organisationId', 'clientKey']).doNothing())
				.returning('id')
				.executeTakeFirst()
		);
		if (!added) return earlier(trx, organisationId, key);
		await tell(trx, actor, 'offer.created', { id: added.id, organisationId, ...values });
		return added.id;
	});
}

async function earlier(trx: Trx, organisationId: string, clientKey: string): Promise<string> {
	const { id } = await trx
		.selectFrom('offers')
		.select('id')
		.where('organisationId', '=', organisationId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirstOrThrow();
	return id;
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
	const before = await findOffer(means.db, id);
	demand(offerPermissions, actor, 'offer.change', before);
	demand(offerPermissions, actor, 'offer.change', { ...before, placeId: input.placeId });
	const values = parse(offerSchema, input);
	const organisation = await organisationSubject(means, before.organisationId);
	await demandInCity(means.db, organisation, values.placeId);
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
		if (changed.numUpdatedRows === 0n) throw await whyNot(trx, id, seen, 'changed_meanwhile');
		await tell(trx, actor, 'offer.changed', { ...before, ...values });
	});
}

const columns = ({ name, description, opening, languages, ...rest }: OfferValues) => ({
	...rest,
	name: JSON.stringify(name),
	description: JSON.stringify(description),
	opening: JSON.stringify(opening),
	languages: sql<string[]>`${languages}::text[]`
});

/** Degrees, about 50 km. Further from its place than this a point was mistyped, mostly with its numbers swapped. */
const far = 0.5;

async function demandNearPlace(db: Db, { placeId, lat, lng }: OfferValues): Promise<void> {
	if (lat === null || lng === null) return;
	const known = (await pathOf(db, placeId)).findLast((place) => place.lat !== null);
	if (!known || (Math.abs(known.lat! - lat) < far && Math.abs(known.lng! - lng) < far)) return;
	throw new Refusal('invalid', 'input_invalid', { lat: 'point_far' });
}

async function orPlaceUnknown<T>(write: Promise<T>): Promise<T> {
	try {
		return await write;
	} catch (error) {
		if (!breaks(error, 'offers_place_id_fkey')) throw error;
		throw new Refusal('invalid', 'input_invalid', { placeId: 'unknown_choice' });
	}
}
