import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { localDay } from '../../../platform/local-time.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { invitationOf } from '../invite/invitation.server.ts';
import { belongsTo, permissions } from '../permissions.ts';
import { columns, type Series } from '../series/series.server.ts';
import type { State } from '../states.ts';

/** An event in the list of its host. */
export type OwnEvent = Readonly<{
	eventId: string;
	activityId: string;
	number: number;
	slug: string;
	series: Translated;
	title: Translated;
	state: State;
	startsAt: Date | null;
	dates: number;
}>;

/** The events of an organisation, for its members; newest first. @throws Refusal not_allowed */
export async function eventsOfOrganisation(
	db: Db,
	actor: Actor,
	organisationId: string
): Promise<OwnEvent[]> {
	if (!belongsTo(actor, organisationId))
		throw new Refusal(actor.kind === 'anonymous' ? 'unauthenticated' : 'forbidden', 'not_allowed');
	const rows = await own(db)
		.where('e.organisationId', '=', organisationId)
		.orderBy('s.firstDay', 'desc')
		.orderBy('e.number', 'desc')
		.limit(500)
		.execute();
	return rows as OwnEvent[];
}

/** What was entered with the link of an invitation; newest first. @throws Refusal not_allowed, invitation_unknown */
export async function eventsOfInvitation(
	db: Db,
	actor: Actor,
	invitationId: string
): Promise<OwnEvent[]> {
	const invitation = await invitationOf(db, invitationId);
	demand(permissions, actor, 'enter', invitation);
	const rows = await own(db)
		.where('e.invitationId', '=', invitationId)
		.orderBy('e.number', 'desc')
		.execute();
	return rows as OwnEvent[];
}

const own = (db: Db) =>
	db
		.selectFrom('events as e')
		.innerJoin('eventSeries as s', 's.activityId', 'e.activityId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select(['e.id as eventId', 'e.activityId', 'e.number', 's.slug', 'y.title as series'])
		.select(['e.title', 'e.state'])
		.select(
			sql<Date | null>`(select min(d.starts_at) from event_dates d where d.event_id = e.id and d.state <> 'cancelled')`.as(
				'startsAt'
			)
		)
		.select(
			sql<number>`(select count(*)::int from event_dates d where d.event_id = e.id and d.state <> 'cancelled')`.as(
				'dates'
			)
		);

/** Series for which this organisation may enter events today. */
export async function openSeriesFor(db: Db, organisationId: string, now: Date): Promise<Series[]> {
	const today = localDay(now);
	const rows = await columns(db)
		.where('y.status', 'in', ['announced', 'running'])
		.where(sql<boolean>`coalesce(s.hosts_until, s.last_day, 'infinity') >= ${today}::date`)
		.where(
			sql<boolean>`(s.open_to_hosts or exists (select from event_invitations i
				where i.activity_id = s.activity_id and i.organisation_id = ${organisationId} and i.revoked_at is null))`
		)
		.orderBy('s.firstDay')
		.orderBy('s.slug')
		.execute();
	return rows as Series[];
}
