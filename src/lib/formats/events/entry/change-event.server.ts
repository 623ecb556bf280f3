import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { keepDatesInStep } from '../dates/keep-in-step.server.ts';
import { lockEvent, recordOfEvent, type EventRow } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { seriesOf } from '../series/series.server.ts';
import { openStates } from '../states.ts';
import { sideOf } from '../take-step.server.ts';
import { contentOf, missingIn, recurrenceOf, rowOf } from './content.ts';
import { demandFit } from './fits-series.server.ts';
import { eventInput, type EventContent, type EventInput } from './schema.ts';

/**
 * Changes what is written of an event. What was approved is changed at once for everybody; moderators see that its host
 * has changed it and look again.
 * @param revision that the form began with
 * @throws Refusal not_allowed, event_unknown; input_invalid with the reason at each field (422); not_possible_now,
 *   series_closed, changed_meanwhile (409)
 */
export async function changeEvent(
	db: Db,
	actor: Actor,
	eventId: string,
	given: EventInput,
	revision: number,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'change', event);
		const content = parse(eventInput, given);
		refuseLate(event, revision);
		if (event.state !== 'draft') demandWhole(content);
		await demandFit(trx, await seriesOf(trx, event.activityId), content, now);
		await keepContent(trx, actor, event, content, now);
	});
}

/** Writes the new words and lets the dates follow, as part of a use case that has checked both and holds the event's row. */
export async function keepContent(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	content: EventContent,
	now: Date
): Promise<void> {
	const changed = changedFields(await contentRow(trx, event.eventId), content);
	const byHost = sideOf(actor, event) === 'host';
	await trx
		.updateTable('events')
		.set({ ...rowOf(content), revision: event.revision + 1, touchedOn: localDay(now) })
		.$if(event.state === 'approved' && byHost && changed.length > 0, (query) =>
			query.set({ changedSince: true })
		)
		.where('id', '=', event.eventId)
		.execute();
	const published = event.state === 'approved';
	await keepDatesInStep(trx, event, recurrenceOf(content), { now, published });
	await recordOfEvent(trx, actor, event, 'changed', { fields: changed });
}

function refuseLate(event: EventRow, revision: number): void {
	if (event.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
	if (!openStates.includes(event.state)) throw new Refusal('conflict', 'not_possible_now');
	if (event.seriesStatus === 'finished' || event.seriesStatus === 'archived')
		throw new Refusal('conflict', 'series_closed');
}

/** @throws Refusal input_invalid with what is missing at each field */
export function demandWhole(content: EventContent): void {
	const missing = missingIn(content);
	if (Object.keys(missing).length > 0) throw new Refusal('invalid', 'input_invalid', missing);
}

export async function contentRow(db: Db | Trx, eventId: string): Promise<EventContent> {
	const row = await db
		.selectFrom('events')
		.selectAll()
		.where('id', '=', eventId)
		.executeTakeFirstOrThrow();
	return contentOf(row);
}

/** Names of the fields that differ, for the audit trail: never what stands in them. */
const changedFields = (before: EventContent, after: EventContent): string[] =>
	(Object.keys(after) as (keyof EventContent)[]).filter(
		(name) => sorted(before[name]) !== sorted(after[name])
	);

/** The database returns the languages of a text in an order of its own. */
const sorted = (value: unknown): string =>
	JSON.stringify(
		value !== null && typeof value === 'object' && !Array.isArray(value)
			? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
			: value
	);
