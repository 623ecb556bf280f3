import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import { record } from '../../../core/history/record.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { EventVerb } from '../history-text.ts';
import type { SeriesSubject } from '../permissions.ts';
import type { CoverageKind, SeriesKind } from '../states.ts';
import type { Theme } from './schema.ts';

/** A series with everything its pages and use cases ask about. */
export type Series = SeriesSubject &
	Readonly<{
		slug: string;
		title: Translated;
		intro: Translated;
		placeName: string;
		status: ActivityStatus;
		locales: readonly string[];
		kind: SeriesKind;
		/** YYYY-MM-DD */
		firstDay: string;
		lastDay: string | null;
		coverageKind: CoverageKind | null;
		coverageLeast: number | null;
		openToHosts: boolean;
		hostsUntil: string | null;
		themes: readonly Theme[];
		/** Of the settings. */
		revision: number;
		retainUntil: string;
		outcome: Translated | null;
		organisationId: string | null;
	}>;

/** @throws Refusal series_unknown (404) */
export async function seriesOf(db: Db | Trx, activityId: string): Promise<Series> {
	if (!isUuid(activityId)) throw new Refusal('missing', 'series_unknown');
	return whole(await columns(db).where('s.activityId', '=', activityId).executeTakeFirst());
}

/** The series that residents find at `/events/<slug>`; drafts are unknown to them. @throws Refusal series_unknown (404) */
export async function publicSeries(db: Db | Trx, slug: string): Promise<Series> {
	const row = await columns(db)
		.where('s.slug', '=', slug)
		.where('y.status', '<>', 'draft')
		.executeTakeFirst();
	return whole(row);
}

export function columns(db: Db | Trx) {
	return db
		.selectFrom('eventSeries as s')
		.innerJoin('activities as y', 'y.id', 's.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.select(['s.activityId', 's.slug', 's.intro', 's.kind', 's.firstDay', 's.lastDay'])
		.select(['s.coverageKind', 's.coverageLeast', 's.openToHosts', 's.hostsUntil'])
		.select(sql<readonly Theme[]>`s.themes`.as('themes'))
		.select(['s.revision', 'y.title', 'y.placeId', 'p.name as placeName', 'y.status', 'y.locales'])
		.select(['y.retainUntil', 'y.outcome', 'y.organisationId']);
}

function whole(row: Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirst']>>): Series {
	if (!row) throw new Refusal('missing', 'series_unknown');
	return row as Series;
}

export async function recordOfSeries(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId }: SeriesSubject,
	verb: EventVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `events.${verb}`,
		subjectKind: 'events',
		subjectId: activityId,
		placeId,
		detail
	});
}
