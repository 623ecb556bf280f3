import type { Actor } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { callOff } from '../entry/cancel-event.server.ts';
import { keepContent } from '../entry/change-event.server.ts';
import { lockEvent, recordOfEvent, type EventRow } from '../event.server.ts';
import { openStates } from '../states.ts';
import { sideOf, takeStep } from '../take-step.server.ts';
import type { Adding, NewRow } from './add-new.server.ts';
import { printOfEvent } from './event-print.server.ts';
import { changeDates, wantedDates } from './single-dates.server.ts';

/** A row whose event is here already. */
export type KnownRow = NewRow & Readonly<{ eventId: string; overwrite: boolean }>;

/**
 * Changes an event to what its file says now. One that somebody has changed here since stays, unless it was ticked, also
 * if that happened after the preview.
 * @returns whether it was changed
 */
export async function changeKnown(
	trx: Trx,
	{ eventId, digest, brought, overwrite }: KnownRow,
	adding: Adding & { origin: string }
): Promise<boolean> {
	const { actor, series, now } = adding;
	const event = await lockEvent(trx, eventId);
	if (!openStates.includes(event.state)) return false;
	if (!overwrite && !(await isAsLeft(trx, eventId))) return false;
	if (brought.cancelled) await end(trx, event, adding);
	else {
		await keepContent(trx, actor, event, brought.content, now);
		const dates = await changeDates(trx, event, wantedDates(brought, series, now), now);
		if (dates.length > 0) await tellOfChanged(trx, actor, event, dates);
	}
	await trx
		.updateTable('eventSources')
		.set({ digest, leftAs: await printOfEvent(trx, eventId) })
		.where('eventId', '=', eventId)
		.execute();
	return true;
}

/** What its host changes of the single dates of a published event, moderators look at, as where they move one by hand. */
async function tellOfChanged(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	dates: readonly string[]
): Promise<void> {
	if (event.state === 'approved' && sideOf(actor, event) === 'host')
		await trx
			.updateTable('events')
			.set({ changedSince: true })
			.where('id', '=', event.eventId)
			.execute();
	await recordOfEvent(trx, actor, event, 'changed', { fields: ['dates'], dates });
}

async function isAsLeft(trx: Trx, eventId: string): Promise<boolean> {
	const source = await trx
		.selectFrom('eventSources')
		.select('leftAs')
		.where('eventId', '=', eventId)
		.executeTakeFirst();
	return source !== undefined && source.leftAs === (await printOfEvent(trx, eventId));
}

/** What does not take place according to its source: called off where people know of it, else not published. */
async function end(
	trx: Trx,
	event: EventRow,
	{ actor, series, now, origin }: Adding & { origin: string }
): Promise<void> {
	const reason = m.eventsimport_cancelled_reason({}, inLocale(series.locales[0]!));
	const seen = { revision: event.revision, reason };
	if (event.state === 'approved') await callOff(trx, actor, event, seen, { now, origin });
	else {
		const step = sideOf(actor, event) === 'host' ? 'withdraw' : 'reject';
		await takeStep(trx, actor, event, step, seen);
	}
}
