import type { FactItem } from '../../../core/indicators/facts.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';

/** The questions of closed follow-ups, of which `followupAnswer` tells. */
export async function askedQuestions(db: Db, activityIds: readonly string[]): Promise<FactItem[]> {
	const rows = await db
		.selectFrom('eventFollowupQuestions as q')
		.innerJoin('eventFollowups as f', 'f.dateId', 'q.dateId')
		.innerJoin('eventDates as d', 'd.id', 'q.dateId')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.select(['e.activityId', 'q.id as itemId', 'q.prompt as name'])
		.where('e.activityId', 'in', activityIds)
		.where('f.state', '=', 'closed')
		.orderBy('e.number')
		.orderBy('d.startsAt')
		.orderBy('q.position')
		.execute();
	return rows.map((row) => ({ ...row, name: row.name as Translated }));
}
