import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.server.ts';
import { noFilter } from './filter.ts';
import { locate, type Located } from './insert-idea.server.ts';
import type { IdeaMap } from './map.server.ts';
import { publicIdeas } from './public-ideas.server.ts';
import type { WhereInput } from './schema.ts';

/** An idea that may say the same. */
export type SimilarIdea = Readonly<{
	id: string;
	number: number;
	title: string;
	body: string;
	locale: string;
	categoryId: string;
	placeName: string;
	supports: number;
	/** Metres from the new one; null where one of them has no point. */
	metres: number | null;
}>;

/** As far as somebody calls "here" on a square and across its street. */
const nearby = 150;
const metresPerDegree = 111_320;
const shown = 3;

/**
 * Two measures of pg_trgm, each from 0 to 1: `similarity` of both whole texts, and `word_similarity` of the new title
 * with the best passage of the other text. Tried on twelve pairs of German ideas: at the same spot these thresholds
 * find six of eight wishes in other words and one of four different ones. Anywhere on the map only nearly the same
 * words count, by PostgreSQL's own thresholds (0.3, 0.6), which the trigram index answers.
 */
const alike = { whole: 0.25, title: 0.42 } as const;

/**
 * Public ideas that the new one may repeat, most alike first, at most three. With a place or point: those of the same
 * place or at most 150 m away. Without: the whole map, but more alike.
 */
export async function similarIdeas(
	db: Db,
	map: IdeaMap,
	{ title, body, where }: { title: string; body: string; where: WhereInput }
): Promise<SimilarIdea[]> {
	// The true point, also of a home: it is compared here and not stored.
	const at = await locate(db, map, where.kind === 'pin' ? { ...where, blur: false } : where);
	const text = sql`(i.title || ' ' || i.body)`;
	const typed = `${title} ${body}`.trim();
	const whole = sql<number>`similarity(${text}, ${typed})`;
	const ofTitle = sql<number>`word_similarity(${title}, ${text})`;
	const isAlike =
		at.whereabouts === 'quarter'
			? sql<boolean>`(${text} % ${typed} or ${title} <% ${text})`
			: sql<boolean>`(${whole} >= ${alike.whole} or ${ofTitle} >= ${alike.title})`;
	const ideas = await publicIdeas(db, map.activityId, noFilter);
	return ideas
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.supports'])
		.select(['p.name as placeName', metresFrom(at).as('metres')])
		.where(isHere(at))
		.where(isAlike)
		.orderBy(sql`${whole} + ${ofTitle}`, 'desc')
		.orderBy('i.supports', 'desc')
		.orderBy('i.sequence')
		.limit(shown)
		.execute();
}

function isHere({ whereabouts, placeId, lat, lng }: Located) {
	if (whereabouts === 'quarter') return sql<boolean>`true`;
	const samePlace = sql<boolean>`(i.whereabouts = 'place' and i.place_id = ${placeId})`;
	const isSame = whereabouts === 'place' ? samePlace : sql<boolean>`false`;
	if (lat === null || lng === null) return isSame;
	const [up, across] = [nearby / metresPerDegree, nearby / metresPerLongitude(lat)];
	// The box can use the index on positions, the circle cannot.
	return sql<boolean>`(${isSame} or (i.lat between ${lat - up} and ${lat + up}
		and i.lng between ${lng - across} and ${lng + across} and ${metresFrom({ lat, lng })} <= ${nearby}))`;
}

/** Equirectangular: off by less than a centimetre over this distance. */
function metresFrom({ lat, lng }: Pick<Located, 'lat' | 'lng'>) {
	if (lat === null || lng === null) return sql<number | null>`null::float8`;
	return sql<number | null>`sqrt(power((i.lat - ${lat}) * ${metresPerDegree}, 2)
		+ power((i.lng - ${lng}) * ${metresPerLongitude(lat)}, 2))`;
}

const metresPerLongitude = (lat: number) => metresPerDegree * Math.cos((lat * Math.PI) / 180);
