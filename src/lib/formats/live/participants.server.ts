import type { Pool } from 'pg';
import { Refusal } from '../../platform/errors.ts';
import type { OrganisationChoice } from './service.ts';

/** Somebody who joins, or who was here before and now says where they come from. */
export type Arrival = Readonly<{
	activityId: string;
	participant: Buffer;
	organisationId: string | null;
	/** As typed, tidied; stored only where the register does not know it. */
	organisationName: string | null;
}>;

export type ArrivalOutcome = 'joined' | 'ended' | 'locked' | 'organisation_unknown';

/** A typed name that the register knows becomes that entry, so that one organisation counts once. */
const statement = `
with given as materialized (
	select g.*, s.activity_id is not null as running, coalesce(chosen.id, named.id) as register_id,
		s.joins_locked and not exists (
			select from live_participants p where p.activity_id = g.activity_id and p.participant = g.participant
		) as locked
	from unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::text[]) with ordinality
		as g(activity_id, participant, organisation_id, organisation_name, n)
	left join live_sessions s on s.activity_id = g.activity_id and s.ended_at is null and s.code_expired_at is null
	left join organisations chosen on chosen.id = g.organisation_id and chosen.archived_at is null
	left join organisations named on named.name_key = lower(g.organisation_name) and named.archived_at is null
), joined as (
	insert into live_participants as p (activity_id, participant, organisation_id, organisation_name)
	select activity_id, participant, register_id, case when register_id is null then organisation_name end
	from given where running and not locked and (organisation_id is null or register_id is not null)
	on conflict (activity_id, participant) do update
		set organisation_id = excluded.organisation_id, organisation_name = excluded.organisation_name
		where excluded.organisation_id is not null or excluded.organisation_name is not null
)
select case
	when not running then 'ended'
	when locked then 'locked'
	when organisation_id is not null and register_id is null then 'organisation_unknown'
	else 'joined'
end as outcome
from given order by n`;

/** Writes all arrivals in one transaction and says what became of each, in their order. Harmless to repeat. */
export async function writeArrivals(
	pool: Pool,
	arrivals: readonly Arrival[]
): Promise<readonly ArrivalOutcome[]> {
	const { rows } = await pool.query<{ outcome: ArrivalOutcome }>({
		name: 'join-participants',
		text: statement,
		values: [
			arrivals.map((arrival) => arrival.activityId),
			arrivals.map((arrival) => arrival.participant),
			arrivals.map((arrival) => arrival.organisationId),
			arrivals.map((arrival) => arrival.organisationName)
		]
	});
	return rows.map((row) => row.outcome);
}

export const arrivalKeyOf = (arrival: Arrival) =>
	`${arrival.activityId}${arrival.participant.toString('latin1')}`;

const longestName = 120;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What of the organisation is stored.
 * @throws Refusal organisation_missing where it is asked for and nothing was given, organisation_unknown, name_too_long
 */
export function organisationGiven(
	field: string,
	choice: OrganisationChoice | undefined
): Pick<Arrival, 'organisationId' | 'organisationName'> {
	const none = { organisationId: null, organisationName: null };
	if (field === 'off' || !choice) return none;
	if ('id' in choice) {
		if (!uuid.test(choice.id)) throw refused('organisation_unknown');
		return { organisationId: choice.id, organisationName: null };
	}
	const name = tidied(choice.name);
	if (name.length > longestName) throw refused('organisation_too_long');
	return name === '' ? none : { organisationId: null, organisationName: name };
}

// Control characters, spaces of all kinds, direction marks. Joiners stay: Persian and emoji need them.
const unwritten = /[\p{Cc}\p{Z}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** Composed letters, no control characters, single spaces: two ways to type one name are one name. */
function tidied(name: string): string {
	return name.toWellFormed().normalize('NFC').replace(unwritten, ' ').trim();
}

const refused = (reason: string) => new Refusal('invalid', reason, { organisation: reason });
