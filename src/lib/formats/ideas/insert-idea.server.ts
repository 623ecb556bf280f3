import { randomBytes } from 'node:crypto';
import { innermostPlaceWithin } from '../../core/places/innermost.server.ts';
import { isWithin } from '../../core/places/within.ts';
import { subtreeIds } from '../../core/places/reads.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { IdeaMap } from './map.server.ts';
import type { Source, Visibility, Way, Whereabouts } from './rules.ts';
import type { IdeaInput, WhereInput } from './schema.ts';

/** How a contribution came in, beside what it says. */
export type Origin = Readonly<{
	source: Source;
	participant: Buffer | null;
	way?: Way;
	walkId?: string | null;
	enteredBy?: string | null;
	submittedOn: string;
	visibility: Visibility;
}>;

export type InsertedIdea = Readonly<{
	id: string;
	number: number;
	/** False: the same contribution was here already, sent again by its device. */
	isNew: boolean;
}>;

/**
 * Writes one idea and gives it the next number of its map. Sent again with the same `clientKey` it is the same idea.
 * @throws Refusal category_unknown, outside_area, place_unknown (422)
 */
export async function insertIdea(
	trx: Trx,
	map: IdeaMap,
	input: IdeaInput,
	origin: Origin
): Promise<InsertedIdea> {
	const category = map.categories.find(({ id, archived }) => id === input.categoryId && !archived);
	if (!category) throw refused('categoryId', 'category_unknown');
	const where = await locate(trx, map, input.where);
	// Taken first: who sends the same idea twice at once waits here and finds the other.
	const { lastNumber } = await trx
		.updateTable('ideaMaps')
		.set((eb) => ({ lastNumber: eb('lastNumber', '+', 1) }))
		.where('activityId', '=', map.activityId)
		.returning('lastNumber')
		.executeTakeFirstOrThrow();
	const inserted = await trx
		.insertInto('ideas')
		.values({
			activityId: map.activityId,
			number: lastNumber,
			categoryId: input.categoryId,
			locale: input.locale,
			title: input.title,
			body: input.body,
			...where,
			clientKey: input.clientKey,
			...origin
		})
		.onConflict((conflict) => conflict.columns(['activityId', 'clientKey']).doNothing())
		.returning(['id', 'number'])
		.executeTakeFirst();
	if (inserted) return { ...inserted, isNew: true };
	await trx
		.updateTable('ideaMaps')
		.set({ lastNumber: lastNumber - 1 })
		.where('activityId', '=', map.activityId)
		.execute();
	return { ...(await earlier(trx, map, input)), isNew: false };
}

async function earlier(trx: Trx, map: IdeaMap, { clientKey }: IdeaInput) {
	return trx
		.selectFrom('ideas')
		.select(['id', 'number'])
		.where('activityId', '=', map.activityId)
		.where('clientKey', '=', clientKey)
		.executeTakeFirstOrThrow();
}

/** Columns of a place in the world. */
export type Located = Readonly<{
	whereabouts: Whereabouts;
	placeId: string;
	lat: number | null;
	lng: number | null;
	blurred: boolean;
}>;

/**
 * Turns what somebody said about the place into what is stored. A named place gives the idea its point on the map too;
 * a point gives it the innermost place around it.
 * @throws Refusal outside_area, place_unknown
 */
export async function locate(db: Db | Trx, map: IdeaMap, where: WhereInput): Promise<Located> {
	if (where.kind === 'quarter') {
		return { whereabouts: 'quarter', placeId: map.placeId, lat: null, lng: null, blurred: false };
	}
	if (where.kind === 'place') return locateAtPlace(db, map, where.placeId);
	if (map.area && !isWithin(map.area, [where.lng, where.lat])) {
		throw refused('where', 'outside_area');
	}
	const point = where.blur ? blurred(where) : { lat: where.lat, lng: where.lng };
	// By the stored point, so that a home that was moved is told apart by nothing, not by its place either.
	const innermost = await innermostPlaceWithin(db, map.placeId);
	const placeId = innermost([point.lng, point.lat]) ?? map.placeId;
	return { whereabouts: 'pin', placeId, ...point, blurred: where.blur };
}

async function locateAtPlace(db: Db | Trx, map: IdeaMap, placeId: string): Promise<Located> {
	const below = await subtreeIds(db, [map.placeId]);
	const place = below.has(placeId)
		? await db
				.selectFrom('places')
				.select(['id', 'lat', 'lng'])
				.where('id', '=', placeId)
				.executeTakeFirst()
		: undefined;
	if (!place) throw refused('where', 'place_unknown');
	return {
		whereabouts: 'place',
		placeId: place.id,
		lat: place.lat,
		lng: place.lng,
		blurred: false
	};
}

/** Metres by which a home's point is moved: far enough that the house cannot be told, near enough for the street. */
const blurRadius = { least: 50, most: 150 };
const metresPerDegree = 111_320;

/** Somewhere else in a ring around the point, evenly over its area. The true point is stored nowhere. */
function blurred({ lat, lng }: { lat: number; lng: number }) {
	const [turn, far] = [random(), random()];
	const { least, most } = blurRadius;
	const distance = Math.sqrt(least ** 2 + far * (most ** 2 - least ** 2));
	const angle = turn * 2 * Math.PI;
	return {
		lat: lat + (distance * Math.cos(angle)) / metresPerDegree,
		lng: lng + (distance * Math.sin(angle)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180))
	};
}

const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;

const refused = (field: string, reason: string) =>
	new Refusal('invalid', reason, { [field]: reason });
