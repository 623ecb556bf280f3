import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { picturesOf } from '#lib/core/activities/pictures.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { deleteSession } from '#lib/formats/live/delete-session.server.ts';
import {
	addQuestion,
	changeQuestion,
	removeQuestion
} from '#lib/formats/live/edit-questions.server.ts';
import { showsPicture } from '#lib/formats/live/pictures/in-questions.server.ts';
import { materialOf } from '#lib/formats/live/pictures/material.server.ts';
import {
	addPicture,
	describePicture,
	mostSessionPictures,
	removePicture
} from '#lib/formats/live/pictures/session-pictures.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { openPictures, pictureFile } from '#lib/platform/pictures/store.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { jpeg } from '../../fixture/photos.ts';
import { draftSession, kesselbrink, noon, press, scaleQuestion } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

const appSecret = 'pictures-of-tests-need-a-secret-too-0123456789';
const alt = { de: 'Der Platz von oben' };

async function house() {
	const { db } = await freshDatabase();
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	const pictures = openPictures(db, appSecret, () => noon);
	const { activityId } = await draftSession(db, moderator, [scaleQuestion]);
	const add = async (session = activityId) =>
		addPicture(db, pictures, moderator, session, { bytes: await jpeg(), alt });
	return { db, moderator, pictures, activityId, add };
}

/** A question that shows a picture of the session, as its form makes it. */
async function asksAbout(db: Db, activityId: string, picture: string) {
	const { pictures } = await materialOf(db, { activityId, placeId: kesselbrink });
	return {
		type: 'spot',
		prompt: { de: 'Wo fehlt Schatten?' },
		config: {
			picture: pictures.find(({ id }) => id === picture) ?? {
				...pictures[0],
				id: picture
			},
			columns: 4,
			rows: 4,
			names: []
		}
	};
}

const stored = async (db: Db) =>
	(await db.selectFrom('pictures').select('id').execute()).map(({ id }) => id);

describe('a picture of a session', () => {
	test('is kept in sizes for phones, is public by its address and stands in the history', async () => {
		const { db, activityId, add } = await house();
		const id = await add();
		expect(await picturesOf(db, activityId)).toEqual([{ id, width: 40, height: 30, alt }]);
		expect(await pictureFile(db, id, 'thumb', 'webp')).not.toBeNull();
		expect(await showsPicture(db, id)).toBe(true);
		expect(await showsPicture(db, crypto.randomUUID())).toBe(false);
		const said = await db.selectFrom('history').select(['action', 'detail']).execute();
		expect(said).toContainEqual({ action: 'live.pictureAdded', detail: { picture: id } });
	});

	test.each([
		['without a description', { alt: { de: ' ' } }, { 'alt.de': 'alt_missing' }],
		['with an endless one', { alt: { de: 'x'.repeat(301) } }, { 'alt.de': 'alt_too_long' }],
		['without a file', { bytes: new Uint8Array() }, { picture: 'picture_missing' }],
		['that is none', { bytes: Buffer.from('<svg/>') }, { photos: 'picture_kind' }]
	])('%s is refused at its field, and nothing is kept', async (_, wrong, fields) => {
		const { db, moderator, pictures, activityId } = await house();
		const picture = { bytes: await jpeg(), alt, ...wrong };
		await expect(addPicture(db, pictures, moderator, activityId, picture)).rejects.toMatchObject({
			status: 422,
			fields
		});
		expect(await picturesOf(db, activityId)).toEqual([]);
		expect(await stored(db)).toEqual([]);
	});

	test('is one of 24 at most', async () => {
		const { db, activityId, add } = await house();
		const first = await add();
		await sql`insert into pictures (id, width, height)
			select gen_random_uuid(), width, height from pictures, generate_series(2, ${mostSessionPictures})
			where id = ${first}`.execute(db);
		await sql`insert into activity_pictures (activity_id, picture_id, alt)
			select ${activityId}, id, '{"de": "x"}' from pictures where id <> ${first}`.execute(db);
		await expect(add()).rejects.toMatchObject({ reason: 'too_many_pictures' });
	});

	test('goes when nobody shows it, and only then', async () => {
		const { db, moderator, activityId, add } = await house();
		const id = await add();
		const question = await addQuestion(
			db,
			moderator,
			activityId,
			await asksAbout(db, activityId, id)
		);
		const remove = () => removePicture(db, moderator, activityId, id);
		await expect(remove()).rejects.toMatchObject({ status: 409, reason: 'picture_shown' });
		await removeQuestion(db, moderator, activityId, question);
		await remove();
		expect(await stored(db)).toEqual([]);
		await expect(remove()).rejects.toMatchObject({ reason: 'picture_unknown' });
	});

	test('cannot be taken from a question by the database either', async () => {
		const { db, moderator, activityId, add } = await house();
		const id = await add();
		await addQuestion(db, moderator, activityId, await asksAbout(db, activityId, id));
		await expect(
			db.deleteFrom('activityPictures').where('pictureId', '=', id).execute()
		).rejects.toMatchObject({ constraint: 'live_question_pictures_known' });
	});

	test('is free again when its question shows another one', async () => {
		const { db, moderator, activityId, add } = await house();
		const [one, other] = [await add(), await add()];
		const show = (id: string) => asksAbout(db, activityId, id);
		const question = await addQuestion(db, moderator, activityId, await show(one));
		await changeQuestion(db, moderator, activityId, question, await show(other));
		await removePicture(db, moderator, activityId, one);
		expect(await stored(db)).toEqual([other]);
	});

	test('of another session is not shown by a question of this one', async () => {
		const { db, moderator, activityId, add } = await house();
		await add();
		const elsewhere = await draftSession(db, moderator);
		const foreign = await add(elsewhere.activityId);
		await expect(
			addQuestion(db, moderator, activityId, await asksAbout(db, activityId, foreign))
		).rejects.toMatchObject({ status: 422, reason: 'question_invalid' });
	});

	test('is described better in every question that shows it, also after the first vote', async () => {
		const { db, moderator, activityId, add } = await house();
		const id = await add();
		await addQuestion(db, moderator, activityId, await asksAbout(db, activityId, id));
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'next');
		const better = { de: 'Der Platz von oben, im Norden die Bäume' };
		await describePicture(db, moderator, activityId, id, better);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked.at(-1)!.config).toMatchObject({ picture: { id, alt: better } });
		// Its form gives back what is there: better words are no other question.
		const again = await asksAbout(db, activityId, id);
		await changeQuestion(db, moderator, activityId, asked.at(-1)!.id, {
			...again,
			prompt: { de: 'Wo fehlt am Mittag Schatten?' }
		});
	});

	test('is shared with a copy of the session and goes with the last of them', async () => {
		const { db, moderator, activityId, add } = await house();
		const id = await add();
		await addQuestion(db, moderator, activityId, await asksAbout(db, activityId, id));
		const copy = await copySession(db, moderator, activityId, '2027-11-21');
		await deleteSession(db, moderator, activityId);
		expect(await stored(db)).toEqual([id]);
		expect(await picturesOf(db, copy.activityId)).toMatchObject([{ id, alt }]);
		await deleteSession(db, moderator, copy.activityId);
		expect(await stored(db)).toEqual([]);
	});

	test('stays as it is once the session is archived', async () => {
		const { db, moderator, activityId, add } = await house();
		const id = await add();
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'end');
		await archiveSession(db, moderator, activityId);
		await expect(removePicture(db, moderator, activityId, id)).rejects.toMatchObject({
			reason: 'archived'
		});
		await expect(add()).rejects.toMatchObject({ reason: 'archived' });
	});
});

