import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { pointOf } from '../point/point.server.ts';
import type { MessageState } from '../states.ts';
import type { InboxFilter } from './filter.ts';

/** A message in the team's list. */
export type InboxRow = Readonly<{
	number: number;
	state: MessageState;
	topic: Translated | null;
	placeName: string;
	locale: string;
	receivedOn: string;
	/** YYYY-MM-DD until when an answer is promised; null: nobody waits. */
	due: string | null;
	overdue: boolean;
	/** Of the team, who takes care of it. */
	claimedName: string | null;
	/** How it begins; empty once its words are deleted. */
	beginning: string;
}>;

export type Inbox = Readonly<{
	rows: readonly InboxRow[];
	total: number;
	pages: number;
}>;

const pageSize = 20;
/** Characters of the beginning that the list shows. */
const beginningLength = 160;

/** The team's messages: what waits too long first, then what waits longest. @throws Refusal not_allowed */
export async function listMessages(
	db: Db,
	actor: Actor,
	activityId: string,
	filter: InboxFilter,
	today: string
): Promise<Inbox> {
	demand(permissions, actor, 'readMessages', await pointOf(db, activityId));
	const found = foundBy(db, actor, activityId, filter, today);
	const { total } = await found
		.select((eb) => eb.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await found
		.innerJoin('places as p', 'p.id', 'm.placeId')
		.leftJoin('contactTopics as t', 't.id', 'm.topicId')
		.leftJoin('accounts as a', 'a.id', 'm.claimedBy')
		.select(['m.number', 'm.state', 't.name as topic', 'p.name as placeName', 'm.locale'])
		.select(['m.receivedOn', 'a.displayName as claimedName'])
		.select([
			sql<string | null>`m.waiting_since + c.answer_days`.as('due'),
			sql<boolean>`coalesce(${overdue(today)}, false)`.as('overdue'),
			sql<string>`coalesce((select left(e.body, ${beginningLength}) from contact_entries e
				where e.message_id = m.id and e.kind = 'writer' order by e.position limit 1), '')`.as('beginning')
		])
		.orderBy(sql`m.waiting_since nulls last`)
		.orderBy('m.number', 'desc')
		.limit(pageSize)
		.offset((filter.page - 1) * pageSize)
		.execute();
	return { rows: rows as InboxRow[], total, pages: Math.max(1, Math.ceil(total / pageSize)) };
}

const overdue = (today: string) => sql<boolean>`m.waiting_since + c.answer_days < ${today}::date`;

function foundBy(
	db: Db,
	actor: Actor,
	activityId: string,
	{ state, topic, place, mine }: InboxFilter,
	today: string
) {
	const me = actor.kind === 'account' ? actor.accountId : null;
	return db
		.selectFrom('contactMessages as m')
		.innerJoin('contactPoints as c', 'c.activityId', 'm.activityId')
		.where('m.activityId', '=', activityId)
		.$if(state === 'due', (query) => query.where('m.waitingSince', 'is not', null))
		.$if(state === 'overdue', (query) => query.where(overdue(today)))
		.$if(state !== '' && state !== 'due' && state !== 'overdue', (query) =>
			query.where('m.state', '=', state)
		)
		.$if(topic !== '', (query) => query.where('m.topicId', '=', isUuid(topic) ? topic : null))
		.$if(place !== '', (query) => query.where('m.placeId', '=', place))
		.$if(mine, (query) => query.where('m.claimedBy', '=', me));
}

/** How many messages there are in each state, and how many wait too long. @throws Refusal not_allowed */
export async function countMessages(
	db: Db,
	actor: Actor,
	activityId: string,
	today: string
): Promise<Readonly<Record<MessageState | 'overdue', number>>> {
	demand(permissions, actor, 'seePoint', await pointOf(db, activityId));
	const rows = await db
		.selectFrom('contactMessages as m')
		.innerJoin('contactPoints as c', 'c.activityId', 'm.activityId')
		.select(['m.state', (eb) => eb.fn.countAll<number>().as('count')])
		.select(sql<number>`count(*) filter (where ${overdue(today)})`.as('overdue'))
		.where('m.activityId', '=', activityId)
		.groupBy('m.state')
		.execute();
	const of = (state: MessageState) => rows.find((row) => row.state === state)?.count ?? 0;
	return {
		open: of('open'),
		waiting: of('waiting'),
		answered: of('answered'),
		closed: of('closed'),
		withdrawn: of('withdrawn'),
		overdue: rows.reduce((sum, row) => sum + row.overdue, 0)
	};
}
