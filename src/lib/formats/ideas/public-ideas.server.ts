import { sql } from 'kysely';
import { subtreeIds } from '../../core/places/reads.server.ts';
import { likePattern } from '../../platform/db/like.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import type { ShownPicture } from '../../platform/pictures/formats.ts';
import type { IdeaFilter } from './filter.ts';
import { photosOf } from './photos.server.ts';
import type { IdeaStatus, Source, Whereabouts } from './rules.ts';

/**
 * The ideas of a map that everybody may see, as a query to go on from: published, and not merged into another. Every
 * public number and list starts here, so that no page shows what another hides.
 */
export async function publicIdeas(db: Db | Trx, activityId: string, filter: IdeaFilter) {
	return (await keptIdeas(db, activityId, filter))
		.where('i.visibility', '=', 'public')
		.where('i.mergedInto', 'is', null);
}

/** What staff may take along: also what waits, is hidden or merged; never what its author has withdrawn. */
export async function keptIdeas(db: Db | Trx, activityId: string, filter: IdeaFilter) {
	const placeIds = filter.placeId ? [...(await subtreeIds(db, [filter.placeId]))] : null;
	return db
		.selectFrom('ideas as i')
		.where('i.activityId', '=', activityId)
		.where('i.visibility', '<>', 'withdrawn')
		.$if(filter.text !== '', (query) =>
			// The same expression as the trigram index.
			query.where(sql<boolean>`(i.title || ' ' || i.body) ilike ${likePattern(filter.text)}`)
		)
		.$if(filter.categories.length > 0, (query) =>
			query.where(sql<boolean>`i.category_id = any(${filter.categories}::uuid[])`)
		)
		.$if(filter.statuses.length > 0, (query) =>
			query.where(sql<boolean>`i.status = any(${filter.statuses}::text[])`)
		)
		.$if(placeIds !== null, (query) =>
			query.where(sql<boolean>`i.place_id = any(${placeIds}::text[])`)
		)
		.$if(filter.box !== undefined, (query) => {
			const { west, south, east, north } = filter.box!;
			return query.where(
				sql<boolean>`i.lat between ${south} and ${north} and i.lng between ${west} and ${east}`
			);
		});
}

/** An idea in a list. */
export type IdeaCard = Readonly<{
	id: string;
	number: number;
	title: string;
	body: string;
	locale: string;
	categoryId: string;
	whereabouts: Whereabouts;
	placeId: string;
	placeName: string;
	lat: number | null;
	lng: number | null;
	status: IdeaStatus;
	office: string;
	/** Day until which the next answer is promised, YYYY-MM-DD. */
	answerDue: string | null;
	/** YYYY-MM-DD. */
	submittedOn: string;
	source: Source;
	supports: number;
	comments: number;
	/** Its first. */
	photo: ShownPicture | null;
}>;

export type IdeaOrder = 'newest' | 'support';

/** One page of ideas with how many there are in all; `page` counts from 1. */
export async function ideaCards(
	db: Db | Trx,
	activityId: string,
	filter: IdeaFilter,
	{ order, page, size }: { order: IdeaOrder; page: number; size: number }
): Promise<{ cards: IdeaCard[]; total: number }> {
	const ideas = await publicIdeas(db, activityId, filter);
	const { total } = await ideas
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const cards = await ideas
		.innerJoin('places as p', 'p.id', 'i.placeId')
		.select(['i.id', 'i.number', 'i.title', 'i.body', 'i.locale', 'i.categoryId', 'i.whereabouts'])
		.select(['i.placeId', 'p.name as placeName', 'i.lat', 'i.lng', 'i.status', 'i.office'])
		.select(['i.answerDue', 'i.submittedOn', 'i.source', 'i.supports', 'i.comments'])
		.$if(order === 'support', (query) => query.orderBy('i.supports', 'desc'))
		.orderBy('i.sequence', 'desc')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	const photos = await photosOf(
		db,
		cards.map(({ id }) => id)
	);
	const shown = cards.map((card) => ({ ...card, photo: photos.get(card.id)?.[0] ?? null }));
	return { cards: shown as IdeaCard[], total };
}
