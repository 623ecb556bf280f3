import { expect, test } from 'vitest';
import {
	openContribution,
	pressContribution
} from '#lib/formats/ideas/contribute/contribute.server.ts';
import type { ContributeDoor } from '#lib/formats/ideas/contribute/door.ts';
import { mapOf } from '#lib/formats/ideas/map.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import { deriveKey } from '#lib/platform/secrets.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, phone, type TestMap } from '../../fixture/idea-map.ts';
import { jpeg } from '../../fixture/photos.ts';

const secret = 'a-secret-for-the-tests-of-the-form-0123456789';
const opened = new Date('2026-11-26T10:00:00Z');
/** Long enough for somebody without scripts. */
const aMinuteLater = new Date(opened.getTime() + 60_000);

/** Somebody at the form of a map. */
function doorOf(db: Db, { map }: Pick<TestMap, 'map'>, now = aMinuteLater): ContributeDoor {
	return {
		db,
		map,
		holder: phone(),
		pictures: openPictures(db, secret, () => now),
		geocoder: null,
		formKey: deriveKey(secret, 'idea forms'),
		config: { tileUrl: '', tileAttribution: '' },
		origin: 'https://palaver.example',
		locale: 'de',
		now
	};
}

/** The form as the preview holds it, with changes; undefined takes a field out. */
async function typedForm(
	door: ContributeDoor,
	changes: Record<string, string | undefined> = {}
): Promise<FormData> {
	const { draft } = await openContribution({ ...door, now: opened });
	const fields: Record<string, string | undefined> = {
		seal: draft.seal,
		where: 'quarter',
		category: door.map.categories[0]!.id,
		title: 'Mehr Schatten am Brunnen',
		body: 'Im Sommer ist es zu heiß.',
		press: 'send',
		...changes
	};
	const data = new FormData();
	for (const [name, value] of Object.entries(fields))
		if (value !== undefined) data.append(name, value);
	return data;
}

const ideasIn = async (db: Db) => db.selectFrom('ideas').select('title').execute();

test.each([
	['a support of no idea, and a headline that is too long', { press: 'support:1' }],
	['a filled trap, and a headline that is too long', { press: 'send', website: 'http://spam' }],
	['a support of something that is no number', { press: 'support:x' }],
	['a support of a number beyond all', { press: 'support:99999999999999999999' }]
])(
	'a form changed by hand (%s) is answered at the field, with all that was typed',
	async (_, changes) => {
		const { db } = await freshDatabase();
		const door = doorOf(db, await ideaMap(db));
		const title = 'x'.repeat(121);
		const { status, view } = await pressContribution(
			door,
			await typedForm(door, { title, ...changes })
		);
		expect(status).toBe(422);
		expect(view).toMatchObject({
			step: 'what',
			draft: { title, body: 'Im Sommer ist es zu heiß.' },
			problems: { fields: { title: 'text_too_long' } }
		});
		expect(await ideasIn(db)).toEqual([]);
	}
);

test.each([
	['no place', { where: undefined }, 'where', 'where', 'place_missing'],
	['an unknown place', { where: 'place:nowhere' }, 'where', 'where', 'place_unknown'],
	['a place with a zero byte', { where: 'place:\0' }, 'where', 'where', 'place_unknown'],
	['a point without numbers', { where: 'pin', lat: 'x' }, 'where', 'where', 'position_missing'],
	[
		'a point at the pole',
		{ where: 'pin', lat: '91', lng: '8' },
		'where',
		'where',
		'position_invalid'
	],
	['a point elsewhere', { where: 'pin', lat: '53.5', lng: '10' }, 'where', 'where', 'outside_area'],
	['no category', { category: '' }, 'what', 'categoryId', 'category_missing'],
	[
		'a category of nobody',
		{ category: crypto.randomUUID() },
		'what',
		'categoryId',
		'category_unknown'
	],
	['no headline', { title: ' ' }, 'what', 'title', 'text_missing'],
	['a text that is too long', { body: 'x'.repeat(3001) }, 'what', 'body', 'text_too_long']
] as const)('what is wrong is named at its field: %s', async (_, changes, step, field, reason) => {
	const { db } = await freshDatabase();
	const door = doorOf(db, await ideaMap(db));
	const { status, view } = await pressContribution(door, await typedForm(door, changes));
	expect([status, view.step, view.problems.fields]).toEqual([422, step, { [field]: reason }]);
	expect(await ideasIn(db)).toEqual([]);
});

test('a photo whose description is too long stays in the form, whatever was pressed', async () => {
	const { db } = await freshDatabase();
	const door = doorOf(db, await ideaMap(db));
	const form = await typedForm(door, { press: 'photos' });
	form.append('photo', new File([new Uint8Array(await jpeg())], 'brunnen.jpg'));
	const { view } = await pressContribution(door, form);
	const ticket = view.draft.photos[0]!.ticket;
	const seal = view.draft.seal;
	for (const changes of [{}, { website: 'x' }, { press: 'support:1' }, { press: 'preview' }]) {
		const description = 'x'.repeat(201);
		const answer = await pressContribution(
			door,
			await typedForm(door, { seal, ticket, description, ...changes })
		);
		expect(answer).toMatchObject({
			status: 422,
			view: {
				step: 'what',
				draft: { photos: [{ ticket, description }] },
				problems: { fields: { photos: 'description_too_long' } }
			}
		});
	}
});

test('an idea that was acknowledged is acknowledged again, whatever happened to its map since', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const door = doorOf(db, test);
	const form = await typedForm(door);
	const { view: first } = await pressContribution(door, form);
	if (first.step !== 'done') throw new Error(`not sent: ${first.step}`);
	const later = async () => ({
		...door,
		map: await mapOf(db, test.activityId, aMinuteLater),
		holder: phone()
	});
	await db.updateTable('ideaPhases').set({ kind: 'discuss' }).execute();
	expect((await pressContribution(await later(), form)).view).toMatchObject({
		step: 'done',
		receipt: first.receipt,
		number: first.number,
		isPublic: true
	});
	await db.updateTable('ideas').set({ visibility: 'hidden', hiddenReason: 'spam' }).execute();
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	expect((await pressContribution(await later(), form)).view).toMatchObject({
		step: 'done',
		receipt: first.receipt,
		isPublic: false
	});
	expect(await ideasIn(db)).toHaveLength(1);
	const other = await pressContribution(await later(), await typedForm(door));
	expect([other.status, other.view.step]).toEqual([409, 'closed']);
});
