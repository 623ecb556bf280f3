import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { accountOf } from '../desk/care.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf } from '../point/point.server.ts';
import type { TalkWay } from '../states.ts';

/** A noted talk as the team sees it. */
export type TalkRow = Readonly<{
	talkId: string;
	/** In the order of the contact point's list. */
	topicIds: readonly string[];
	placeId: string;
	placeName: string;
	way: TalkWay;
	contacts: number;
	keyword: string;
	heldOn: string;
	enteredBy: string | null;
	revision: number;
}>;

/** The talks of one calendar week, which begins on Monday, newest first. */
export type TalkWeek = Readonly<{
	/** Its Monday, YYYY-MM-DD. */
	monday: string;
	contacts: number;
	talks: readonly TalkRow[];
}>;

/** Weeks with talks on one page. */
const weeksShown = 8;

/** The newest weeks in which talks were noted. @throws Refusal not_allowed, point_unknown (404) */
export async function readTalks(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<readonly TalkWeek[]> {
	demand(permissions, actor, 'noteTalks', await pointOf(db, activityId));
	const rows = await columns(db)
		.select(monday.as('monday'))
		.where('t.activityId', '=', activityId)
		.where(
			sql<boolean>`${monday} in (
				select distinct date_trunc('week', held_on::timestamp)::date from contact_talks
				where activity_id = ${activityId} order by 1 desc limit ${weeksShown})`
		)
		.orderBy('t.heldOn', 'desc')
		.orderBy('t.position', 'desc')
		.execute();
	return [...Map.groupBy(rows, (row) => row.monday)].map(([first, talks]) => ({
		monday: first,
		contacts: talks.reduce((sum, { contacts }) => sum + contacts, 0),
		talks: talks as unknown as TalkRow[]
	}));
}

/** A day becomes a timestamp without a zone first: `date_trunc` would otherwise take the server's. */
const monday = sql<string>`date_trunc('week', t.held_on::timestamp)::date`;

const columns = (db: Db) =>
	db
		.selectFrom('contactTalks as t')
		.innerJoin('places as p', 'p.id', 't.placeId')
		.leftJoin('accounts as a', 'a.id', 't.enteredBy')
		.select(['t.id as talkId', 't.placeId', 'p.name as placeName', 't.way', 't.contacts'])
		.select(['t.keyword', 't.heldOn', 't.revision', 'a.displayName as enteredBy'])
		.select(
			sql<string[]>`array(select o.topic_id::text from contact_talk_topics o
				join contact_topics c on c.id = o.topic_id where o.talk_id = t.id order by c.position, c.id)`.as(
				'topicIds'
			)
		);

/** @throws Refusal not_allowed, talk_unknown (404) */
export async function readTalk(
	db: Db,
	actor: Actor,
	activityId: string,
	talkId: string
): Promise<TalkRow> {
	demand(permissions, actor, 'noteTalks', await pointOf(db, activityId));
	const row = isUuid(talkId)
		? await columns(db)
				.where('t.activityId', '=', activityId)
				.where('t.id', '=', talkId)
				.executeTakeFirst()
		: undefined;
	if (!row) throw new Refusal('missing', 'talk_unknown');
	return row as TalkRow;
}

/** Where and how somebody noted last at this contact point: most likely they are still there. */
export async function lastNoted(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<Readonly<{ placeId: string; way: TalkWay }> | null> {
	const row = await db
		.selectFrom('contactTalks')
		.select(['placeId', 'way'])
		.where('activityId', '=', activityId)
		.where('enteredBy', '=', accountOf(actor))
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	return (row as { placeId: string; way: TalkWay } | undefined) ?? null;
}
