import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { localDay } from '../../platform/local-time.ts';
import { placeChoices } from '../activities/choices.server.ts';
import { allPlaces, boundaryOf, type Place } from '../places/reads.server.ts';
import type { Boundary } from '../places/boundary.ts';
import { isOverdue } from './check-age.ts';
import { filterOf, isFiltered, noFilter, queryOf } from './filter.ts';
import { offerKinds } from './kinds.ts';
import { boxAround, frameOf, pictureOfPins } from '../geo/map-view.ts';
import { publicOffers, type Offer } from './reads.server.ts';

const pageSize = 24;

type LookedAt = Readonly<{
	query: URLSearchParams;
	/** From 1. */
	page: number;
	now: Date;
	/** The reader's language. */
	locale: string;
}>;

/** An offer as a card of a list shows it. */
export type OfferCard = Pick<
	Offer,
	'id' | 'kind' | 'name' | 'organisation' | 'place' | 'address' | 'opening' | 'free'
> &
	Readonly<{ lastCheckedOn: string; overdue: boolean }>;

/** Everything on the public page of the directory. */
export async function directoryPage(
	db: Db,
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	{ query, page, now, locale }: LookedAt
) {
	const filter = filterOf(query);
	const found = await publicOffers(db, filter);
	const all = isFiltered(filter) ? (await publicOffers(db, noFilter)).length : found.length;
	const places = await allPlaces(db);
	const boundary = filter.placeId ? await boundaryOf(db, filter.placeId) : null;
	return {
		filter,
		filtered: isFiltered(filter),
		cards: cardsOf(found, localDay(now)).slice((page - 1) * pageSize, page * pageSize),
		total: found.length,
		all,
		/** So many of what was found have no point, and stand in the list only. */
		listOnly: found.filter(({ lat }) => lat === null).length,
		/** What there is among them, for the legend of the map. */
		kinds: offerKinds.filter((kind) => found.some((offer) => offer.kind === kind)),
		page,
		pages: Math.max(1, Math.ceil(found.length / pageSize)),
		places: await placeChoices(
			db,
			places.map(({ id }) => id)
		),
		...mapOf(found, boundary, places, config, `${queryOf(filter)}&locale=${locale}`)
	};
}

export type DirectoryPage = Awaited<ReturnType<typeof directoryPage>>;

/** @param today YYYY-MM-DD */
export const cardsOf = (offers: readonly Offer[], today: string): OfferCard[] =>
	offers.map(({ id, kind, name, organisation, place, address, opening, free, lastCheckedOn }) => ({
		id,
		kind,
		name,
		organisation,
		place,
		address,
		opening,
		free,
		lastCheckedOn,
		overdue: isOverdue(lastCheckedOn, today)
	}));

function mapOf(
	offers: readonly Offer[],
	boundary: Boundary | null,
	places: readonly Place[],
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	query: string
) {
	const box = boxAround(offers, boundary);
	if (!box) return { frame: null, picture: null };
	return {
		frame: frameOf({ box, boundary, places, config, features: `/api/v1/offers.geojson?${query}` }),
		picture: pictureOfPins(offers, boundary, box)
	};
}
