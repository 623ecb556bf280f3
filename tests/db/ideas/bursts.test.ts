import { expect, test } from 'vitest';
import { arrivalLimits, burstsOf, forgetArrivals } from '#lib/formats/ideas/bursts.server.ts';
import { readMap } from '#lib/formats/ideas/staff-maps.server.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { idea, ideaMap, phone, type TestMap } from '../../fixture/idea-map.ts';
import { staff } from '../../fixture/town.ts';

const morning = new Date('2026-11-25T09:00:00Z');
const later = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);

/** As if so many had come in the window that runs. */
const arrived = (db: Db, { activityId }: TestMap, ideas: number) =>
	db.insertInto('ideaArrivals').values({ activityId, windowStartedAt: morning, ideas }).execute();

test('one phone may send many ideas on a day, and the next day again', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const family = phone();
	const send = (at: Date) => submitIdea(db, test.map, family, idea(test), at);
	for (let sent = 0; sent < arrivalLimits.each; sent++) await send(later(sent));
	await expect(send(later(31))).rejects.toMatchObject({ kind: 'busy', reason: 'too_many_ideas' });
	await expect(submitIdea(db, test.map, phone(), idea(test), later(31))).resolves.toBeDefined();
	await expect(send(later(24 * 60))).resolves.toBeDefined();
});

test('a flood from many phones ends at the limit of the map, is told to staff, and is over with its window', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await arrived(db, test, arrivalLimits.map - 1);
	const send = (at: Date) => submitIdea(db, test.map, phone(), idea(test), at);
	await send(later(1));
	await expect(send(later(2))).rejects.toMatchObject({ reason: 'too_many_on_map' });
	expect(await db.selectFrom('ideas').select('number').execute()).toHaveLength(1);
	expect(await burstsOf(db, [test.activityId], morning)).toEqual([
		{
			activityId: test.activityId,
			startedAt: morning,
			ideas: arrivalLimits.map,
			minutes: arrivalLimits.minutes
		}
	]);
	await expect(send(later(arrivalLimits.minutes))).resolves.toMatchObject({ number: 2 });
});

test('what comes in the ordinary way is no burst and leaves no time behind', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	await submitIdea(db, test.map, phone(), idea(test), morning);
	expect(await burstsOf(db, [test.activityId], new Date(0))).toEqual([]);
	await forgetArrivals(db, later(arrivalLimits.minutes));
	expect(await db.selectFrom('ideaArrivals').selectAll().execute()).toEqual([]);
});

test('who moderates the map is told of a burst for a week; planners, who do not, are not', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const planner = await staff(db, 'planner', ['bielefeld-mitte']);
	await arrived(db, test, arrivalLimits.burst - 1);
	await submitIdea(db, test.map, phone(), idea(test), later(1));
	const told = async (actor: typeof planner, at: Date) =>
		(await readMap(db, actor, test.activityId, at)).bursts.map(({ ideas }) => ideas);
	expect(await told(test.moderator, later(2))).toEqual([arrivalLimits.burst]);
	expect(await told(planner, later(2))).toEqual([]);
	expect(await told(test.moderator, later(8 * 24 * 60))).toEqual([]);
});

test('the same idea sent again counts once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [device, typed] = [phone(), idea(test)];
	for (let sent = 0; sent < 5; sent++) await submitIdea(db, test.map, device, typed, morning);
	const { ideas } = await db.selectFrom('ideaArrivals').select('ideas').executeTakeFirstOrThrow();
	expect(ideas).toBe(1);
});
