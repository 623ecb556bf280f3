import { expect, test } from 'vitest';
import { noFilter } from '#lib/formats/ideas/filter.ts';
import { showsPicture, photosOf } from '#lib/formats/ideas/photos.server.ts';
import { ideaCards } from '#lib/formats/ideas/public-ideas.server.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import {
	deleteUnusedPictures,
	openPictures,
	pictureFile
} from '#lib/platform/pictures/store.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { idea, ideaMap, phone } from '../../fixture/idea-map.ts';
import { jpeg } from '../../fixture/photos.ts';

const secret = 'a-secret-for-the-tests-of-pictures-0123456789';
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const pictureIds = async (db: Db) =>
	(await db.selectFrom('pictures').select('id').execute()).map(({ id }) => id);

async function taken(db: Db) {
	const pictures = openPictures(db, secret, () => now);
	const ticket = await pictures.take(await jpeg(), 'form 1');
	return { pictures, ticket, pictureId: pictures.idOf(ticket, 'form 1')! };
}

test('a photo belongs to the form it was taken for: another form or a changed ticket does not get it', async () => {
	const { db } = await freshDatabase();
	const { pictures, ticket, pictureId } = await taken(db);
	expect(await pictureIds(db)).toEqual([pictureId]);
	expect(pictures.idOf(ticket, 'form 2')).toBeNull();
	expect(pictures.idOf(`${crypto.randomUUID()}.${ticket.split('.')[1]}`, 'form 1')).toBeNull();
	expect(pictures.idOf('nonsense', 'form 1')).toBeNull();
});

test('a pass opens one picture, today and over midnight, and no longer', async () => {
	const { db } = await freshDatabase();
	let at = now;
	const pictures = openPictures(db, secret, () => at);
	const pass = pictures.passOf('a');
	expect(pictures.mayPass('a', pass)).toBe(true);
	expect(pictures.mayPass('b', pass)).toBe(false);
	expect(pictures.mayPass('a', null)).toBe(false);
	expect(pictures.mayPass('a', '')).toBe(false);
	at = inDays(1);
	expect(pictures.mayPass('a', pass)).toBe(true);
	at = inDays(2);
	expect(pictures.mayPass('a', pass)).toBe(false);
});

test('a photo whose form was never sent is deleted after a day, one that is used stays', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { pictureId } = await taken(db);
	await taken(db);
	await submitIdea(db, test.map, phone(), idea(test), now, [{ pictureId, description: 'Brunnen' }]);
	await deleteUnusedPictures(db, now);
	expect(await pictureIds(db)).toHaveLength(2);
	await deleteUnusedPictures(db, inDays(3));
	expect(await pictureIds(db)).toEqual([pictureId]);
});

test('everybody may see the photo of a public idea, nobody that of one that waits or is hidden', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { moderation: 'before' });
	const { pictureId } = await taken(db);
	expect(await showsPicture(db, pictureId)).toBe(false);
	const photos = [{ pictureId, description: 'Brunnen' }];
	const { ideaId } = await submitIdea(db, test.map, phone(), idea(test), now, photos);
	expect(await showsPicture(db, pictureId)).toBe(false);
	await db.updateTable('ideas').set({ visibility: 'public' }).execute();
	expect(await showsPicture(db, pictureId)).toBe(true);
	expect((await photosOf(db, [ideaId])).get(ideaId)).toEqual([
		{ id: pictureId, width: 40, height: 30, description: 'Brunnen' }
	]);
	await db.updateTable('ideas').set({ visibility: 'hidden', hiddenReason: 'personal' }).execute();
	expect(await showsPicture(db, pictureId)).toBe(false);
});

test('a picture goes with its idea, and no two ideas have the same', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { pictureId } = await taken(db);
	const photos = [{ pictureId, description: '' }];
	await submitIdea(db, test.map, phone(), idea(test), now, photos);
	await expect(submitIdea(db, test.map, phone(), idea(test), now, photos)).rejects.toThrow(
		'idea_photos_picture'
	);
	await db.deleteFrom('ideas').execute();
	expect(await pictureIds(db)).toEqual([]);
	expect(await db.selectFrom('pictureFiles').select('size').execute()).toEqual([]);
});

test('a map takes five photos at most, and none where it takes none', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const six = Array.from({ length: 6 }, () => ({
		pictureId: crypto.randomUUID(),
		description: ''
	}));
	await expect(submitIdea(db, test.map, phone(), idea(test), now, six)).rejects.toMatchObject({
		fields: { photos: 'too_many_photos' }
	});
	const without = await ideaMap(db, { takesPhotos: false });
	await expect(
		submitIdea(db, without.map, phone(), idea(without), now, six.slice(0, 1))
	).rejects.toMatchObject({ fields: { photos: 'photos_not_taken' } });
	expect(await db.selectFrom('ideas').select('id').execute()).toEqual([]);
});

test('a card in the list shows the first photo with its description', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { pictureId: first } = await taken(db);
	const { pictureId: second } = await taken(db);
	await submitIdea(db, test.map, phone(), idea(test), now, [
		{ pictureId: first, description: 'Brunnen' },
		{ pictureId: second, description: '' }
	]);
	await submitIdea(db, test.map, phone(), idea(test), now);
	const { cards } = await ideaCards(db, test.activityId, noFilter, {
		order: 'newest',
		page: 1,
		size: 10
	});
	expect(cards.map(({ photo }) => photo)).toEqual([
		null,
		{ id: first, width: 40, height: 30, description: 'Brunnen' }
	]);
});

test('a picture from before there were thumbs is shown in lists by its small file', async () => {
	const { db } = await freshDatabase();
	const pictures = openPictures(db, secret, () => now);
	const id = pictures.idOf(await pictures.take(await jpeg(800, 600), 'form'), 'form')!;
	const [thumb, small] = [
		await pictureFile(db, id, 'thumb', 'webp'),
		await pictureFile(db, id, 'small', 'webp')
	];
	expect(thumb).not.toEqual(small);
	await db.deleteFrom('pictureFiles').where('size', '=', 'thumb').execute();
	expect(await pictureFile(db, id, 'thumb', 'webp')).toEqual(small);
});
