import { expect, test } from 'vitest';
import { checkedPoint, pointValuesOf } from '#lib/formats/contact/point/point-form.ts';
import { pointOf, publicPoint } from '#lib/formats/contact/point/point.server.ts';
import { readPoint } from '#lib/formats/contact/point/read-point.server.ts';
import {
	changePoint,
	createPoint,
	deletePoint,
	freePointSlug,
	runPoint
} from '#lib/formats/contact/point/set-up-point.server.ts';
import { contactPoint, noted, pointInputOf, sent, then } from '../../fixture/contact.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { activity } from '../../fixture/activities.ts';
import { staff } from '../../fixture/town.ts';

test('a draft is known to staff only, an announced one to everybody', async () => {
	const { db } = await freshDatabase();
	const { activityId, slug, moderator } = await contactPoint(db, {}, 'draft');
	await expect(publicPoint(db, slug)).rejects.toMatchObject({ reason: 'point_unknown' });
	await runPoint(db, moderator, activityId, 'announce', then);
	expect((await publicPoint(db, slug)).activityId).toBe(activityId);
	await runPoint(db, moderator, activityId, 'start', then);
	await expect(runPoint(db, moderator, activityId, 'start', then)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
});

test('somebody from elsewhere sets up nothing here', async () => {
	const { db } = await freshDatabase();
	const { activityId } = await contactPoint(db);
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	await expect(createPoint(db, elsewhere, pointInputOf('x'))).rejects.toMatchObject({
		reason: 'not_allowed'
	});
	await expect(readPoint(db, elsewhere, activityId)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
});

test('an address belongs to one; the next one gets a number', async () => {
	const { db } = await freshDatabase();
	const { slug, moderator } = await contactPoint(db, { slug: 'sprechstunde' });
	await expect(createPoint(db, moderator, pointInputOf(slug))).rejects.toMatchObject({
		fields: { slug: 'slug_taken' }
	});
	expect(await freePointSlug(db, 'Sprechstunde')).toBe('sprechstunde-2');
});

test('settings that somebody else changed meanwhile are not overwritten', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await contactPoint(db);
	const { settings, point } = await readPoint(db, moderator, activityId);
	await changePoint(db, moderator, activityId, { ...settings, answerDays: 7 }, point.revision);
	await expect(
		changePoint(db, moderator, activityId, { ...settings, answerDays: 9 }, point.revision)
	).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	expect((await pointOf(db, activityId)).answerDays).toBe(7);
});

test('a topic that is taken out goes when nothing hangs on it, else it is only no longer offered', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { activityId, moderator, topicIds } = test;
	await sent(db, test, { topicId: topicIds[0]! });
	const { settings, point } = await readPoint(db, moderator, activityId);
	const topics = [{ id: null, name: { de: 'Lärm' } }];
	await changePoint(db, moderator, activityId, { ...settings, topics }, point.revision);
	const kept = (await pointOf(db, activityId)).topics;
	expect(kept.map(({ name, archived }) => [name['de'], archived])).toEqual([
		['Lärm', false],
		['Sicherheit', true]
	]);
	expect((await readPoint(db, moderator, activityId)).settings.topics).toHaveLength(1);
});

test('a topic of other contact hours cannot be taken over', async () => {
	const { db } = await freshDatabase();
	const [one, other] = [await contactPoint(db), await contactPoint(db)];
	const { settings, point } = await readPoint(db, one.moderator, one.activityId);
	const topics = [{ id: other.topicIds[0]!, name: { de: 'Fremd' } }];
	await expect(
		changePoint(db, one.moderator, one.activityId, { ...settings, topics }, point.revision)
	).rejects.toMatchObject({ fields: { topics: 'choice_invalid' } });
});

test('the place stands once there was a contact, the address once it was announced', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { activityId, moderator } = test;
	await noted(db, test);
	const { settings, point } = await readPoint(db, moderator, activityId);
	const change = (more: object) =>
		changePoint(db, moderator, activityId, { ...settings, ...more }, point.revision);
	await expect(change({ placeId: 'bielefeld' })).rejects.toMatchObject({ reason: 'place_final' });
	await expect(change({ slug: 'anders' })).rejects.toMatchObject({ reason: 'slug_final' });
});

test('hours are an activity that everybody may see', async () => {
	const { db } = await freshDatabase();
	const { moderator } = await contactPoint(db);
	const hidden = await activity(db, { placeId: 'bielefeld', status: 'draft' });
	const shown = await activity(db, { placeId: 'bielefeld', status: 'running' });
	const create = (hoursActivityId: string) =>
		createPoint(db, moderator, { ...pointInputOf(`s-${hoursActivityId}`), hoursActivityId });
	await expect(create(hidden)).rejects.toMatchObject({
		fields: { hoursActivityId: 'choice_invalid' }
	});
	await expect(create(shown)).resolves.toBeDefined();
});

test('only an empty draft is deleted', async () => {
	const { db } = await freshDatabase();
	const empty = await contactPoint(db, {}, 'draft');
	await deletePoint(db, empty.moderator, empty.activityId);
	await expect(pointOf(db, empty.activityId)).rejects.toMatchObject({ reason: 'point_unknown' });
	const used = await contactPoint(db);
	await sent(db, used);
	await db.updateTable('activities').set({ status: 'draft' }).execute();
	await expect(deletePoint(db, used.moderator, used.activityId)).rejects.toMatchObject({
		reason: 'point_not_empty'
	});
});

test('what the form got wrong is said at its field', () => {
	const values = pointValuesOf(pointInputOf('x'));
	const wrong = {
		...values,
		retainUntil: '2027-01-01',
		answerDays: 'bald',
		forgetDays: '0',
		topics: [{ id: '', name: { de: '' } }]
	};
	expect(() => checkedPoint(wrong, then)).toThrowError(
		expect.objectContaining({
			fields: {
				answerDays: 'number_invalid',
				forgetDays: 'out_of_range',
				topics: 'topic_missing'
			}
		})
	);
});
