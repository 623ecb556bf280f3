import { placeChoices } from '../../../core/activities/choices.server.ts';
import { boxAround, frameOf, pictureOfPins } from '../../../core/geo/map-view.ts';
import { allPlaces, boundaryOf, subtreeIds } from '../../../core/places/reads.server.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { filterOf, isFiltered, noFilter, queryOf } from './filter.ts';
import { fundedProjects, fundYears } from './funded-projects.server.ts';
import { stages } from './stages.ts';
import { statisticsOf } from './statistics.ts';
import { figuresOf } from './words.ts';

const pageSize = 24;

type Asked = Readonly<{
	/** Null: of all rounds. */
	round: Readonly<{ activityId: string; slug: string; placeId: string }> | null;
	query: URLSearchParams;
	/** From 1. */
	page: number;
	locale: Locale;
}>;

/** Funded projects as list, map and statistics: the same part of the page of one round and of the page of all. */
export async function fundedPage(
	db: Db,
	config: Pick<Config, 'tileUrl' | 'tileAttribution'>,
	{ round, query, page, locale }: Asked
) {
	const filter = filterOf(query);
	const filtered = isFiltered(filter);
	const activityId = round?.activityId ?? null;
	const { projects, grants } = await fundedProjects(db, activityId, filter);
	const all = filtered ? (await fundedProjects(db, activityId, noFilter)).projects : projects;
	const statistics = statisticsOf(grants);
	const places = await allPlaces(db);
	const area = filter.placeId ?? round?.placeId ?? null;
	const boundary = area ? await boundaryOf(db, area) : null;
	const box = boxAround(projects, boundary);
	const text = queryOf(filter).toString();
	const features = `/api/v1/fund/${round ? `${round.slug}/` : ''}projects.geojson`;
	return {
		filter,
		filtered,
		query: text,
		projects: projects.slice((page - 1) * pageSize, page * pageSize),
		total: projects.length,
		all: all.length,
		/** So many of what was found have no point, and stand in the list only. */
		listOnly: projects.filter(({ lat }) => lat === null).length,
		/** What there is among them, for the legend of the map. */
		stages: stages.filter((stage) => projects.some((project) => project.stage === stage)),
		page,
		pages: Math.max(1, Math.ceil(projects.length / pageSize)),
		years: round ? [] : await fundYears(db),
		places: await placeChoices(
			db,
			round ? [...(await subtreeIds(db, [round.placeId]))] : places.map(({ id }) => id)
		),
		grants: statistics.grants,
		cents: statistics.cents,
		figures: statistics.grants > 0 ? figuresOf(statistics, locale) : [],
		features,
		frame:
			box &&
			frameOf({ box, boundary, places, config, features: text ? `${features}?${text}` : features }),
		picture: box && pictureOfPins(projects, boundary, box)
	};
}
export type FundedPage = Awaited<ReturnType<typeof fundedPage>>;
