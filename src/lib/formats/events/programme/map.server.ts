import { boxAround, frameOf, pictureOfPins } from '../../../core/geo/map-view.ts';
import { allPlaces, boundaryOf } from '../../../core/places/reads.server.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { eventKinds } from '../choices.ts';
import type { Series } from '../series/series.server.ts';
import { queryOf, type ProgrammeFilter } from './filter.ts';
import { spotsOf, type EventSpot } from './spots.server.ts';

/** What a map of this house shows beneath its pins. */
export type MapMeans = Pick<Config, 'tileUrl' | 'tileAttribution'>;

/** The programme on a map, and as a list what has no point on it. */
export async function programmeMap(
	db: Db,
	config: MapMeans,
	{ activityId, slug, placeId }: Pick<Series, 'activityId' | 'slug' | 'placeId'>,
	filter: ProgrammeFilter,
	{ now, locale }: Readonly<{ now: Date; locale: string }>
) {
	const spots = await spotsOf(db, activityId, filter, now);
	const pins = spots.filter(({ lat }) => lat !== null);
	const boundary = await boundaryOf(db, filter.placeId ?? placeId);
	const places = await allPlaces(db);
	const box = boxAround(pins, boundary);
	const query = queryOf(filter);
	query.set('locale', locale);
	const features = `/api/v1/events/${slug}/map.geojson?${query}`;
	return {
		total: numbersIn(spots).size,
		onMap: numbersIn(pins).size,
		frame: box && pins.length > 0 ? frameOf({ box, boundary, places, config, features }) : null,
		picture: box && pins.length > 0 ? pictureOfPins(pins, boundary, box) : null,
		/** What there is among them, for the legend. */
		kinds: eventKinds.filter((kind) => pins.some((spot) => spot.kind === kind)),
		listOnly: withoutPoint(spots, pins)
	};
}
export type ProgrammeMap = Awaited<ReturnType<typeof programmeMap>>;

const numbersIn = (spots: readonly EventSpot[]) => new Set(spots.map(({ number }) => number));

/** An event that is on the map once need not stand below it. */
function withoutPoint(spots: readonly EventSpot[], pins: readonly EventSpot[]) {
	const onMap = numbersIn(pins);
	return spots
		.filter(({ number }) => !onMap.has(number))
		.map(({ number, title }) => ({ number, title }));
}
