import { expect, test } from 'vitest';
import { knownParticipant } from '#lib/core/activities/participant.server.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { familyOf } from '#lib/formats/ideas/talk/family.server.ts';
import { supportIdea, supports, takeBackSupport } from '#lib/formats/ideas/support-idea.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { idea, ideaMap, phone, submitted } from '../../fixture/idea-map.ts';
import { merge } from '../../fixture/idea-talk.ts';

const now = new Date('2026-11-25T10:00:00Z');
const voices = (db: Db) => db.selectFrom('ideaSupports').select('givenOn').execute();

test('one phone is one voice, also when it presses ten times at once', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { number } = await submitted(db, test);
	const device = phone();
	await supportIdea(db, test.map, device, number, now);
	await Promise.all(
		Array.from({ length: 10 }, () => supportIdea(db, test.map, device, number, now))
	);
	expect(await voices(db)).toEqual([{ givenOn: '2026-11-25' }]);
});

test('a voice is taken back, also when it was given to an idea that was merged into this one', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [into, from] = [await submitted(db, test), await submitted(db, test)];
	const device = phone();
	await supportIdea(db, test.map, device, from.number, now);
	await merge(db, from.ideaId, into.ideaId);
	const family = await familyOf(db, into.ideaId);
	const participant = await knownParticipant(db, test.activityId, device.token);
	expect(await supports(db, family, participant)).toBe(true);
	await takeBackSupport(db, test.map, device.token, into.number);
	expect(await voices(db)).toEqual([]);
	await takeBackSupport(db, test.map, device.token, into.number);
});

test('taking back never touches the voice of somebody else', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { number } = await submitted(db, test);
	await supportIdea(db, test.map, phone(), number, now);
	const other = phone();
	await takeBackSupport(db, test.map, other.token, number);
	await takeBackSupport(db, test.map, 'A'.repeat(43), number);
	expect(await voices(db)).toHaveLength(1);
});

test('authors do not support their own idea: counted are the others', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const device = phone();
	const { number } = await submitIdea(db, test.map, device, idea(test), now);
	await expect(supportIdea(db, test.map, device, number, now)).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'own_idea'
	});
	expect(await voices(db)).toEqual([]);
});

test.each([
	['waits', { visibility: 'waiting' }, 'idea_unknown'],
	['is hidden', { visibility: 'hidden', hiddenReason: 'insult' }, 'idea_unknown'],
	['is withdrawn', { visibility: 'withdrawn' }, 'idea_unknown']
])('an idea that %s takes no voice', async (_, change, reason) => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	await db.updateTable('ideas').set(change).where('id', '=', ideaId).execute();
	await expect(supportIdea(db, test.map, phone(), number, now)).rejects.toMatchObject({ reason });
});

test('a merged idea sends its voices on to where it lives', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [into, from] = [await submitted(db, test), await submitted(db, test)];
	await merge(db, from.ideaId, into.ideaId);
	await expect(supportIdea(db, test.map, phone(), from.number, now)).rejects.toMatchObject({
		kind: 'conflict',
		reason: 'idea_merged'
	});
});

test.each(['prioritise', 'report'] as const)(
	'in the phase "%s" nobody gives or takes back a voice',
	async (kind) => {
		const { db } = await freshDatabase();
		const test = await ideaMap(db);
		const { number } = await submitted(db, test);
		const device = phone();
		await supportIdea(db, test.map, device, number, now);
		const later = await ideaMap(db, { phases: [{ kind, startsAt: null, endsAt: null }] });
		const map = { ...test.map, allowed: later.map.allowed };
		const refused = { reason: 'not_now_support' };
		await expect(supportIdea(db, map, phone(), number, now)).rejects.toMatchObject(refused);
		await expect(takeBackSupport(db, map, device.token, number)).rejects.toMatchObject(refused);
		expect(await voices(db)).toHaveLength(1);
	}
);
