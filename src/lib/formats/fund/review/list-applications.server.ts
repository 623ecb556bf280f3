import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { subtreeIds } from '../../../core/places/reads.server.ts';
import { likePattern } from '../../../platform/db/like.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf } from '../round/round.server.ts';
import type { ApplicantKind, Body, Outcome, State } from '../states.ts';
import { biased, unbiased } from '../unbiased.server.ts';
import { countedUpTo, listedStates, type ApplicationFilter, type Cursor } from './filter.ts';

/** An application in the list of its round: nothing by which the responsible person could be reached. */
export type ApplicationRow = Readonly<{
	number: number;
	title: string;
	locale: string;
	applicantName: string;
	applicantKind: ApplicantKind | null;
	placeName: string | null;
	state: State;
	outcome: Outcome | null;
	neededBody: Body | null;
	askedCents: number | null;
	grantedCents: number | null;
	/** YYYY-MM-DD. */
	submittedOn: string | null;
	dueOn: string | null;
	/** By which a page goes on from this row. */
	sum: number;
	sequence: number;
}>;

/** One page of a list, with the ways to its neighbours; null where there is none. */
export type ApplicationPage = Readonly<{
	rows: readonly ApplicationRow[];
	before: Cursor | null;
	after: Cursor | null;
}>;

/** Rows of a page. */
export const pageSize = 50;

/**
 * A page of the applications of a round that the reader may look at. It is found by the row before it, so that the last
 * page of 20,000 costs what the first one does.
 * @throws Refusal not_allowed, round_unknown (404)
 */
export async function listApplications(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: ApplicationFilter,
	cursor: Cursor | null
): Promise<ApplicationPage> {
	demand(permissions, actor, 'seeRound', await roundOf(db, activityId));
	const found = await foundApplications(db, actor, activityId, filter);
	const back = cursor?.way === 'before';
	const rows = (await withColumns(found)
		.$if(cursor !== null, (query) => query.where(beyond(filter.order, cursor!)))
		.$call((query) => inOrder(query, filter.order, back))
		.limit(pageSize + 1)
		.execute()) as ApplicationRow[];
	const more = rows.length > pageSize;
	const page = rows.slice(0, pageSize);
	if (back) page.reverse();
	const [first, last] = [page[0], page.at(-1)];
	return {
		rows: page,
		before: first && (back ? more : cursor !== null) ? cursorAt(first, 'before') : null,
		after: last && (back || more) ? cursorAt(last, 'after') : null
	};
}

const cursorAt = ({ sum, sequence }: ApplicationRow, way: Cursor['way']): Cursor => ({
	way,
	sum,
	sequence
});

const sum = sql<number>`coalesce(a.asked_cents, 0)`;

/** Rows on the far side of the cursor: one comparison of the index's columns. */
function beyond(order: ApplicationFilter['order'], { way, ...at }: Cursor): RawBuilder<boolean> {
	const descending = (order === 'oldest') === (way === 'before');
	const sign = sql.raw(descending ? '<' : '>');
	return order === 'sum'
		? sql<boolean>`(${sum}, a.sequence) ${sign} (${at.sum}::bigint, ${at.sequence}::bigint)`
		: sql<boolean>`a.sequence ${sign} ${at.sequence}::bigint`;
}

type Found = Awaited<ReturnType<typeof foundApplications>>;

function inOrder<Query extends Pick<Found, 'orderBy'>>(
	query: Query,
	order: ApplicationFilter['order'],
	back: boolean
): Query {
	const direction = (order === 'oldest') === back ? 'desc' : 'asc';
	const ordered = order === 'sum' ? query.orderBy(sum, direction) : query;
	return ordered.orderBy('a.sequence', direction) as unknown as Query;
}

/** The applications of a round that the reader may look at and asked for, as a query to go on from; no drafts. */
export async function foundApplications(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: ApplicationFilter
) {
	const placeIds = filter.placeId ? [...(await subtreeIds(db, [filter.placeId]))] : null;
	return db
		.selectFrom('fundApplications as a')
		.where('a.activityId', '=', activityId)
		.where('a.number', 'is not', null)
		.where(unbiased(actor))
		.$if(filter.text !== '', (query) => query.where(withWords(filter.text)))
		.$if(filter.state !== null, (query) => query.where('a.state', '=', filter.state!))
		.$if(filter.body !== null, (query) => query.where('a.neededBody', '=', filter.body!))
		.$if(filter.kind !== null, (query) => query.where('a.applicantKind', '=', filter.kind!))
		.$if(placeIds !== null, (query) =>
			query.where(sql<boolean>`a.place_id = any(${placeIds}::text[])`)
		);
}

/** The same expression as the trigram index; a number finds the application that has it, too. */
function withWords(text: string): RawBuilder<boolean> {
	const words = sql<boolean>`(a.title || ' ' || a.applicant_name || ' ' || a.summary) ilike ${likePattern(text)}`;
	return /^\d{1,9}$/.test(text) ? sql<boolean>`(${words} or a.number = ${Number(text)})` : words;
}

export const withColumns = (found: Found) =>
	found
		.leftJoin('places as p', 'p.id', 'a.placeId')
		.select(['a.number', 'a.title', 'a.locale', 'a.applicantName', 'a.applicantKind'])
		.select(['p.name as placeName', 'a.state', 'a.outcome', 'a.neededBody', 'a.askedCents'])
		.select(['a.grantedCents', 'a.submittedOn', 'a.dueOn', 'a.sequence', sum.as('sum')]);

/** How many applications the reader may see in each state, counted up to `countedUpTo`; states without any are absent. */
export type StateCounts = Readonly<Partial<Record<State, number>>>;

/**
 * Counts what the index alone tells, and takes off the few that a conflict of interest closes.
 * @throws Refusal not_allowed, round_unknown (404)
 */
export async function countStates(db: Db, actor: Actor, activityId: string): Promise<StateCounts> {
	demand(permissions, actor, 'seeRound', await roundOf(db, activityId));
	const { rows } = await sql<{ state: State; found: number; closed: number }>`
		with closed as (
			select a.state, count(*) as n from fund_applications a
			where a.activity_id = ${activityId} and a.number is not null and ${biased(actor)}
			group by a.state)
		select s.state, coalesce(c.n, 0) as closed, (select count(*) from (
			select from fund_applications a
			where a.activity_id = ${activityId} and a.state = s.state and a.number is not null
			limit ${countedUpTo + 1}) f) as found
		from unnest(${[...listedStates]}::text[]) as s (state) left join closed c on c.state = s.state`.execute(
		db
	);
	const counts = rows.map(
		({ state, found, closed }) => [state, found > countedUpTo ? found : found - closed] as const
	);
	return Object.fromEntries(counts.filter(([, n]) => n > 0));
}
