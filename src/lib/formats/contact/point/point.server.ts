import type { Actor } from '../../../access/actor.ts';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import { record } from '../../../core/history/record.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { ContactVerb } from '../history-text.ts';
import type { PointSubject } from '../permissions.ts';

/** What people come with: chosen by whoever writes, or noted for a talk. */
export type Topic = Readonly<{ id: string; name: Translated; archived: boolean }>;

/** A contact point with everything its pages and use cases ask about. */
export type Point = PointSubject &
	Readonly<{
		slug: string;
		title: Translated;
		intro: Translated;
		hours: Translated;
		hoursActivityId: string | null;
		placeName: string;
		status: ActivityStatus;
		locales: readonly string[];
		startsAt: Date | null;
		endsAt: Date | null;
		retainUntil: string;
		outcome: Translated | null;
		organisationId: string | null;
		takesMessages: boolean;
		answerDays: number;
		forgetDays: number;
		revision: number;
		topics: readonly Topic[];
	}>;

/** @throws Refusal point_unknown (404) */
export async function pointOf(db: Db | Trx, activityId: string): Promise<Point> {
	const row = isUuid(activityId)
		? await columns(db).where('c.activityId', '=', activityId).executeTakeFirst()
		: undefined;
	return whole(db, row);
}

/** The one that residents find at `/contact/<slug>`; drafts are unknown to them. @throws Refusal point_unknown (404) */
export async function publicPoint(db: Db | Trx, slug: string): Promise<Point> {
	const row = await columns(db)
		.where('c.slug', '=', slug)
		.where('y.status', '<>', 'draft')
		.executeTakeFirst();
	return whole(db, row);
}

function columns(db: Db | Trx) {
	return db
		.selectFrom('contactPoints as c')
		.innerJoin('activities as y', 'y.id', 'c.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['c.activityId', 'c.slug', 'c.intro', 'c.hours', 'c.hoursActivityId'])
		.select(['c.takesMessages', 'c.answerDays', 'c.forgetDays', 'c.revision'])
		.select(['y.title', 'y.placeId', 'y.status', 'y.locales', 'y.startsAt', 'y.endsAt'])
		.select(['y.retainUntil', 'y.outcome', 'y.organisationId', 'p.name as placeName']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirst']>>;

async function whole(db: Db | Trx, row: Row): Promise<Point> {
	if (!row) throw new Refusal('missing', 'point_unknown');
	return {
		...row,
		title: row.title as Translated,
		intro: row.intro as Translated,
		hours: row.hours as Translated,
		outcome: row.outcome as Translated | null,
		status: row.status as ActivityStatus,
		topics: await topicsOf(db, row.activityId)
	};
}

async function topicsOf(db: Db | Trx, activityId: string): Promise<Topic[]> {
	const rows = await db
		.selectFrom('contactTopics')
		.select(['id', 'name', 'archivedAt'])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	return rows.map(({ id, name, archivedAt }) => ({
		id,
		name: name as Translated,
		archived: archivedAt !== null
	}));
}

/** Whether people can write at this moment. */
export const takesMessagesNow = (
	{
		status,
		takesMessages,
		startsAt,
		endsAt
	}: Pick<Point, 'status' | 'takesMessages' | 'startsAt' | 'endsAt'>,
	now: Date
): boolean =>
	takesMessages &&
	status === 'running' &&
	(!startsAt || startsAt <= now) &&
	(!endsAt || now <= endsAt);

/** Writes what staff or the system did into the audit trail. */
export async function recordOfPoint(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId }: PointSubject,
	verb: ContactVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `contact.${verb}`,
		subjectKind: 'contact',
		subjectId: activityId,
		placeId,
		detail
	});
}
