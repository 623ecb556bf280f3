import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { placesWhere } from '../places.ts';
import { unbiased } from '../unbiased.server.ts';

/** What waits for somebody of the office, the jury or finance. */
export const waitingKinds = [
	'submitted',
	'answered',
	'toNotify',
	'proofs',
	'callsToCheck',
	'callsToRelease',
	'toScore'
] as const;
export type WaitingKind = (typeof waitingKinds)[number];

/** So many things of a kind wait in one round. */
export type Waiting = Readonly<{
	kind: WaitingKind;
	activityId: string;
	title: Translated;
	n: number;
}>;

/** By the actor's rights: what nobody else can do comes first. What a conflict of interest closes is not counted. */
export async function waitingFor(db: Db, actor: Actor): Promise<Waiting[]> {
	demand(permissions, actor, 'list', null);
	if (actor.kind !== 'account') return [];
	const office = placesWhere(actor, 'createRound');
	const finance = placesWhere(actor, 'fillPot');
	const jury = placesWhere(actor, 'sitOnJury');
	const { rows } = await sql<Waiting>`
		select w.kind, w.activity_id, y.title, count(*) as n
		from (
			${things('submitted', office)} and a.state = 'submitted'
			union all ${things('answered', office)} and a.state = 'inReview' and (
				select s.step from fund_steps s where s.application_id = a.id order by s.id desc limit 1) = 'answer'
			union all ${things('toNotify', office)} and a.state = 'decided' and a.outcome <> 'deferred'
			union all ${things('proofs', office)} and a.state = 'proofSubmitted'
			union all ${things('callsToCheck', office, calls('requested'))}
			union all ${things('callsToRelease', finance, calls('checked'))}
				and c.checked_by is distinct from ${actor.accountId}::uuid
			union all ${things('toScore', jury)} and a.state = 'ready'
				and exists (select from fund_agenda g join fund_meetings h on h.id = g.meeting_id
					where g.application_id = a.id and h.state = 'planned')
				and not exists (select from fund_scores s
					where s.application_id = a.id and s.account_id = ${actor.accountId}::uuid)
		) w
		join activities y on y.id = w.activity_id
		group by w.kind, w.activity_id, y.title
		order by array_position(${[...waitingKinds]}::text[], w.kind), min(y.created_at)`.execute(db);
	return rows;

	function things(kind: WaitingKind, places: readonly string[], joined = sql``) {
		return sql`select ${kind}::text as kind, a.activity_id
			from fund_applications a join activities o on o.id = a.activity_id ${joined}
			where o.place_id = any(${places}::text[]) and ${unbiased(actor)}`;
	}
}

const calls = (state: string) =>
	sql`join fund_calls c on c.application_id = a.id and c.state = ${state}`;
