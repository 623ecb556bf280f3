import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import { historyOf, type SubjectEntry } from '../../../core/history/subject-history.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { permissions } from '../permissions.ts';
import { pointOf, type Point } from './point.server.ts';
import type { PointInput } from './schema.ts';
import { hasContacts } from './set-up-point.server.ts';

/** A contact point with all that its staff see and set. */
export type PointDetail = Readonly<{
	point: Point;
	settings: PointInput;
	/** Nobody has written or was talked to yet. */
	empty: boolean;
	may: Readonly<Record<'editPoint' | 'readMessages' | 'noteTalks' | 'evaluate', boolean>>;
}>;

/** @throws Refusal not_allowed, point_unknown (404) */
export async function readPoint(db: Db, actor: Actor, activityId: string): Promise<PointDetail> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'seePoint', point);
	const may = (action: keyof PointDetail['may']) => can(permissions, actor, action, point);
	return {
		point,
		settings: settingsOf(point, await measuresOf(db, activityId)),
		empty: !(await hasContacts(db, activityId)),
		may: {
			editPoint: may('editPoint'),
			readMessages: may('readMessages'),
			noteTalks: may('noteTalks'),
			evaluate: may('evaluate')
		}
	};
}

/** The same, for who may change it. @throws Refusal not_allowed, point_unknown (404) */
export async function pointToEdit(db: Db, actor: Actor, activityId: string): Promise<PointDetail> {
	demand(permissions, actor, 'editPoint', await pointOf(db, activityId));
	return readPoint(db, actor, activityId);
}

const settingsOf = (point: Point, measures: string[]): PointInput => ({
	title: point.title,
	placeId: point.placeId,
	locales: point.locales as PointInput['locales'],
	startsAt: point.startsAt,
	endsAt: point.endsAt,
	measures,
	retainUntil: point.retainUntil,
	organisationId: point.organisationId,
	slug: point.slug,
	intro: point.intro,
	hours: point.hours,
	hoursActivityId: point.hoursActivityId,
	takesMessages: point.takesMessages,
	answerDays: point.answerDays,
	forgetDays: point.forgetDays,
	topics: point.topics.filter(({ archived }) => !archived).map(({ id, name }) => ({ id, name }))
});

async function measuresOf(db: Db, activityId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('activityMeasures')
		.select('measureCode')
		.where('activityId', '=', activityId)
		.orderBy('measureCode')
		.execute();
	return rows.map(({ measureCode }) => measureCode);
}

/** Who did what to this contact point, newest first. @throws Refusal not_allowed */
export async function pointHistory(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<SubjectEntry[]> {
	demand(permissions, actor, 'editPoint', await pointOf(db, activityId));
	return historyOf(db, 'contact', activityId);
}

/** How many messages wait, and how many of them longer than was promised. */
export const waitingOf = (today: string) =>
	[
		sql<number>`(select count(*)::int from contact_messages m where m.activity_id = c.activity_id
			and m.waiting_since is not null)`.as('waiting'),
		sql<number>`(select count(*)::int from contact_messages m where m.activity_id = c.activity_id
			and m.waiting_since + c.answer_days < ${today}::date)`.as('overdue')
	] as const;
