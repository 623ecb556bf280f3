import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { contactFacts } from '../facts.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf } from '../point/point.server.ts';
import { monthsInOrder, type Period } from './months.ts';

/** Contacts that have something in common; `key` is the id of a topic or place, or a way. */
export type Part = Readonly<{ key: string; contacts: number }>;
export type PlacePart = Part & Readonly<{ name: string }>;

export type Statistics = Readonly<{
	contacts: number;
	months: readonly Period[];
	/** Key '' : no topic was chosen. */
	topics: readonly Part[];
	places: readonly PlacePart[];
	ways: readonly Part[];
	/** Messages that were answered, and half of them within so many days; null: none was answered yet. */
	answered: number;
	medianDays: number | null;
	overdue: number;
}>;

/**
 * The contacts of a contact point counted by month, topic, place and way, from the same facts that indicators count.
 * @param today YYYY-MM-DD
 * @throws Refusal not_allowed, point_unknown (404)
 */
export async function statisticsOf(
	db: Db,
	actor: Actor,
	activityId: string,
	today: string
): Promise<Statistics> {
	demand(permissions, actor, 'evaluate', await pointOf(db, activityId));
	const by = (part: ReturnType<typeof sql>) => countBy(db, activityId, part);
	const months = await by(sql`to_char(f.occurred_on, 'YYYY-MM')`);
	const places = await by(sql`f.place_id`);
	const names = await placeNames(db, places);
	return {
		contacts: months.reduce((sum, { contacts }) => sum + contacts, 0),
		months: monthsInOrder(months),
		topics: await by(sql`coalesce(f.item_id, '')`),
		places: places.map((part) => ({ ...part, name: names.get(part.key) ?? part.key })),
		ways: await by(sql`f.outcome`),
		...(await answersOf(db, activityId, today))
	};
}

/** Most first. */
async function countBy(db: Db, activityId: string, part: ReturnType<typeof sql>): Promise<Part[]> {
	const { rows } = await sql<Part>`
		select ${part} as key, count(*)::int as contacts from (${contactFacts.query(db)}) f
		where f.activity_id = ${activityId} group by 1 order by 2 desc, 1`.execute(db);
	return rows;
}

async function placeNames(db: Db, parts: readonly Part[]): Promise<Map<string, string>> {
	if (parts.length === 0) return new Map();
	const rows = await db
		.selectFrom('places')
		.select(['id', 'name'])
		.where(
			'id',
			'in',
			parts.map(({ key }) => key)
		)
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

async function answersOf(db: Db, activityId: string, today: string) {
	const { rows } = await sql<{ answered: number; medianDays: number | null; overdue: number }>`
		select count(m.answered_on)::int as answered,
			percentile_cont(0.5) within group (order by m.answered_on - m.received_on)
				filter (where m.answered_on is not null) as "medianDays",
			(count(*) filter (where m.waiting_since + c.answer_days < ${today}::date))::int as overdue
		from contact_messages m join contact_points c on c.activity_id = m.activity_id
		where m.activity_id = ${activityId}`.execute(db);
	return rows[0]!;
}

/**
 * Contacts of the calendar year, as everybody may see them; null below the threshold, where a count could be about a few
 * people who know of each other (docs/decisions/0059).
 */
export async function publicYear(
	db: Db,
	activityId: string,
	{ year, k }: Readonly<{ year: number; k: number }>
): Promise<number | null> {
	const { rows } = await sql<{ contacts: number }>`
		select count(*)::int as contacts from (${contactFacts.query(db)}) f
		where f.activity_id = ${activityId}
			and f.occurred_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`.execute(db);
	const { contacts } = rows[0]!;
	return contacts >= k ? contacts : null;
}
