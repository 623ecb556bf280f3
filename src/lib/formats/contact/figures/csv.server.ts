import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { toCsv } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { contactFacts } from '../facts.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf, recordOfPoint } from '../point/point.server.ts';
import type { ContactWay } from '../states.ts';
import { wayNames } from '../words.ts';
import { topicName } from './words.ts';

type Row = Readonly<{
	month: string;
	topic: string;
	place: string;
	way: ContactWay;
	contacts: number;
}>;

/**
 * Contacts by month, topic, place and way as a table in the reader's language: no day, no word of what people said. Cells
 * that begin like a formula are guarded. The history tells who took it along.
 * @throws Refusal not_allowed, point_unknown (404)
 */
export async function contactsCsv(db: Db, actor: Actor, activityId: string, locale: string) {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'evaluate', point);
	const rows = await rowsOf(db, activityId);
	await db.transaction().execute((trx) => recordOfPoint(trx, actor, point, 'exported'));
	const text = toCsv(
		[
			m.contactdesk_month(),
			m.contact_topic(),
			m.contact_place(),
			m.contactdesk_way(),
			m.contactdesk_contacts()
		],
		rows.map(({ month, topic, place, way, contacts }) => [
			month,
			topicName(point.topics, topic, locale),
			place,
			wayNames[way](),
			contacts
		])
	);
	return {
		body: new Blob([text]).stream(),
		contentType: 'text/csv; charset=utf-8',
		fileName: `palaver-${point.slug}.csv`
	};
}

async function rowsOf(db: Db, activityId: string): Promise<Row[]> {
	const { rows } = await sql<Row>`
		select to_char(f.occurred_on, 'YYYY-MM') as month, coalesce(f.item_id, '') as topic, p.name as place,
			f.outcome as way, count(*)::int as contacts
		from (${contactFacts.query(db)}) f join places p on p.id = f.place_id
		where f.activity_id = ${activityId}
		group by 1, 2, p.id, 4 order by 1, 2, p.name, 4`.execute(db);
	return rows;
}
