import type { Db, Trx } from '../../platform/db/database.server.ts';
import type { ShownPicture } from '../../platform/pictures/formats.ts';

/** A photo that a contribution is to have: stored already, and not another contribution's. */
export type NewPhoto = Readonly<{ pictureId: string; description: string }>;

/** In the order given. The pictures belong to the idea from now on and go with it. */
export async function attachPhotos(
	trx: Trx,
	ideaId: string,
	photos: readonly NewPhoto[]
): Promise<void> {
	if (photos.length === 0) return;
	await trx
		.insertInto('ideaPhotos')
		.values(photos.map((photo, index) => ({ ...photo, ideaId, position: index + 1 })))
		.execute();
}

/** The photos of ideas, by idea id, in their order. */
export async function photosOf(
	db: Db | Trx,
	ideaIds: readonly string[]
): Promise<ReadonlyMap<string, readonly ShownPicture[]>> {
	const found = new Map<string, ShownPicture[]>();
	if (ideaIds.length === 0) return found;
	const rows = await db
		.selectFrom('ideaPhotos as f')
		.innerJoin('pictures as p', 'p.id', 'f.pictureId')
		.select(['f.ideaId', 'p.id', 'p.width', 'p.height', 'f.description'])
		.where('f.ideaId', 'in', ideaIds)
		.orderBy('f.position')
		.execute();
	for (const { ideaId, ...photo } of rows) found.set(ideaId, [...(found.get(ideaId) ?? []), photo]);
	return found;
}

/** Everybody may see the photos of public ideas, also of those that were merged into another. */
export async function showsPicture(db: Db, pictureId: string): Promise<boolean> {
	const found = await db
		.selectFrom('ideaPhotos as f')
		.innerJoin('ideas as i', 'i.id', 'f.ideaId')
		.select('f.ideaId')
		.where('f.pictureId', '=', pictureId)
		.where('i.visibility', '=', 'public')
		.executeTakeFirst();
	return found !== undefined;
}