describe('the areas that can be asked about', () => {
	const outline = (corners: number) => ({
		type: 'Polygon',
		coordinates: [
			[...Array(corners).keys(), 0].map((n) => {
				const angle = (n / corners) * 2 * Math.PI;
				return [8.54 + 0.01 * Math.cos(angle), 52.02 + 0.01 * Math.sin(angle)];
			})
		]
	});

	test('are the session’s place and those in it, as far as somebody knows where they are', async () => {
		const { db, activityId } = await house();
		await db
			.updateTable('places')
			.set({ boundary: JSON.stringify(outline(900)) })
			.where('id', '=', 'bielefeld-mitte')
			.execute();
		await db
			.updateTable('places')
			.set({ lat: 52.021, lng: 8.541 })
			.where('id', '=', kesselbrink)
			.execute();
		const { areas } = await materialOf(db, { activityId, placeId: 'bielefeld' });
		expect(areas.map(({ id }) => id)).toEqual([kesselbrink, 'bielefeld-mitte']);
		const mitte = areas[1]!;
		expect(mitte.places.map(({ name }) => name)).toEqual(['Kesselbrink']);
		// Light enough for every phone of a hall, and still a circle.
		expect(mitte.outline[0]!.length).toBeLessThanOrEqual(120);
		expect(mitte.outline[0]!.length).toBeGreaterThan(20);
		expect(mitte.box[2] - mitte.box[0]).toBeCloseTo(0.02);
	});

	test('an area that a question has stays as it was, whatever becomes of the place', async () => {
		const { db, moderator, activityId } = await house();
		const at = (lat: number) =>
			db.updateTable('places').set({ lat, lng: 8.541 }).where('id', '=', kesselbrink).execute();
		await at(52.021);
		const session = { activityId, placeId: kesselbrink };
		const { areas } = await materialOf(db, session);
		const config = { area: areas[0], columns: 4, rows: 4 };
		const asked = { type: 'pin', prompt: { de: 'Wo?' }, config };
		await addQuestion(db, moderator, activityId, asked);
		await at(52.5);
		expect((await materialOf(db, session, asked)).areas).toEqual([areas[0]]);
		expect((await materialOf(db, session)).areas).not.toEqual([areas[0]]);
	});
});
