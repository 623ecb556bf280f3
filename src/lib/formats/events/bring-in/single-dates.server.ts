import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { fromLocal } from '../../../platform/local-time.ts';
import { datesIn } from '../dates/keep-in-step.server.ts';
import { recurrenceOf } from '../entry/content.ts';
import type { EventRow } from '../event.server.ts';
import type { Brought, BroughtDate } from './brought.ts';

/** A date as the file has it. */
export type WantedDate = Readonly<{
	localStart: string;
	startsAt: Date;
	endsAt: Date;
	state: 'planned' | 'cancelled';
	cause: 'other' | null;
	moved: boolean;
	note: string;
	venue: string | null;
}>;

/** Every date of a row, those included that the file has otherwise than its rule. */
export function wantedDates(
	{ content, dates }: Brought,
	series: Pick<EventRow, 'lastDay'>,
	now: Date
): WantedDate[] {
	const recurrence = recurrenceOf(content);
	const others = new Map(dates.map((date) => [fromLocal(date.instead)!.getTime(), date]));
	return (recurrence ? datesIn(recurrence, series, now) : []).map(({ local, startsAt, endsAt }) => {
		const planned = { localStart: local, startsAt, endsAt };
		const other = others.get(startsAt.getTime());
		return other
			? differently(planned, other)
			: { ...planned, state: 'planned', cause: null, moved: false, note: '', venue: null };
	});
}

function differently(
	planned: Pick<WantedDate, 'localStart' | 'startsAt' | 'endsAt'>,
	{ start, minutes, cancelled, note, venue }: BroughtDate
): WantedDate {
	const startsAt = fromLocal(start)!;
	const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
	const isElsewhen =
		startsAt.getTime() !== planned.startsAt.getTime() ||
		endsAt.getTime() !== planned.endsAt.getTime();
	const when = cancelled ? planned : { localStart: planned.localStart, startsAt, endsAt };
	return {
		...when,
		state: cancelled ? 'cancelled' : 'planned',
		cause: cancelled ? 'other' : null,
		moved: !cancelled && isElsewhen,
		note,
		venue
	};
}

/** As text, a row per date: an event may have hundreds, and parameters are few. */
export async function insertDates(
	trx: Trx,
	dates: readonly (WantedDate & { eventId: string })[]
): Promise<void> {
	await sql`
		insert into event_dates (event_id, local_start, starts_at, ends_at, state, cause, moved, note, venue)
		select v."eventId", v."localStart", v."startsAt", v."endsAt", v.state, v.cause, v.moved, v.note, v.venue
		from jsonb_to_recordset(${JSON.stringify(dates)}::jsonb) as v ("eventId" uuid, "localStart" text,
			"startsAt" timestamptz, "endsAt" timestamptz, state text, cause text, moved boolean, note text, venue text)`.execute(
		trx
	);
}

/**
 * Brings the dates of an event that there is to what the file says of each, after they have followed its rule. What has
 * been of a published event stays as it was, and none of its dates is moved to where it would have been already.
 * @returns the local beginnings, by its rule, of those that are otherwise now
 */
export async function changeDates(
	trx: Trx,
	{ eventId, state }: Pick<EventRow, 'eventId' | 'state'>,
	wanted: readonly WantedDate[],
	now: Date
): Promise<string[]> {
	const byLocal = new Map(wanted.map((date) => [date.localStart, date]));
	const kept = await trx
		.selectFrom('eventDates')
		.select(['id', 'localStart', 'startsAt', 'endsAt', 'state', 'cause', 'moved', 'note', 'venue'])
		.where('eventId', '=', eventId)
		.where('state', 'in', ['planned', 'cancelled'])
		.execute();
	const changed: string[] = [];
	for (const { id, ...date } of kept) {
		const to = byLocal.get(date.localStart);
		if (!to || isSame(date, to)) continue;
		if (state === 'approved' && (date.startsAt <= now || isMovedBack(to, now))) continue;
		await trx
			.updateTable('eventDates')
			.set({ ...to, sequence: sql<number>`sequence + 1` })
			.where('id', '=', id)
			.execute();
		changed.push(date.localStart);
	}
	return changed;
}

const isMovedBack = ({ state, startsAt }: WantedDate, now: Date): boolean =>
	state === 'planned' && startsAt <= now;

function isSame(
	date: Omit<WantedDate, 'state' | 'cause'> & { state: string },
	to: WantedDate
): boolean {
	return (
		date.startsAt.getTime() === to.startsAt.getTime() &&
		date.endsAt.getTime() === to.endsAt.getTime() &&
		(['state', 'moved', 'note', 'venue'] as const).every((name) => date[name] === to[name])
	);
}
