import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { cleanLine, lengthOf } from '../../../platform/clean-text.ts';
import { pictureSizesOf, type Pictures } from '../../../platform/pictures/store.server.ts';
import type { NewPhoto } from '../photos.server.ts';
import { limits } from '../schema.ts';
import type { Draft, DraftPhoto } from './draft.ts';
import type { FormPhoto } from './form-view.ts';

/** Files somebody chose; a browser sends an empty one where nothing was chosen. */
export const filesOf = (data: FormData): File[] =>
	data.getAll('photo').filter((value): value is File => value instanceof File && value.size > 0);

/**
 * Takes the files into the form, all or none: who sends the form again sends all of them.
 * @throws Refusal of `Pictures.take`; too_many_photos (422)
 */
export async function takeFiles(
	pictures: Pictures,
	files: readonly File[],
	has: number,
	owner: string
): Promise<DraftPhoto[]> {
	if (has + files.length > limits.photos) {
		throw new Refusal('invalid', 'too_many_photos', { photos: 'too_many_photos' });
	}
	const taken: DraftPhoto[] = [];
	for (const file of files) {
		const ticket = await pictures.take(new Uint8Array(await file.arrayBuffer()), owner);
		taken.push({ ticket, description: '' });
	}
	return taken;
}

/** The photos of a form as its own pages show them; those that are gone or not its own are left out. */
export async function formPhotos(
	db: Db,
	pictures: Pictures,
	{ photos }: Draft,
	owner: string
): Promise<FormPhoto[]> {
	const known = photos.flatMap((photo) => {
		const id = pictures.idOf(photo.ticket, owner);
		return id ? [{ ...photo, id }] : [];
	});
	const sizes = await pictureSizesOf(
		db,
		known.map(({ id }) => id)
	);
	return known.flatMap((photo) => {
		const size = sizes.get(photo.id);
		return size ? [{ ...photo, ...size, pass: pictures.passOf(photo.id) }] : [];
	});
}

/** As they are written down. @throws Refusal text_too_long (422) */
export function newPhotos(photos: readonly FormPhoto[]): NewPhoto[] {
	return photos.map(({ id, description: typed }) => {
		const description = cleanLine(typed);
		if (lengthOf(description) > limits.photoDescription) {
			throw new Refusal('invalid', 'input_invalid', { photos: 'description_too_long' });
		}
		return { pictureId: id, description };
	});
}
