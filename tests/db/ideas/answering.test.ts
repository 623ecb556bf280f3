import { expect, test } from 'vitest';
import { answerIdeas, withdrawAnswer } from '#lib/formats/ideas/answer-ideas.server.ts';
import type { AnswerInput } from '#lib/formats/ideas/answer-schema.ts';
import { checkedAnswer, emptyAnswer } from '#lib/formats/ideas/answer-form.ts';
import { mergeIdeas } from '#lib/formats/ideas/merge-ideas.server.ts';
import {
	ideaStatuses,
	isOverdue,
	nextStatuses,
	type IdeaStatus
} from '#lib/formats/ideas/rules.ts';
import { readStaffIdea, staffIdeas } from '#lib/formats/ideas/staff-ideas.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';

const today = '2026-11-26';
const now = new Date('2026-11-26T10:00:00Z');

const saying = (different: Partial<AnswerInput> = {}): AnswerInput => ({
	status: 'inReview',
	reason: { de: 'Wir prüfen das mit dem Umweltamt.' },
	office: 'Umweltamt',
	dueOn: null,
	...different
});

const answer = (
	db: Db,
	{ moderator, activityId }: TestMap,
	ideaIds: readonly string[],
	different: Partial<AnswerInput> = {},
	lastAnswerId: string | null = null
) =>
	answerIdeas(
		db,
		moderator,
		activityId,
		{ ideas: ideaIds.map((ideaId) => ({ ideaId, lastAnswerId })), answer: saying(different) },
		{ today, origin: 'https://palaver.example' }
	);

const read = (db: Db, { moderator, activityId }: TestMap, number: number) =>
	readStaffIdea(db, moderator, activityId, number, { today, search: '' });

test('an answer gives the idea its status, office and promised day, and keeps its own day', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	await answer(db, test, [ideaId], { status: 'planned', dueOn: '2027-01-15' });
	expect(await read(db, test, number)).toMatchObject({
		status: 'planned',
		office: 'Umweltamt',
		answerDue: '2027-01-15',
		answers: [{ status: 'planned', answeredOn: today, by: 'moderator', withdrawnAt: null }],
		history: [{ action: 'ideas.answered' }]
	});
});

test('only the allowed steps are taken, from every status to every other', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	for (const from of ideaStatuses) {
		for (const to of ideaStatuses.filter((status) => status !== 'new')) {
			await db.updateTable('ideas').set({ status: from }).where('id', '=', ideaId).execute();
			await db.deleteFrom('ideaAnswers').execute();
			const done = answer(db, test, [ideaId], { status: to as AnswerInput['status'] });
			if (nextStatuses[from].includes(to)) await done;
			else await expect(done).rejects.toMatchObject({ reason: 'step_not_possible' });
		}
	}
});

test('several ideas are answered together or not at all, and the numbers in the way are named', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [a, b, c] = [
		await submitted(db, test),
		await submitted(db, test),
		await submitted(db, test)
	];
	await db.updateTable('ideas').set({ status: 'done' }).where('id', '=', b.ideaId).execute();
	const all = [a.ideaId, b.ideaId, c.ideaId];
	await expect(answer(db, test, all, { status: 'planned' })).rejects.toMatchObject({
		reason: 'step_not_possible',
		fields: { ideas: '2' }
	});
	expect(await db.selectFrom('ideaAnswers').selectAll().execute()).toEqual([]);
	await answer(db, test, [a.ideaId, c.ideaId], { status: 'planned' });
	expect((await read(db, test, 3)).status).toBe('planned');
});

test('of two who answer at once one answers; the other has to read that answer first', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	const both = await Promise.allSettled([
		answer(db, test, [ideaId], { status: 'planned' }),
		answer(db, test, [ideaId], { status: 'notPossible' })
	]);
	expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
		{ reason: { reason: 'answered_meanwhile', fields: { ideas: '1' } } }
	]);
});

test('an answer given by mistake is taken back, and the idea falls back to what still stands', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test);
	await answer(db, test, [ideaId], { status: 'planned', dueOn: '2027-01-15' });
	const [first] = (await read(db, test, number)).answers;
	await answer(db, test, [ideaId], { status: 'done', office: 'Bauamt' }, first!.id);
	const [second] = (await read(db, test, number)).answers;
	const takeBack = (id: string) => withdrawAnswer(db, test.moderator, test.activityId, id, now);
	await takeBack(second!.id);
	expect(await read(db, test, number)).toMatchObject({
		status: 'planned',
		office: 'Umweltamt',
		answerDue: '2027-01-15',
		lastAnswerId: first!.id
	});
	await expect(takeBack(second!.id)).rejects.toMatchObject({ reason: 'already_taken_back' });
	await takeBack(first!.id);
	expect(await read(db, test, number)).toMatchObject({
		status: 'new',
		office: '',
		answerDue: null
	});
});

test('what is not public or lives on in another idea is not answered', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const [a, b] = [await submitted(db, test), await submitted(db, test)];
	const merge = { ideaId: a.ideaId, intoId: b.ideaId };
	await mergeIdeas(db, test.moderator, test.activityId, merge, now);
	await expect(answer(db, test, [a.ideaId])).rejects.toMatchObject({ reason: 'idea_merged' });
	await db.updateTable('ideas').set({ visibility: 'waiting' }).where('id', '=', b.ideaId).execute();
	await expect(answer(db, test, [b.ideaId])).rejects.toMatchObject({ reason: 'idea_not_public' });
});

test('the reason in the main language, the office and a day to come are asked for at their fields', () => {
	const typed = { ...emptyAnswer, status: 'planned', reason: { en: 'Yes' }, dueOn: 'morgen' };
	expect(() => checkedAnswer(typed, ['de', 'en'])).toThrow(
		expect.objectContaining({
			fields: { 'reason.de': 'text_missing', office: 'text_missing', dueOn: 'day_invalid' }
		})
	);
});

test('a promise for a day that has passed is refused', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId } = await submitted(db, test);
	await expect(answer(db, test, [ideaId], { dueOn: '2026-11-25' })).rejects.toMatchObject({
		fields: { dueOn: 'due_passed' }
	});
});

test('the database counts as overdue exactly what the rule says', async () => {
	const { db } = await freshDatabase();
	const test = await ideaMap(db, { answerWithin: 10 });
	const days = ['2026-11-10', '2026-11-15', '2026-11-16', '2026-11-26'];
	for (const submittedOn of days) {
		for (const status of ideaStatuses) {
			for (const answerDue of [null, '2026-11-25', '2026-11-26']) {
				const { ideaId } = await submitted(db, test);
				const change = { submittedOn, status, answerDue };
				await db.updateTable('ideas').set(change).where('id', '=', ideaId).execute();
			}
		}
	}
	const list = (due: 'all' | 'overdue') =>
		staffIdeas(
			db,
			test.moderator,
			test.activityId,
			{ text: '', categories: [], statuses: [], due },
			{ today, page: 1, size: 100 }
		);
	const { ideas } = await list('all');
	expect(ideas).toHaveLength(days.length * 6 * 3);
	for (const one of ideas) {
		const said = { ...one, status: one.status as IdeaStatus };
		expect(one.overdue, JSON.stringify(one)).toBe(isOverdue(said, 10, today));
	}
	expect((await list('overdue')).total).toBe(ideas.filter(({ overdue }) => overdue).length);
});
