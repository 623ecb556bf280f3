import type { Actor } from '../../access/actor.ts';
import { record } from '../../core/history/record.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { isUuid } from '../../platform/db/uuid.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import type { EventVerb } from './history-text.ts';
import type { EventSubject, SeriesSubject } from './permissions.ts';
import type { SeriesKind, State } from './states.ts';

/** An event as use cases ask about it before they change it. */
export type EventRow = EventSubject &
	Readonly<{
		number: number;
		state: State;
		revision: number;
		changedSince: boolean;
		enteredAs: 'account' | 'invitation' | 'staff';
		hostName: string | null;
		title: Translated;
		closed: boolean;
		/** Of its series. */
		slug: string;
		seriesStatus: string;
		seriesKind: SeriesKind;
		firstDay: string;
		lastDay: string | null;
		openToHosts: boolean;
		hostsUntil: string | null;
		locales: readonly string[];
	}>;

/** @throws Refusal event_unknown (404) */
export async function eventOf(db: Db | Trx, id: string): Promise<EventRow> {
	if (!isUuid(id)) throw unknown();
	return whole(await columns(db).where('e.id', '=', id).executeTakeFirst());
}

/** By the number under which everybody speaks of it. @throws Refusal event_unknown (404) */
export async function eventNumbered(
	db: Db | Trx,
	activityId: string,
	number: number
): Promise<EventRow> {
	if (!isUuid(activityId) || !Number.isSafeInteger(number) || number > 2_147_483_647)
		throw unknown();
	const row = await columns(db)
		.where('e.activityId', '=', activityId)
		.where('e.number', '=', number)
		.executeTakeFirst();
	return whole(row);
}

/** The same, locked until the transaction ends: first step of whatever looks at it and then changes it. */
export async function lockEvent(trx: Trx, id: string): Promise<EventRow> {
	if (!isUuid(id)) throw unknown();
	return whole(await columns(trx).where('e.id', '=', id).forUpdate('e').executeTakeFirst());
}

function columns(db: Db | Trx) {
	return db
		.selectFrom('events as e')
		.innerJoin('eventSeries as s', 's.activityId', 'e.activityId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select(['e.id as eventId', 'e.activityId', 'y.placeId', 'e.organisationId', 'e.invitationId'])
		.select(['e.number', 'e.state', 'e.revision', 'e.changedSince', 'e.enteredAs', 'e.hostName'])
		.select(['e.title', 'e.closed', 's.slug', 'y.status as seriesStatus', 's.kind as seriesKind'])
		.select(['s.firstDay', 's.lastDay', 's.openToHosts', 's.hostsUntil', 'y.locales']);
}

type Row = Awaited<ReturnType<ReturnType<typeof columns>['executeTakeFirst']>>;

function whole(row: Row): EventRow {
	if (!row) throw unknown();
	return row as EventRow;
}

const unknown = () => new Refusal('missing', 'event_unknown');

/** Writes what happened to an event into the audit trail, under its series. */
export async function recordOfEvent(
	trx: Trx,
	actor: Actor,
	{ activityId, placeId, number }: SeriesSubject & { number: number },
	verb: EventVerb,
	detail: Record<string, unknown> = {}
): Promise<void> {
	await record(trx, actor, {
		action: `events.${verb}`,
		subjectKind: 'events',
		subjectId: activityId,
		placeId,
		detail: { number, ...detail }
	});
}
