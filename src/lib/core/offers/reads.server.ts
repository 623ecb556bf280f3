import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { can, demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { organisationSubject } from '../people/organisations/organisation-subject.server.ts';
import { matches } from '../places/search.ts';
import { subtreeIds } from '../places/reads.server.ts';
import type { OfferFilter } from './filter.ts';
import type { OfferKind } from './kinds.ts';
import { offerPermissions } from './permissions.ts';

/** An offer with everything that is told of it. */
export type Offer = Readonly<{
	id: string;
	organisationId: string;
	organisation: string;
	placeId: string;
	place: string;
	kind: OfferKind;
	name: Translated;
	description: Translated;
	opening: Translated;
	address: string | null;
	lat: number | null;
	lng: number | null;
	phone: string | null;
	email: string | null;
	website: string | null;
	free: boolean;
	/** Spoken there, as BCP 47 tags. */
	languages: readonly string[];
	/** YYYY-MM-DD */
	lastCheckedOn: string;
	version: number;
	archivedAt: Date | null;
}>;

/** An offer as those see it who keep it. */
export type KeptOffer = Offer &
	Readonly<{
		/** Who checked it last: only for those who may change it, as many who look are volunteers. */
		checkedBy: string | null;
		/** The account of who checked it last, under the same rule. */
		lastCheckedBy: string | null;
		/** YYYY-MM-DD; what the last press on “checked today” replaced. */
		checkedBeforeOn: string | null;
		archivedByStaff: boolean;
	}>;

/** What everybody may see, by German name: a directory has some hundreds of offers, so they are read at once. */
export async function publicOffers(db: Db, filter: OfferFilter): Promise<Offer[]> {
	const { kinds, placeId, free, text } = filter;
	let query = publicOnly(db);
	if (kinds.length > 0) query = query.where('f.kind', 'in', kinds);
	if (free) query = query.where('f.free', '=', true);
	if (placeId) {
		const places = [...(await subtreeIds(db, [placeId]))];
		if (places.length === 0) return [];
		query = query.where('f.placeId', 'in', places);
	}
	const offers = (await query.execute()) as Offer[];
	return text ? offers.filter((offer) => matches(toldOf(offer), text)) : offers;
}

/** What one organisation offers to everybody. */
export async function offersOfOrganisation(db: Db, organisationId: string): Promise<Offer[]> {
	return (await publicOnly(db).where('f.organisationId', '=', organisationId).execute()) as Offer[];
}

/** One offer as everybody may see it. @throws Refusal offer_unknown (404) */
export async function publicOffer(
	db: Db,
	id: string
): Promise<Offer & { organisationHasPage: boolean }> {
	const row = isUuid(id)
		? await publicOnly(db)
				.leftJoin('organisationProfiles as w', 'w.organisationId', 'f.organisationId')
				.select((eb) => eb('w.approved', 'is not', null).as('organisationHasPage'))
				.where('f.id', '=', id)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'offer_unknown');
	return row as Offer & { organisationHasPage: boolean };
}

/**
 * All offers of an organisation, archived ones last, the longest unchecked first.
 * @throws Refusal organisation_unknown (404), not_allowed
 */
export async function keptByOrganisation(
	db: Db,
	actor: Actor,
	organisationId: string
): Promise<KeptOffer[]> {
	const organisation = await organisationSubject({ db }, organisationId);
	demand(offerPermissions, actor, 'offer.listOwn', organisation);
	const offers = await kept(db).where('f.organisationId', '=', organisationId).execute();
	return (offers as KeptOffer[]).map((offer) =>
		can(offerPermissions, actor, 'offer.change', offer) ? offer : withoutChecker(offer)
	);
}

const withoutChecker = (offer: KeptOffer): KeptOffer => ({
	...offer,
	checkedBy: null,
	lastCheckedBy: null
});

/**
 * All offers at the actor's places, archived ones last, the longest unchecked first.
 * @throws Refusal not_allowed
 */
export async function keptAtPlaces(db: Db, actor: Actor): Promise<KeptOffer[]> {
	demand(offerPermissions, actor, 'offer.listPlaces', null);
	const places = placesOf(actor);
	if (places.length === 0) return [];
	return (await kept(db).where('f.placeId', 'in', places).execute()) as KeptOffer[];
}

/** One offer for its form. @throws Refusal offer_unknown (404), not_allowed */
export async function offerToKeep(db: Db, actor: Actor, id: string): Promise<KeptOffer> {
	const row = isUuid(id)
		? ((await kept(db).where('f.id', '=', id).executeTakeFirst()) as KeptOffer | undefined)
		: undefined;
	if (!row) throw new Refusal('missing', 'offer_unknown');
	demand(offerPermissions, actor, 'offer.change', row);
	return row;
}

/** Where the actor's staff roles keep offers. */
export const placesOf = (actor: Actor): string[] =>
	actor.kind === 'account' && actor.secondFactor
		? [
				...new Set(
					actor.grants
						.filter(({ role }) => ['moderator', 'planner', 'administrator'].includes(role))
						.flatMap(({ places }) => [...places])
				)
			]
		: [];

/** Every text and name in which a search looks. */
const toldOf = ({ name, description, opening, address, organisation, place }: Offer): string =>
	[name, description, opening]
		.flatMap((texts) => Object.values(texts))
		.concat(address ?? '', organisation, place)
		.join(' ');

const publicOnly = (db: Db) =>
	rows(db)
		.where('f.archivedAt', 'is', null)
		.where('o.archivedAt', 'is', null)
		.orderBy(sql`f.name ->> 'de' collate "und-x-icu"`)
		.orderBy('f.id');

const kept = (db: Db) =>
	rows(db)
		.leftJoin('accounts as a', 'a.id', 'f.lastCheckedBy')
		.select(['a.displayName as checkedBy', 'f.lastCheckedBy'])
		.select(['f.checkedBeforeOn', 'f.archivedByStaff'])
		.orderBy((eb) => eb('f.archivedAt', 'is not', null))
		.orderBy('f.lastCheckedOn')
		.orderBy('f.id');

const rows = (db: Db) =>
	db
		.selectFrom('offers as f')
		.innerJoin('organisations as o', 'o.id', 'f.organisationId')
		.innerJoin('places as p', 'p.id', 'f.placeId')
		.select(['f.id', 'f.organisationId', 'o.name as organisation', 'f.placeId', 'p.name as place'])
		.select(['f.kind', 'f.name', 'f.description', 'f.opening', 'f.address', 'f.lat', 'f.lng'])
		.select(['f.phone', 'f.email', 'f.website', 'f.free', 'f.languages', 'f.lastCheckedOn'])
		.select(['f.version', 'f.archivedAt']);
