import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { datesOf, type EventDate } from '../dates/read-dates.server.ts';
import { contentRow } from '../entry/change-event.server.ts';
import type { EventContent } from '../entry/schema.ts';
import { columns, publicSeries, type Series } from '../series/series.server.ts';
import { publicStates } from '../states.ts';

/** Series that everybody may know of: those that go on or come first, latest first among those that are over. */
export async function listPublicSeries(db: Db): Promise<(Series & { events: number })[]> {
	const rows = await columns(db)
		.select(
			sql<number>`(select count(*)::int from events e where e.activity_id = s.activity_id and e.state = 'approved'
				and not e.closed)`.as('events')
		)
		.where('y.status', '<>', 'draft')
		.orderBy(sql`y.status in ('finished', 'archived')`)
		.orderBy('s.firstDay', 'desc')
		.orderBy('s.slug')
		.execute();
	return rows as (Series & { events: number })[];
}

/** An event as everybody sees it. */
export type PublicEvent = Readonly<{
	series: Series;
	eventId: string;
	number: number;
	cancelled: boolean;
	host: string;
	/** It has a page of its own. */
	organisationId: string | null;
	placeName: string;
	content: Omit<EventContent, 'support' | 'supportText' | 'contactConsent'>;
	dates: readonly EventDate[];
}>;

/** @throws Refusal series_unknown, event_unknown (404), also for a closed one and for one that is not published */
export async function publicEvent(db: Db, slug: string, number: number): Promise<PublicEvent> {
	const series = await publicSeries(db, slug);
	const unknown = () => new Refusal('missing', 'event_unknown');
	if (!Number.isSafeInteger(number) || number > 2_147_483_647) throw unknown();
	const row = await db
		.selectFrom('events as e')
		.innerJoin('places as p', 'p.id', 'e.placeId')
		.leftJoin('organisations as o', 'o.id', 'e.organisationId')
		.select(['e.id as eventId', 'e.number', 'e.state', 'p.name as placeName'])
		.select((eb) => eb.fn.coalesce('o.name', 'e.hostName').as('host'))
		.select(
			sql<string | null>`case when o.archived_at is null and exists (
				select from organisation_profiles w where w.organisation_id = o.id and w.approved is not null) then o.id end`.as(
				'organisationId'
			)
		)
		.where('e.activityId', '=', series.activityId)
		.where('e.number', '=', number)
		.where('e.state', 'in', publicStates)
		.where('e.closed', '=', false)
		.executeTakeFirst();
	if (!row) throw unknown();
	const { state, host, ...rest } = row;
	const dates = await datesOf(db, row.eventId);
	return {
		...rest,
		series,
		host: host!,
		cancelled: state === 'cancelled',
		content: withoutInner(await contentRow(db, row.eventId)),
		dates: dates.filter(({ cause }) => cause !== 'rule')
	};
}

/** What host and office keep between themselves never leaves the server. */
function withoutInner({
	support: _support,
	supportText: _supportText,
	contactConsent,
	contactEmail,
	contactPhone,
	...content
}: EventContent): PublicEvent['content'] {
	return {
		...content,
		contactEmail: contactConsent ? contactEmail : null,
		contactPhone: contactConsent ? contactPhone : null
	};
}
