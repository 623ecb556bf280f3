import { placeChoices, type PlaceChoice } from '../../../core/activities/choices.server.ts';
import { allPlaces, pathOf, subtreeIds } from '../../../core/places/reads.server.ts';
import { boxAround, frameOf } from '../../../core/geo/map-view.ts';
import type { MapConfig } from '../../../ui/map/config.ts';
import type { MapMeans } from '../programme/map.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { noEvent, valuesOf, type EventValues } from '../entry/event-form.ts';
import type { EventDetail } from '../read-event.server.ts';
import type { Series } from '../series/series.server.ts';
import { copyChoices, copyOf, type CopyChoice } from './copy-event.server.ts';

/** What the form of an event shows beside its values. */
export type EventFormPage = Readonly<{
	series: Pick<Series, 'activityId' | 'slug' | 'title' | 'themes'>;
	/** The first language of the series. */
	main: string;
	places: readonly PlaceChoice[];
	/** To choose a point on; null where nothing is known of where the city lies. */
	map: MapConfig | null;
	values: EventValues;
}>;

/** The form of an event that there is. */
export const editPage = async (
	db: Db,
	config: MapMeans,
	{ series, content }: EventDetail
): Promise<EventFormPage> => page(db, config, series, valuesOf(content));

/** The empty form, or one that begins with an earlier event of the organisation. */
export async function newPage(
	db: Db,
	config: MapMeans,
	series: Series,
	organisationId: string | null,
	copiedFrom: string | null
): Promise<EventFormPage & { copies: readonly CopyChoice[]; copiedFrom: string | null }> {
	const copy = copiedFrom ? await copyOf(db, organisationId, copiedFrom, series) : null;
	return {
		...(await page(db, config, series, copy ? valuesOf(copy) : noEvent)),
		copies: await copyChoices(db, organisationId),
		copiedFrom: copy ? copiedFrom : null
	};
}

async function page(
	db: Db,
	config: MapMeans,
	series: Series,
	values: EventValues
): Promise<EventFormPage> {
	const [city] = await pathOf(db, series.placeId);
	const within = await subtreeIds(db, [city?.id ?? series.placeId]);
	const { activityId, slug, title, themes } = series;
	return {
		series: { activityId, slug, title, themes },
		main: series.locales[0]!,
		places: await placeChoices(db, [...within]),
		map: await pickMap(db, config, within),
		values
	};
}

async function pickMap(
	db: Db,
	config: MapMeans,
	within: ReadonlySet<string>
): Promise<MapConfig | null> {
	const places = (await allPlaces(db)).filter(({ id }) => within.has(id));
	const box = boxAround(places, null);
	const pick = { lat: 'lat', lng: 'lng' };
	return box && { ...frameOf({ box, boundary: null, places, config, features: '' }), pick };
}
