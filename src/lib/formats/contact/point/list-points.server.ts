import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import { waitingOf } from './read-point.server.ts';

/** A contact point in the list of those who work with it. */
export type PointRow = Readonly<{
	activityId: string;
	title: Translated;
	placeName: string;
	status: ActivityStatus;
	/** Messages that wait for the team, and those of them that wait too long. */
	waiting: number;
	overdue: number;
}>;

/** Contact points at the actor's places, newest first. @param today YYYY-MM-DD @throws Refusal not_allowed */
export async function listPoints(db: Db, actor: Actor, today: string): Promise<PointRow[]> {
	demand(permissions, actor, 'list', null);
	const places = placesWhere(actor, 'seePoint');
	if (places.length === 0) return [];
	const rows = await db
		.selectFrom('contactPoints as c')
		.innerJoin('activities as y', 'y.id', 'c.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['c.activityId', 'y.title', 'p.name as placeName', 'y.status'])
		.select(waitingOf(today))
		.where('y.placeId', 'in', places)
		.orderBy('y.createdAt', 'desc')
		.execute();
	return rows as PointRow[];
}

/** A contact point in the list that everybody sees. */
export type PublicPointRow = Readonly<{
	slug: string;
	title: Translated;
	hours: Translated;
	placeName: string;
	status: Exclude<ActivityStatus, 'draft'>;
}>;

/** All contact points but drafts; those that run first, then by place. */
export async function publicPoints(db: Db): Promise<PublicPointRow[]> {
	const rows = await db
		.selectFrom('contactPoints as c')
		.innerJoin('activities as y', 'y.id', 'c.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['c.slug', 'y.title', 'c.hours', 'p.name as placeName', 'y.status'])
		.where('y.status', '<>', 'draft')
		.orderBy(sql`array_position(array['running', 'announced', 'finished', 'archived'], y.status)`)
		.orderBy(sql`p.name collate "und-x-icu"`)
		.orderBy('c.slug')
		.execute();
	return rows as PublicPointRow[];
}
