import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import type { At } from '../at.ts';
import { demandReady } from '../entry/host-steps.server.ts';
import { lockEvent, recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { takeStep, type Seen } from '../take-step.server.ts';
import { tellHost } from './tell-host.server.ts';

/**
 * Publishes an event that was handed in.
 * @throws Refusal not_allowed, event_unknown; not_possible_now, changed_meanwhile (409)
 */
export async function approveEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen,
	{ now, origin }: At
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		await takeStep(trx, actor, event, 'approve', seen, { approvedOn: localDay(now) });
		await tellHost(trx, event, { what: 'approved', reason: '', origin });
	});
}

/**
 * Publishes what staff have entered themselves.
 * @throws Refusal as `approveEvent`; input_invalid with what is missing (422); not_entered_by_staff (409)
 */
export async function publishEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'review', event);
		if (event.state === 'draft') await demandReady(trx, event);
		const day = localDay(now);
		await takeStep(trx, actor, event, 'publish', seen, { submittedOn: day, approvedOn: day });
	});
}

/** Puts away a draft that staff have entered. @throws Refusal as `publishEvent` */
export async function discardEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await takeStep(trx, actor, await lockEvent(trx, eventId), 'discard', seen);
	});
}

/** Asks the host something. @throws Refusal as `approveEvent`; reason_missing, text_too_long (422) */
export async function queryHost(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen,
	{ origin }: Pick<At, 'origin'>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		const reason = await takeStep(trx, actor, event, 'query', seen);
		await tellHost(trx, event, { what: 'queried', reason, origin });
	});
}

/** Does not publish it, and says why. @throws Refusal as `queryHost` */
export async function rejectEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	seen: Seen,
	{ origin }: Pick<At, 'origin'>
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		const reason = await takeStep(trx, actor, event, 'reject', seen);
		await tellHost(trx, event, { what: 'rejected', reason, origin });
	});
}

/**
 * Notes that a moderator has looked at what the host changed after the approval.
 * @throws Refusal not_allowed; not_possible_now, changed_meanwhile (409)
 */
export async function noteChangesSeen(
	db: Db,
	actor: Actor,
	eventId: string,
	{ revision }: Seen
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'review', event);
		if (!event.changedSince) throw new Refusal('conflict', 'not_possible_now');
		if (event.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
		await trx
			.updateTable('events')
			.set({ changedSince: false, revision: sql<number>`revision + 1` })
			.where('id', '=', eventId)
			.execute();
		await recordOfEvent(trx, actor, event, 'changesSeen');
	});
}
