import { describe, expect, test } from 'vitest';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { addQuestion, changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { makeCrosstab } from '#lib/formats/live/crosstab/make.server.ts';
import { questionsOf } from '#lib/formats/live/question-reads.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { ageGroups, groupedSession, people, phonesOf } from '../../fixture/live-groups.ts';
import { squareInWords } from '../../fixture/live-session.ts';
import { choiceOf } from '../../fixture/session.ts';

async function asked() {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await groupedSession(database.db, phonesOf(app), {
		questions: [choiceOf(['bank', 'baum']), choiceOf(['x', 'y'], 2)]
	});
	const change = (question: string, background: boolean, input = ageGroups) =>
		changeQuestion(database.db, session.moderator, session.activityId, question, input, background);
	const marked = async (activityId = session.activityId) =>
		(await questionsOf(database.db, activityId)).map(({ background }) => background);
	return { ...database, app, session, change, marked };
}

describe('the question about the group', () => {
	test('is one of a session: another one takes its place while nobody has answered', async () => {
		const { session, change, marked } = await asked();
		expect(await marked()).toEqual([true, false, false]);
		await change(session.asked[0]!, true);
		expect(await marked()).toEqual([false, true, false]);
		await change(session.asked[0]!, false);
		expect(await marked()).toEqual([false, false, false]);
	});

	test('has exactly one answer: several, or words, make no groups', async () => {
		const { db, session, change, marked } = await asked();
		const unsuitable = {
			reason: 'question_invalid',
			fields: { background: 'background_unsuitable' }
		};
		await expect(change(session.asked[0]!, true, choiceOf(['a', 'b'], 2))).rejects.toMatchObject(
			unsuitable
		);
		await expect(
			addQuestion(db, session.moderator, session.activityId, squareInWords, true)
		).rejects.toMatchObject(unsuitable);
		expect(await marked()).toEqual([true, false, false]);
	});

	test('goes on making groups: it cannot become one of several answers', async () => {
		const { db, session } = await asked();
		const { moderator, activityId, group } = session;
		await expect(
			changeQuestion(db, moderator, activityId, group, choiceOf(['a', 'b'], 2))
		).rejects.toMatchObject({ fields: { background: 'background_unsuitable' } });
	});

	test('stays what it is once somebody has answered it, whichever way it is tried', async () => {
		const { session, change, marked } = await asked();
		await session.vote(people(1, 'young', ['bank']));
		const final = { reason: 'background_final', status: 409 };
		await expect(change(session.group, false)).rejects.toMatchObject(final);
		await expect(change(session.asked[1]!, true, choiceOf(['x', 'y']))).rejects.toMatchObject({
			status: 409
		});
		expect(await marked()).toEqual([true, false, false]);
	});

	test('is none that was answered before people were told: they did not know', async () => {
		const { db, app, session, change, marked } = await asked();
		await change(session.group, false);
		await session.press('start');
		const { token } = await app.service.join({ code: session.code, token: null });
		await session.press('next');
		await session.ask(session.group, [token], [['young']]);
		await session.press('close');
		await expect(change(session.group, true)).rejects.toMatchObject({ reason: 'background_final' });
		expect(await marked()).toEqual([false, false, false]);
		const wanted = { question: session.asked[0]!, round: session.asked[0]! };
		await expect(
			makeCrosstab(db, session.moderator, session.activityId, wanted, 5)
		).rejects.toMatchObject({ reason: 'crosstab_no_background' });
	});

	test('is told to phones with the question, and no other is', async () => {
		const { app, session } = await asked();
		await session.press('start', 'next');
		expect((await app.service.snapshot(session.code)).question?.background).toBe(true);
		await session.press('close', 'next');
		expect((await app.service.snapshot(session.code)).question?.background).toBe(false);
	});

	test('is the same in a copy of the session', async () => {
		const { db, session, marked } = await asked();
		const copy = await copySession(db, session.moderator, session.activityId, '2099-12-31');
		expect(await marked(copy.activityId)).toEqual([true, false, false]);
	});

	test('has no table of its own, nor has one that nobody can be told apart by', async () => {
		const { db, session } = await asked();
		const { moderator, activityId, group } = session;
		const words = await addQuestion(db, moderator, activityId, squareInWords);
		for (const question of [group, words])
			await expect(
				makeCrosstab(db, moderator, activityId, { question, round: question }, 5)
			).rejects.toMatchObject({ reason: 'crosstab_impossible' });
	});
});
