import { sql, type Updateable } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Trx } from '../../platform/db/database.server.ts';
import type { Events } from '../../platform/db/tables.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordOfEvent, type EventRow } from './event.server.ts';
import type { EventVerb } from './history-text.ts';
import { belongsTo, permissions } from './permissions.ts';
import { reasonFrom } from './reason.ts';
import { hindrance, workflow, type StepKey } from './workflow.ts';

/** What a form carries. */
export type Seen = Readonly<{
	/** Revision that whoever decides has seen. */
	revision: number;
	/** Why, for the other side to read; needed where the table says so. */
	reason?: string;
}>;

/**
 * Takes one step of the workflow, in the transaction of its use case: right, state and what was seen are checked, the
 * row moves on, the chronicle and the audit trail are written.
 * @param set what else changes in the row
 * @returns the reason as it is kept
 * @throws Refusal not_allowed; reason_missing, text_too_long (422); not_possible_now and others of the table,
 *   changed_meanwhile (409)
 */
export async function takeStep(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	step: StepKey,
	{ revision, reason: typed = '' }: Seen,
	set: Updateable<Events> = {}
): Promise<string> {
	const { to, right, needsReason } = workflow[step];
	demand(permissions, actor, right, event);
	if (event.seriesStatus === 'archived') throw new Refusal('conflict', 'archived');
	const against = hindrance(step, event.state, event);
	if (against) throw new Refusal('conflict', against);
	const reason = reasonFrom(typed, needsReason === true);
	const moved = await trx
		.updateTable('events')
		.set({ state: to, revision: sql<number>`revision + 1`, ...set })
		.where('id', '=', event.eventId)
		.where('state', '=', event.state)
		.where('revision', '=', revision)
		.executeTakeFirst();
	if (moved.numUpdatedRows === 0n) throw new Refusal('conflict', 'changed_meanwhile');
	await noteStep(trx, actor, event, step, reason);
	await recordOfEvent(trx, actor, event, verbs[step]);
	return reason;
}

/** The chronicle that host and office read. */
async function noteStep(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	step: StepKey,
	reason: string
): Promise<void> {
	await trx
		.insertInto('eventSteps')
		.values({
			eventId: event.eventId,
			step,
			fromState: event.state,
			toState: workflow[step].to,
			reason,
			takenBy: actor.kind === 'account' ? actor.accountId : null,
			takenAs: sideOf(actor, event)
		})
		.execute();
}

/** On which side of the counter somebody stands. */
export function sideOf(
	actor: Actor,
	{ organisationId }: Pick<EventRow, 'organisationId'>
): 'host' | 'office' | 'system' {
	if (actor.kind === 'system') return 'system';
	if (actor.kind === 'receipt') return 'host';
	return organisationId !== null && belongsTo(actor, organisationId) ? 'host' : 'office';
}

/** What the audit trail calls each step. */
const verbs: Readonly<Record<StepKey, EventVerb>> = {
	submit: 'submitted',
	query: 'queried',
	answer: 'answered',
	approve: 'approved',
	publish: 'approved',
	reject: 'rejected',
	withdraw: 'withdrawn',
	discard: 'withdrawn',
	bringIn: 'submitted',
	takeBack: 'withdrawn',
	cancel: 'cancelled'
};
