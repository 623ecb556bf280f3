import { sql, type Updateable } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import type { EventDates } from '../../../platform/db/tables.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { lockEvent, recordOfEvent, type EventRow } from '../event.server.ts';
import { collectAgain } from '../followup/collect.server.ts';
import type { EventVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { causes, type Cause, type DateState } from '../states.ts';
import { sideOf } from '../take-step.server.ts';
import { noteLength } from './note.ts';

/** One date of an event, and the revision of the event that whoever decides has seen. */
export type DateRef = Readonly<{ eventId: string; dateId: string; revision: number }>;

/**
 * Calls one date off, for example because of the weather. The event and its other dates stay.
 * @throws Refusal not_allowed, event_unknown, date_unknown (404); choice_invalid, text_too_long (422);
 *   not_possible_now, changed_meanwhile (409)
 */
export async function cancelDate(
	db: Db,
	actor: Actor,
	ref: DateRef,
	{ cause, note }: Readonly<{ cause: string; note: string }>
): Promise<void> {
	await changeOne(db, actor, ref, {
		right: 'changeDate',
		from: ['planned'],
		verb: 'dateCancelled',
		set: () => ({ state: 'cancelled', cause: causeFrom(cause), note: noteFrom(note) })
	});
}

/** Takes that back: it takes place after all. @throws Refusal as `cancelDate`; not for one that the recurrence has no more */
export async function restoreDate(db: Db, actor: Actor, ref: DateRef): Promise<void> {
	await changeOne(db, actor, ref, {
		right: 'changeDate',
		from: ['cancelled'],
		verb: 'dateRestored',
		set: ({ cause }) => {
			if (!isCause(cause)) throw new Refusal('conflict', 'not_possible_now');
			return { state: 'planned', cause: null, note: '' };
		}
	});
}

/**
 * Lets one date take place at another time, as long as it did not yet.
 * @param local YYYY-MM-DDTHH:mm in the city; the date stays as long as it was
 * @throws Refusal as `cancelDate`; moment_invalid, moment_passed, outside_period (422)
 */
export async function moveDate(
	db: Db,
	actor: Actor,
	ref: DateRef,
	{ local, note }: Readonly<{ local: string; note: string }>,
	now: Date
): Promise<void> {
	await changeOne(db, actor, ref, {
		right: 'changeDate',
		from: ['planned'],
		verb: 'dateMoved',
		set: async ({ id, startsAt, endsAt }, event, trx) => {
			const begins = newStart(local, event, now);
			await collectAgain(trx, id);
			const lasts = endsAt.getTime() - startsAt.getTime();
			return {
				startsAt: begins,
				endsAt: new Date(begins.getTime() + lasts),
				moved: true,
				note: noteFrom(note)
			};
		}
	});
}

function newStart(local: string, { firstDay, lastDay }: EventRow, now: Date): Date {
	const refuse = (reason: string) => new Refusal('invalid', reason, { local: reason });
	const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? fromLocal(local) : null;
	if (!at || Number.isNaN(at.getTime())) throw refuse('moment_invalid');
	if (at <= now) throw refuse('moment_passed');
	const day = local.slice(0, 10);
	if (day < firstDay || (lastDay !== null && day > lastDay)) throw refuse('outside_period');
	return at;
}

/**
 * Says that a date took place, that it did not, or that nobody has said yet.
 * @throws Refusal as `cancelDate`; not_possible_now before it begins
 */
export async function markDate(
	db: Db,
	actor: Actor,
	ref: DateRef,
	state: Exclude<DateState, 'cancelled'>,
	now: Date
): Promise<void> {
	await changeOne(db, actor, ref, {
		right: 'markHeld',
		from: ['planned', 'held', 'notHeld'],
		verb: marks[state],
		isPublicChange: false,
		set: ({ startsAt }) => {
			if (startsAt > now) throw new Refusal('conflict', 'not_possible_now');
			return { state };
		}
	});
}

const marks = { held: 'dateHeld', notHeld: 'dateNotHeld', planned: 'dateReset' } as const;

/**
 * Says that a planned date took place because somebody was seen there; part of the use case that saw it and holds the
 * event's row. One of which it is said already stays as it is.
 */
export async function holdDate(
	trx: Trx,
	actor: Actor,
	event: EventRow,
	{ id, state, localStart }: DateRow
): Promise<void> {
	if (state !== 'planned') return;
	await trx.updateTable('eventDates').set({ state: 'held' }).where('id', '=', id).execute();
	await trx
		.updateTable('events')
		.set({ revision: event.revision + 1 })
		.where('id', '=', event.eventId)
		.execute();
	await recordOfEvent(trx, actor, event, marks.held, { date: localStart });
}

/** A date as use cases ask about it before they change it. */
export type DateRow = Readonly<{
	id: string;
	startsAt: Date;
	endsAt: Date;
	state: DateState;
	cause: string | null;
	localStart: string;
}>;
type Change = Readonly<{
	right: 'changeDate' | 'markHeld';
	from: readonly DateState[];
	verb: EventVerb;
	/** Calendars have to hear of it; true unless told otherwise. */
	isPublicChange?: boolean;
	set: (
		date: DateRow,
		event: EventRow,
		trx: Trx
	) => Updateable<EventDates> | Promise<Updateable<EventDates>>;
}>;

/** The event's row is locked, so that rule and dates never change at once. */
export async function changeOne(
	db: Db,
	actor: Actor,
	{ eventId, dateId, revision }: DateRef,
	{ right, from, verb, set, isPublicChange = true }: Change
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, right, event);
		if (event.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
		const date = await dateOf(trx, eventId, dateId);
		if (!isLive(event) || !(from as readonly string[]).includes(date.state))
			throw new Refusal('conflict', 'not_possible_now');
		await trx
			.updateTable('eventDates')
			.set({
				...(await set(date, event, trx)),
				...(isPublicChange && { sequence: sql<number>`sequence + 1` })
			})
			.where('id', '=', dateId)
			.execute();
		await trx
			.updateTable('events')
			.set({ revision: revision + 1 })
			.$if(right === 'changeDate' && sideOf(actor, event) === 'host', (query) =>
				query.set({ changedSince: true })
			)
			.where('id', '=', eventId)
			.execute();
		await recordOfEvent(trx, actor, event, verb, { date: date.localStart });
	});
}

/** Dates change only of events that everybody may see and that are still looked after. */
export const isLive = ({ state, seriesStatus }: EventRow): boolean =>
	state === 'approved' && seriesStatus !== 'archived';

/** @throws Refusal date_unknown (404) */
export async function dateOf(trx: Db | Trx, eventId: string, dateId: string): Promise<DateRow> {
	const date = isUuid(dateId)
		? await trx
				.selectFrom('eventDates')
				.select(['id', 'startsAt', 'endsAt', 'state', 'cause', 'localStart'])
				.where('id', '=', dateId)
				.where('eventId', '=', eventId)
				.executeTakeFirst()
		: undefined;
	if (!date) throw new Refusal('missing', 'date_unknown');
	return date as DateRow;
}

const isCause = (text: string | null): text is Cause =>
	(causes as readonly (string | null)[]).includes(text);

function causeFrom(text: string): Cause {
	if (isCause(text)) return text;
	throw new Refusal('invalid', 'choice_invalid', { cause: 'choice_invalid' });
}

/** @throws Refusal text_too_long at the note (422) */
export function noteFrom(typed: string): string {
	const note = cleanLine(typed);
	if (lengthOf(note) <= noteLength) return note;
	throw new Refusal('invalid', 'text_too_long', { note: 'text_too_long' });
}
