import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { ActivityStatus } from '../../../core/activities/run.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import type { State } from '../states.ts';
import { unbiased } from '../unbiased.server.ts';

/** A round in the list of those who work with it. */
export type RoundRow = Readonly<{
	activityId: string;
	title: Translated;
	placeName: string;
	status: ActivityStatus;
	startsAt: Date | null;
	/** Deadline; null: runs until it is finished. */
	endsAt: Date | null;
	outcome: Translated | null;
	/** Applications that the reader may see, by state; states without any are absent. */
	counts: Readonly<Partial<Record<State, number>>>;
	/** What all its applications ask for, and what was granted and not given up or revoked, in cents. */
	askedCents: number;
	grantedCents: number;
	potId: string;
	potName: string;
	potYear: number;
	/** Of the pot, in cents. */
	amountCents: number;
	committedCents: number;
	paidCents: number;
}>;

/** Rounds at the actor's places, newest first. */
export async function listRounds(db: Db, actor: Actor): Promise<RoundRow[]> {
	demand(permissions, actor, 'list', null);
	const places = placesWhere(actor, 'seeRound');
	if (places.length === 0) return [];
	const rows = await db
		.selectFrom('fundRounds as r')
		.innerJoin('activities as y', 'y.id', 'r.activityId')
		.innerJoin('places as p', 'p.id', 'y.placeId')
		.innerJoin('fundPots as t', 't.id', 'r.potId')
		.innerJoinLateral(
			(eb) => eb.selectFrom(countsOf(actor)).selectAll().as('n'),
			(join) => join.onTrue()
		)
		.select(['y.id as activityId', 'y.title', 'p.name as placeName', 'y.status'])
		.select(['y.startsAt', 'y.endsAt', 'y.outcome', 'r.potId', 't.name as potName'])
		.select(['t.year as potYear', 't.amountCents', 't.committedCents', 't.paidCents'])
		.select(['n.counts', 'n.askedCents', 'n.grantedCents'])
		.where('y.placeId', 'in', places)
		.orderBy('y.createdAt', 'desc')
		.execute();
	return rows as RoundRow[];
}

/** Per state how many and how much, folded into one row for the round `r`. */
const countsOf = (actor: Actor) =>
	sql<{ counts: unknown; askedCents: number; grantedCents: number }>`(
		select coalesce(jsonb_object_agg(s.state, s.n), '{}') as counts,
			coalesce(sum(s.asked), 0)::bigint as asked_cents, coalesce(sum(s.granted), 0)::bigint as granted_cents
		from (
			select a.state, count(*) as n, sum(a.asked_cents) as asked, sum(a.granted_cents) filter (
				where a.state not in ('withdrawn', 'lapsed', 'revoked')) as granted
			from fund_applications a
			where a.activity_id = r.activity_id and a.number is not null and ${unbiased(actor)}
			group by a.state
		) s)`.as('counted');
