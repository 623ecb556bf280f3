import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { dateOf, type DateRow } from '../dates/change-date.server.ts';
import { eventOf, type EventRow } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { againstDocumenting, type AtDate } from './documentation.server.ts';
import { isDocumented, isOpenToAll } from './documented.server.ts';
import { photosOf, type DatePhoto } from './photos.server.ts';
import type { AgreedPoint } from './schema.ts';

/** What is written of a date, and shown of it. */
export type Documentation = Readonly<{
	/** 0: nobody wrote anything yet. */
	revision: number;
	text: Translated;
	minutesPublic: boolean;
	points: readonly AgreedPoint[];
	photos: readonly DatePhoto[];
}>;

/** The page on which host and office document a date. */
export type DocumentationView = Readonly<{
	event: EventRow;
	date: DateRow;
	documentation: Documentation;
	/** May write and show something; planners only read. */
	may: boolean;
	/** Reason code of what stands against it now, or null. */
	against: string | null;
	/** Everybody can read about this date. */
	isPublic: boolean;
}>;

/** @throws Refusal not_allowed, event_unknown, date_unknown (404) */
export async function readDocumentation(
	db: Db,
	actor: Actor,
	{ eventId, dateId }: AtDate,
	now: Date
): Promise<DocumentationView> {
	const event = await eventOf(db, eventId);
	demand(permissions, actor, 'seeDocumentation', event);
	const date = await dateOf(db, eventId, dateId);
	return {
		event,
		date,
		documentation: await documentationOf(db, dateId),
		may: can(permissions, actor, 'document', event),
		against: againstDocumenting(event, date, now),
		isPublic: await isShown(db, dateId)
	};
}

async function isShown(db: Db, dateId: string): Promise<boolean> {
	const row = await db
		.selectFrom('eventDates as d')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select('d.id')
		.where('d.id', '=', dateId)
		.where(isOpenToAll)
		.where(isDocumented)
		.executeTakeFirst();
	return row !== undefined;
}

/** Which dates of an event somebody has begun to document. */
export async function begunDocumentations(db: Db, eventId: string): Promise<string[]> {
	const rows = await db
		.selectFrom('eventDocumentations as w')
		.innerJoin('eventDates as d', 'd.id', 'w.dateId')
		.select('d.id')
		.where('d.eventId', '=', eventId)
		.execute();
	return rows.map(({ id }) => id);
}

export async function documentationOf(db: Db, dateId: string): Promise<Documentation> {
	const row = await db
		.selectFrom('eventDocumentations')
		.select(['revision', 'text', 'minutesPublic'])
		.where('dateId', '=', dateId)
		.executeTakeFirst();
	const points = await db
		.selectFrom('eventAgreedPoints')
		.select(['agreed', 'responsible', 'until'])
		.where('dateId', '=', dateId)
		.orderBy('position')
		.execute();
	const photos = await photosOf(db, [dateId]);
	return {
		revision: row?.revision ?? 0,
		text: (row?.text ?? {}) as Translated,
		minutesPublic: row?.minutesPublic ?? false,
		points,
		photos: photos.get(dateId) ?? []
	};
}
