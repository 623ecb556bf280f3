import { expect, test } from 'vitest';
import { correctTalk, noteTalk, removeTalk } from '#lib/formats/contact/talk/note-talk.server.ts';
import { lastNoted, readTalk, readTalks } from '#lib/formats/contact/talk/read-talks.server.ts';
import { countOneMore } from '#lib/formats/contact/talk/one-more.server.ts';
import { contactPoint, daysLater, noted, then } from '../../fixture/contact.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { staff } from '../../fixture/town.ts';

const talkInput = (topicIds: readonly string[], change: object = {}) => ({
	clientKey: crypto.randomUUID(),
	topicIds: [...topicIds],
	placeId: 'bielefeld-kesselbrink',
	way: 'street' as const,
	contacts: 2,
	keyword: '',
	heldOn: '2026-04-01',
	...change
});

test('talks are listed by week with their sum, newest first', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	await noted(db, test, { contacts: 3 }, daysLater(-7));
	await noted(db, test, { contacts: 2 });
	await noted(db, test, { topicIds: [test.topicIds[1]!, test.topicIds[0]!] }, daysLater(4));
	const weeks = await readTalks(db, test.moderator, test.activityId);
	expect(weeks.map(({ monday, contacts }) => [monday, contacts])).toEqual([
		['2026-03-30', 3],
		['2026-03-23', 3]
	]);
	// In the order of the list of topics, not of the taps.
	expect(weeks[0]!.talks[0]!.topicIds).toEqual(test.topicIds);
});

test('sent twice it is one talk, and the next form knows where they are', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const input = talkInput([test.topicIds[0]!]);
	const first = await noteTalk(db, test.moderator, test.activityId, input, then);
	expect(await noteTalk(db, test.moderator, test.activityId, input, then)).toEqual(first);
	expect(await db.selectFrom('contactTalks').selectAll().execute()).toHaveLength(1);
	expect(await lastNoted(db, test.moderator, test.activityId)).toEqual({
		placeId: 'bielefeld-kesselbrink',
		way: 'street'
	});
	const colleague = await staff(db, 'moderator', ['bielefeld-mitte']);
	expect(await lastNoted(db, colleague, test.activityId)).toBeNull();
});

test('nothing without a topic, from elsewhere, from tomorrow or for too many', async () => {
	const { db } = await freshDatabase();
	const [test, other] = [await contactPoint(db), await contactPoint(db)];
	const own = [test.topicIds[0]!];
	for (const [input, fields] of [
		[talkInput([]), { topicIds: 'topic_missing' }],
		[talkInput(other.topicIds), { topicIds: 'choice_invalid' }],
		[talkInput(own, { placeId: 'bielefeld-heepen' }), { placeId: 'choice_invalid' }],
		[talkInput(own, { heldOn: '2026-04-02' }), { heldOn: 'day_ahead' }],
		[talkInput(own, { contacts: 51 }), { contacts: 'out_of_range' }],
		[talkInput(own, { keyword: 'x'.repeat(121) }), { keyword: 'text_too_long' }]
	] as const)
		await expect(noteTalk(db, test.moderator, test.activityId, input, then)).rejects.toMatchObject({
			fields
		});
	expect(await db.selectFrom('contactTalks').selectAll().execute()).toEqual([]);
});

test('a talk is corrected by whoever saw it last, and the history keeps the day and no keyword', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const talkId = await noted(db, test, { keyword: 'Beleuchtung' });
	const seen = { talkId, revision: 1 };
	const input = talkInput([test.topicIds[1]!], { keyword: 'Laterne' });
	await correctTalk(db, test.moderator, test.activityId, seen, input, then);
	await expect(
		correctTalk(db, test.moderator, test.activityId, seen, input, then)
	).rejects.toMatchObject({ reason: 'changed_meanwhile' });
	expect(await readTalk(db, test.moderator, test.activityId, talkId)).toMatchObject({
		topicIds: [test.topicIds[1]],
		way: 'street',
		contacts: 2,
		keyword: 'Laterne'
	});
	const entries = await db
		.selectFrom('history')
		.select('detail')
		.where('action', '=', 'contact.talkCorrected')
		.execute();
	expect(entries).toEqual([{ detail: { day: '2026-04-01', contacts: 2 } }]);
});

test('undone, a talk counts no more; nobody from elsewhere can do that', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const talkId = await noted(db, test);
	const elsewhere = await staff(db, 'moderator', ['bielefeld-heepen']);
	const seen = { talkId, revision: 1 };
	await expect(removeTalk(db, elsewhere, test.activityId, seen)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
	await removeTalk(db, test.moderator, test.activityId, seen);
	expect(await readTalks(db, test.moderator, test.activityId)).toEqual([]);
	await expect(removeTalk(db, test.moderator, test.activityId, seen)).rejects.toMatchObject({
		reason: 'talk_unknown'
	});
});

test.each([
	['draft', false],
	['announced', false],
	['running', true],
	['finished', true]
])('at contact hours that are %s talks are noted: %s', async (status, possible) => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db, {}, status);
	const work = noted(db, test);
	if (possible) await expect(work).resolves.toBeDefined();
	else await expect(work).rejects.toMatchObject({ reason: 'not_taken_now' });
});

test('one more of the same is one tap, counted once, and never more than a note can hold', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const talkId = await noted(db, test, { contacts: 49 });
	const more = (revision: number) =>
		countOneMore(db, test.moderator, test.activityId, { talkId, revision });
	const both = await Promise.allSettled([more(1), more(1)]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	await expect(more(2)).rejects.toMatchObject({ reason: 'out_of_range' });
	const talk = await readTalk(db, test.moderator, test.activityId, talkId);
	expect(talk.contacts).toBe(50);
});

test.each(['planner', 'administrator', 'fundOffice'] as const)(
	'a %s of the place neither sees nor notes talks',
	async (role) => {
		const { db } = await freshDatabase();
		const test = await contactPoint(db);
		const talkId = await noted(db, test);
		const other = await staff(db, role, ['bielefeld-mitte']);
		const seen = { talkId, revision: 1 };
		const input = talkInput([test.topicIds[0]!]);
		for (const work of [
			() => readTalks(db, other, test.activityId),
			() => readTalk(db, other, test.activityId, talkId),
			() => noteTalk(db, other, test.activityId, input, then),
			() => correctTalk(db, other, test.activityId, seen, input, then),
			() => countOneMore(db, other, test.activityId, seen),
			() => removeTalk(db, other, test.activityId, seen)
		])
			await expect(work()).rejects.toMatchObject({ reason: 'not_allowed' });
	}
);
