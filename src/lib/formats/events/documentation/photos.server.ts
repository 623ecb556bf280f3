import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { parse } from '../../../platform/parse.ts';
import { dateOf } from '../dates/change-date.server.ts';
import { eventOf, lockEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { sideOf } from '../take-step.server.ts';
import {
	againstDocumenting,
	beginDocumentation,
	lockDocumented,
	tellOfDocumentation,
	type AtDate
} from './documentation.server.ts';
import { isOpenToAll } from './documented.server.ts';
import { besidePhotoInput, documentationLimits, photoInput, type PhotoInput } from './schema.ts';

/** A photo of a date as its pages show it. */
export type DatePhoto = Readonly<{
	id: string;
	width: number;
	height: number;
	description: Translated;
}>;

/**
 * Asked before a photo is taken from a form: of whom nobody said that they agreed no file is kept, not even until
 * somebody corrects the rest.
 * @throws Refusal of `lockDocumented`; input_invalid with the reason at each field (422) where consent is missing
 */
export async function demandPhoto(
	db: Db,
	actor: Actor,
	{ eventId, dateId }: AtDate,
	given: PhotoInput,
	now: Date
): Promise<void> {
	const event = await eventOf(db, eventId);
	demand(permissions, actor, 'document', event);
	const against = againstDocumenting(event, await dateOf(db, eventId, dateId), now);
	if (against) throw new Refusal('conflict', against);
	if (!given.consent) parse(besidePhotoInput, given);
}

/**
 * Shows everybody a photo of a date. Without a word for those who do not see it, and without everybody in it having agreed,
 * it is not kept at all. Sent twice it is one photo.
 * @param pictureId of a picture that nothing has yet; null: none came
 * @throws Refusal of `lockDocumented`; input_invalid with the reason at each field, of which photo_missing and
 *   too_many_photos are at `photos` (422)
 */
export async function addPhoto(
	db: Db,
	actor: Actor,
	on: AtDate,
	{ pictureId, ...given }: PhotoInput & Readonly<{ pictureId: string | null }>,
	now: Date
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const locked = await lockDocumented(trx, actor, on, now);
		const { photos, description, consent } = parse(photoInput, { ...given, photos: pictureId });
		if (await isShown(trx, photos)) return;
		const position = await freePosition(trx, on.dateId);
		await beginDocumentation(trx, actor, locked.event, locked.date);
		await trx
			.insertInto('eventPhotos')
			.values({
				...{ pictureId: photos, dateId: on.dateId, position, consent },
				description: JSON.stringify(description)
			})
			.execute();
		// Who asked those in it is known by the entry's author; whom they asked is written nowhere.
		const consentBy = sideOf(actor, locked.event);
		await tellOfDocumentation(trx, actor, locked, 'photoAdded', { consent, consentBy });
	});
}

/** Whoever shows photos of a date waits for its event's row: nobody adds it in between. */
async function isShown(trx: Trx, pictureId: string): Promise<boolean> {
	const row = await trx
		.selectFrom('eventPhotos')
		.select('pictureId')
		.where('pictureId', '=', pictureId)
		.executeTakeFirst();
	return row !== undefined;
}

/** @throws Refusal too_many_photos (422) */
async function freePosition(trx: Trx, dateId: string): Promise<number> {
	const rows = await trx
		.selectFrom('eventPhotos')
		.select('position')
		.where('dateId', '=', dateId)
		.execute();
	const taken = new Set(rows.map(({ position }) => position));
	const all = Array.from({ length: documentationLimits.photos }, (_, index) => index + 1);
	const free = all.find((position) => !taken.has(position));
	if (free) return free;
	throw new Refusal('invalid', 'input_invalid', { photos: 'too_many_photos' });
}

/**
 * Takes a photo away, at once and for good: its files go with the row. Possible whatever became of date and series, because
 * whoever agreed may think better of it.
 * @throws Refusal not_allowed, event_unknown, date_unknown, photo_unknown (404)
 */
export async function takeDownPhoto(
	db: Db,
	actor: Actor,
	{ eventId, dateId }: AtDate,
	pictureId: string
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const event = await lockEvent(trx, eventId);
		demand(permissions, actor, 'document', event);
		const date = await dateOf(trx, eventId, dateId);
		if (!isUuid(pictureId)) throw unknownPhoto();
		const gone = await trx
			.deleteFrom('eventPhotos')
			.where('pictureId', '=', pictureId)
			.where('dateId', '=', dateId)
			.executeTakeFirst();
		if (gone.numDeletedRows === 0n) throw unknownPhoto();
		await tellOfDocumentation(trx, actor, { event, date }, 'photoTakenDown');
	});
}

const unknownPhoto = () => new Refusal('missing', 'photo_unknown');

/** The photos of dates, by the date's id, in their order. */
export async function photosOf(
	db: Db | Trx,
	dateIds: readonly string[]
): Promise<ReadonlyMap<string, readonly DatePhoto[]>> {
	if (dateIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('eventPhotos as f')
		.innerJoin('pictures as p', 'p.id', 'f.pictureId')
		.select(['f.dateId', 'p.id', 'p.width', 'p.height', 'f.description'])
		.where('f.dateId', 'in', dateIds)
		.orderBy('f.position')
		.execute();
	const photos = rows.map(({ description, ...rest }) => ({
		...rest,
		description: description as Translated
	}));
	return Map.groupBy(photos, ({ dateId }) => dateId);
}

/** Everybody may see the photos of public dates that were held. */
export async function showsPicture(db: Db, pictureId: string): Promise<boolean> {
	const found = await db
		.selectFrom('eventPhotos as f')
		.innerJoin('eventDates as d', 'd.id', 'f.dateId')
		.innerJoin('events as e', 'e.id', 'd.eventId')
		.innerJoin('activities as y', 'y.id', 'e.activityId')
		.select(sql<number>`1`.as('one'))
		.where('f.pictureId', '=', pictureId)
		.where(isOpenToAll)
		.executeTakeFirst();
	return found !== undefined;
}
