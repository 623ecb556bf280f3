import { bounded } from '../bounded.ts';
import type { Db, Trx } from '../db/database.server.ts';
import { isHash, ownerTickets, shortHash } from '../owner-tickets.server.ts';
import { deriveKey } from '../secrets.ts';
import { convertPicture } from './convert.server.ts';
import type { PictureFormat, PictureSize } from './formats.ts';

/** Pictures of a running process. */
export type Pictures = Readonly<{
	/**
	 * Converts and stores a photo that no contribution has yet.
	 * @param owner what it is for; only under the same owner does its ticket count
	 * @returns a ticket to put into the form
	 * @throws Refusal of `convertPicture`; `away` pictures_busy (503)
	 */
	take(bytes: Uint8Array, owner: string): Promise<string>;
	/** The picture's id, or null for a ticket that is forged or another owner's. */
	idOf(ticket: string, owner: string): string | null;
	/** For the address of a picture that not everybody may see: whoever was shown it today may load it. */
	passOf(id: string): string;
	mayPass(id: string, pass: string | null): boolean;
}>;

/** Two at once keep both cores of a small server busy and at most 400 MB of pixels in memory. */
const conversions = { running: 2, waiting: 20, reason: 'pictures_busy' } as const;

const day = 86_400_000;

export function openPictures(db: Db, appSecret: string, clock: () => Date): Pictures {
	const key = deriveKey(appSecret, 'pictures');
	const tickets = ownerTickets(key);
	const inTurn = bounded(conversions);
	const passHash = (id: string, days: number) => shortHash(key, `pass ${id} ${days}`);
	const today = () => Math.floor(clock().getTime() / day);
	return {
		take: (bytes, owner) =>
			inTurn(async () => tickets.ticketOf(await storePicture(db, bytes), owner)),
		idOf: tickets.idOf,
		passOf: (id) => passHash(id, today()).toString('base64url'),
		// Yesterday's too: nobody's page loses its pictures at midnight.
		mayPass: (id, pass) =>
			pass !== null && [0, 1].some((ago) => isHash(pass, passHash(id, today() - ago)))
	};
}

async function storePicture(db: Db, bytes: Uint8Array): Promise<string> {
	const { width, height, files } = await convertPicture(bytes);
	return db.transaction().execute(async (trx) => {
		const { id } = await trx
			.insertInto('pictures')
			.values({ width, height })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx
			.insertInto('pictureFiles')
			.values(files.map((file) => ({ ...file, pictureId: id })))
			.execute();
		return id;
	});
}

/** The bytes of one file, or null where there is none; of a picture from before there were thumbs its small one. */
export async function pictureFile(
	db: Db,
	id: string,
	size: PictureSize,
	format: PictureFormat
): Promise<Buffer | null> {
	const file = await db
		.selectFrom('pictureFiles')
		.select('bytes')
		.where('pictureId', '=', id)
		.where('size', 'in', size === 'thumb' ? ['thumb', 'small'] : [size])
		.where('format', '=', format)
		.orderBy((eb) => eb('size', '=', size), 'desc')
		.executeTakeFirst();
	return file?.bytes ?? null;
}

/** Sizes of these pictures, by id, in pixels. */
export async function pictureSizesOf(
	db: Db | Trx,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Readonly<{ width: number; height: number }>>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('pictures')
		.select(['id', 'width', 'height'])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, ...size }) => [id, size]));
}

/** Photos of forms that were never sent: kept for one day and the rest of it. */
export async function deleteUnusedPictures(db: Db, now: Date): Promise<void> {
	const yesterday = new Date(now.getTime() - day).toISOString().slice(0, 10);
	await db
		.deleteFrom('pictures')
		.where('inUse', '=', false)
		.where('createdOn', '<', yesterday)
		.execute();
}
