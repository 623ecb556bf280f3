import { sql } from 'kysely';
import { likePattern } from '../../platform/db/like.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';

/** A standing merge into an idea. */
export type StandingMerge = Readonly<{
	id: string;
	number: number;
	title: string;
	/** Number of the idea into which somebody merged it. */
	intoNumber: number;
	mergedAt: Date;
	by: string | null;
}>;

/** All that ends at this idea, in the order in which it was merged. */
export async function mergesOf(db: Db | Trx, ideaId: string): Promise<StandingMerge[]> {
	return db
		.selectFrom('ideaMerges as m')
		.innerJoin('ideas as i', 'i.id', 'm.ideaId')
		.innerJoin('ideas as o', 'o.id', 'm.intoId')
		.leftJoin('accounts as a', 'a.id', 'm.mergedBy')
		.select(['m.id', 'i.number', 'i.title', 'o.number as intoNumber', 'm.mergedAt'])
		.select('a.displayName as by')
		.where('i.mergedInto', '=', ideaId)
		.where('m.undoneAt', 'is', null)
		.orderBy('m.mergedAt')
		.execute();
}

/** The standing merge of an idea, with where it lives on; null where it stands alone. For receipts and its own page. */
export async function mergedAway(db: Db | Trx, ideaId: string) {
	const found = await db
		.selectFrom('ideas as i')
		.innerJoin('ideas as end', 'end.id', 'i.mergedInto')
		.innerJoin('ideaMerges as m', (join) =>
			join.onRef('m.ideaId', '=', 'i.id').on('m.undoneAt', 'is', null)
		)
		.select(['m.id as mergeId', 'end.id', 'end.number', 'end.title'])
		.where('i.id', '=', ideaId)
		.executeTakeFirst();
	return found ?? null;
}

/** Different participants who support an idea or one that was merged into it. */
export async function supportersOf(db: Db | Trx, ideaId: string): Promise<number> {
	const { supporters } = await db
		.selectFrom('ideaSupports as s')
		.innerJoin('ideas as i', 'i.id', 's.ideaId')
		.select((eb) => eb.fn.count<number>('s.participant').distinct().as('supporters'))
		.where(({ or, eb }) => or([eb('i.id', '=', ideaId), eb('i.mergedInto', '=', ideaId)]))
		.executeTakeFirstOrThrow();
	return supporters;
}

/** An idea that may be the same as another. */
export type Candidate = Readonly<{
	id: string;
	number: number;
	title: string;
	locale: string;
	/** How alike the words are, 0 to 1 (share of common trigrams). */
	alike: number;
	/** Metres between the pins; null where one has none. */
	metres: number | null;
}>;

/** As alike as two wordings of the same wish usually are, or as near as one corner of a square. */
const enough = { alike: 0.2, metres: 60 };
const most = 12;

/**
 * What may be a duplicate of an idea: by number or words where somebody searches, else alike in words or near on the
 * map, the most alike first.
 */
export async function mergeCandidates(
	db: Db,
	{ activityId, id }: { activityId: string; id: string },
	search: string
): Promise<Candidate[]> {
	const number = /^#?\s*(\d{1,9})$/.exec(search.trim())?.[1];
	const wanted = number
		? sql`i.number = ${Number(number)}`
		: search
			? sql`(i.title || ' ' || i.body) ilike ${likePattern(search)}`
			: sql`(similarity(i.title, t.title) >= ${enough.alike} or ${metres} <= ${enough.metres})`;
	const { rows } = await sql<Candidate>`
		select i.id, i.number, i.title, i.locale, similarity(i.title, t.title)::float8 as alike,
			round(${metres})::integer as metres
		from ideas i, ideas t
		where t.id = ${id} and i.id <> t.id and i.activity_id = ${activityId}
			and i.visibility = 'public' and i.merged_into is null and ${wanted}
		order by similarity(i.title, t.title) desc, ${metres} nulls last, i.number
		limit ${most}`.execute(db);
	return rows;
}

/** Equirectangular: within a city true to a thousandth. */
const metres = sql`(111320 * sqrt((i.lat - t.lat) ^ 2 + ((i.lng - t.lng) * cos(radians(t.lat))) ^ 2))`;
