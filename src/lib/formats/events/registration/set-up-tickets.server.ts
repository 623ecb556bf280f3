import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import type { At } from '../at.ts';
import { lockEvent, recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { refuseLate } from './refuse-late.ts';
import { settleLines } from './settle-lines.server.ts';
import { ticketsInput, type TicketsInput } from './schema.ts';
import { ticketsOf, type Tickets } from './tickets.server.ts';

/**
 * Sets up how people register: kinds of tickets, and the places that they share at each date. A quota never falls below
 * what is taken at a date to come; what it gains is offered at once to those who wait. Dates that have begun stay as
 * they were, and so do those that have a capacity of their own.
 * @param seen revision of the tickets that the form began with, 0 for none
 * @throws Refusal not_allowed, event_unknown; input_invalid with the reason at each field, of which `quota_taken N` says
 *   how many places are taken, kind_in_use, quota_in_use (422); not_possible_now, changed_meanwhile (409)
 */
export async function setUpTickets(
	db: Db,
	actor: Actor,
	eventId: string,
	given: TicketsInput,
	seen: number,
	at: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		// Nobody registers meanwhile: they share this lock.
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'setUpTickets', event);
		const input = parse(ticketsInput, given);
		refuseLate(event);
		const before = await ticketsOf(trx, eventId);
		if ((before?.revision ?? 0) !== seen) throw new Refusal('conflict', 'changed_meanwhile');
		await refuseTaken(trx, eventId, input, at.now);
		if (before) await refuseInUse(trx, eventId, before, input);
		await keepRules(trx, eventId, input, seen + 1);
		await keepQuotas(trx, eventId, input, at.now);
		await keepKinds(trx, eventId, input);
		await dropQuotas(trx, eventId, input);
		await recordOfEvent(trx, actor, event, 'ticketsSetUp');
		await settleLines(trx, eventId, at);
	});
}

const refuse = (fields: Record<string, string>) => new Refusal('invalid', 'input_invalid', fields);

/** @throws Refusal with the number of places that are taken, at each quota that would hold fewer */
async function refuseTaken(
	trx: Trx,
	eventId: string,
	{ quotas }: TicketsInput,
	now: Date
): Promise<void> {
	const { rows } = await sql<{ key: number; taken: number }>`
		select q.quota_key as key, max(q.confirmed + q.offered)::int as taken
		from event_date_quotas q join event_dates d on d.id = q.date_id
		where q.event_id = ${eventId} and d.starts_at > ${now} and not q.own_capacity
		group by q.quota_key`.execute(trx);
	const taken = new Map(rows.map((row) => [row.key, row.taken]));
	const fields = quotas.flatMap(({ key, capacity }, index) =>
		capacity < (taken.get(key) ?? 0)
			? [[`quotas.${index}.capacity`, `quota_taken ${taken.get(key)}`]]
			: []
	);
	if (fields.length > 0) throw refuse(Object.fromEntries(fields));
}

/** For what somebody has registered stays, and where. @throws Refusal kind_in_use, quota_in_use */
async function refuseInUse(
	trx: Trx,
	eventId: string,
	before: Tickets,
	{ quotas, kinds }: TicketsInput
): Promise<void> {
	const used = await trx
		.selectFrom('eventRegistrations')
		.select(['kindId', 'quotaKey'])
		.distinct()
		.where('eventId', '=', eventId)
		.execute();
	for (const { kindId, quotaKey } of used)
		if (!kinds.some(({ id, quotaKey: at }) => id === kindId && at === quotaKey))
			throw refuse({ kinds: 'kind_in_use' });
	const known = new Set(before.kinds.map(({ id }) => id));
	if (kinds.some(({ id }) => id !== null && !known.has(id)))
		throw new Refusal('conflict', 'changed_meanwhile');
	const lines = await trx
		.selectFrom('eventDateQuotas')
		.select('quotaKey')
		.where('eventId', '=', eventId)
		.execute();
	if (lines.some(({ quotaKey }) => !quotas.some(({ key }) => key === quotaKey)))
		throw refuse({ quotas: 'quota_in_use' });
}

async function keepRules(
	trx: Trx,
	eventId: string,
	{ quotas: _quotas, kinds: _kinds, ...rules }: TicketsInput,
	revision: number
): Promise<void> {
	await trx
		.insertInto('eventTicketing')
		.values({ eventId, ...rules, revision })
		.onConflict((conflict) => conflict.column('eventId').doUpdateSet({ ...rules, revision }))
		.execute();
}

async function keepQuotas(
	trx: Trx,
	eventId: string,
	{ quotas }: TicketsInput,
	now: Date
): Promise<void> {
	for (const { key, capacity } of quotas) {
		await trx
			.insertInto('eventQuotas')
			.values({ eventId, key, capacity })
			.onConflict((conflict) => conflict.columns(['eventId', 'key']).doUpdateSet({ capacity }))
			.execute();
		await sql`
			update event_date_quotas q set capacity = ${capacity} from event_dates d
			where d.id = q.date_id and q.event_id = ${eventId} and q.quota_key = ${key}
				and d.starts_at > ${now} and not q.own_capacity`.execute(trx);
	}
}

/** A kind that there was keeps its id; positions are compared when all of them stand. */
async function keepKinds(trx: Trx, eventId: string, { kinds }: TicketsInput): Promise<void> {
	const kept = kinds.flatMap(({ id }) => (id === null ? [] : [id]));
	await trx
		.deleteFrom('eventTicketKinds')
		.where('eventId', '=', eventId)
		.$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
		.execute();
	for (const [index, { id, name, hint, ...kind }] of kinds.entries()) {
		const values = {
			...kind,
			position: index + 1,
			name: JSON.stringify(name),
			hint: JSON.stringify(hint)
		};
		if (id === null)
			await trx
				.insertInto('eventTicketKinds')
				.values({ eventId, ...values })
				.execute();
		else
			await trx
				.updateTable('eventTicketKinds')
				.set(values)
				.where('id', '=', id)
				.where('eventId', '=', eventId)
				.execute();
	}
}

const dropQuotas = (trx: Trx, eventId: string, { quotas }: TicketsInput) =>
	trx
		.deleteFrom('eventQuotas')
		.where('eventId', '=', eventId)
		.where(
			'key',
			'not in',
			quotas.map(({ key }) => key)
		)
		.execute();
