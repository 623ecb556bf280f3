import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { noFilter } from '../filter.ts';
import { publicIdeas } from '../public-ideas.server.ts';
import type { IdeaLink } from './idea-view.ts';

/** The public ideas with the next lower and the next higher number. */
export async function neighboursOf(
	db: Db,
	activityId: string,
	number: number
): Promise<{ previous: IdeaLink | null; next: IdeaLink | null }> {
	const ideas = (await publicIdeas(db, activityId, noFilter)).select([
		'i.number',
		'i.title',
		'i.locale'
	]);
	const [previous, next] = await Promise.all([
		ideas.where('i.number', '<', number).orderBy('i.number', 'desc').limit(1).executeTakeFirst(),
		ideas.where('i.number', '>', number).orderBy('i.number').limit(1).executeTakeFirst()
	]);
	return { previous: previous ?? null, next: next ?? null };
}

/** Metres within which ideas of the same category are about the same spot. */
const nearby = 150;
const metresPerDegree = 111_320;

type Compared = Readonly<{
	title: string;
	categoryId: string;
	lat: number | null;
	lng: number | null;
	family: readonly string[];
}>;

/**
 * Up to three public ideas with like words (word similarity of trigrams at least 0.6, PostgreSQL's own threshold), or
 * of the same category close by; most alike first. Both conditions have an index: a map may hold a million ideas.
 */
export async function similarTo(
	db: Db,
	activityId: string,
	{ title, categoryId, lat, lng, family }: Compared
): Promise<IdeaLink[]> {
	const words = sql`(i.title || ' ' || i.body)`;
	const close = lat === null || lng === null ? null : boxAround(lat, lng);
	return (await publicIdeas(db, activityId, noFilter))
		.select(['i.number', 'i.title', 'i.locale'])
		.where('i.id', 'not in', family)
		.where((eb) =>
			eb.or([
				sql<boolean>`${title} <% ${words}`,
				...(close
					? [
							eb.and([
								eb('i.categoryId', '=', categoryId),
								eb('i.lat', '>', close.south),
								eb('i.lat', '<', close.north),
								eb('i.lng', '>', close.west),
								eb('i.lng', '<', close.east)
							])
						]
					: [])
			])
		)
		.orderBy(sql`word_similarity(${title}, ${words})`, 'desc')
		.orderBy('i.number')
		.limit(3)
		.execute();
}

function boxAround(lat: number, lng: number) {
	const high = nearby / metresPerDegree;
	const wide = high / Math.cos((lat * Math.PI) / 180);
	return { south: lat - high, north: lat + high, west: lng - wide, east: lng + wide };
}
