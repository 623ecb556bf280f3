import { describe, expect, test } from 'vitest';
import { keepQuestion } from '#lib/formats/live/bank/keep-question.server.ts';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import { compareSessions } from '#lib/formats/live/compare/sessions.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	choiceQuestion,
	draftSession,
	kesselbrink,
	noon,
	press,
	scaleQuestion,
	vote
} from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

const told = { locale: 'en', smallCellK: 5 };

async function town() {
	const { db } = await freshDatabase();
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	return { db, moderator };
}
type Town = Awaited<ReturnType<typeof town>>;

const times = (n: number, answer: unknown) => Array.from({ length: n }, () => answer);

/** The same people answer a question in a second round. */
async function voteAgain({ db }: Town, activityId: string, people: Buffer[], answers: unknown[]) {
	for (const [n, answer] of answers.entries())
		await vote(db, activityId, [answer], people[n] ? { participant: people[n] } : {});
}

async function firstRound(
	town: Town,
	question: typeof scaleQuestion,
	answers: unknown[],
	others: (activityId: string) => Promise<void> = async () => {}
) {
	const { db, moderator } = town;
	const session = await draftSession(db, moderator, [question]);
	await press(db, moderator, session.activityId, 'start');
	await press(db, moderator, session.activityId, 'next');
	const people = await vote(db, session.activityId, answers);
	await others(session.activityId);
	await press(db, moderator, session.activityId, 'close');
	return { ...session, people };
}

async function secondRound(town: Town, activityId: string, people: Buffer[], answers: unknown[]) {
	await press(town.db, town.moderator, activityId, 'repeat');
	await voteAgain(town, activityId, people, answers);
	await press(town.db, town.moderator, activityId, 'close');
}

describe('rounds of a question', () => {
	test('are compared by their means, with how many people', async () => {
		const here = await town();
		const { activityId, people } = await firstRound(here, scaleQuestion, times(8, 4));
		await secondRound(here, activityId, people, times(8, 7));
		const { questions } = await compareRounds(here.db, here.moderator, activityId, told);
		expect(questions).toHaveLength(1);
		expect(questions[0]!.comparison.parts[0]!.values).toMatchObject([
			{ value: 4, people: 8 },
			{ value: 7, people: 8 }
		]);
	});

	test('of which one is still open stand nowhere yet', async () => {
		const here = await town();
		const { activityId } = await firstRound(here, scaleQuestion, times(8, 4));
		await press(here.db, here.moderator, activityId, 'repeat');
		const { questions } = await compareRounds(here.db, here.moderator, activityId, told);
		expect(questions).toEqual([]);
	});

	test('that differ by one person who came late are not compared: the difference would be their answer', async () => {
		const here = await town();
		const answers = [...times(6, ['baenke']), ...times(6, ['schatten'])];
		const { activityId, people } = await firstRound(here, choiceQuestion, answers);
		await secondRound(here, activityId, people, [...answers, ['toiletten']]);
		const { questions } = await compareRounds(here.db, here.moderator, activityId, told);
		expect(questions[0]!.comparison).toMatchObject({ parts: [] });
		expect(questions[0]!.comparison.times.map(({ leftOut }) => leftOut)).toEqual([
			'cameOnce',
			null
		]);
	});

	test('that differ by one latecomer are not compared either where many voted at a tablet', async () => {
		const here = await town();
		const answers = [...times(10, ['baenke']), ...times(10, ['schatten'])];
		const atTablet = async (activityId: string) => {
			const participants = await vote(here.db, activityId, times(6, ['baenke']));
			await here.db
				.updateTable('liveParticipants')
				.set({ source: 'tablet' })
				.where('participant', 'in', participants)
				.execute();
		};
		const { activityId, people } = await firstRound(here, choiceQuestion, answers, atTablet);
		await press(here.db, here.moderator, activityId, 'repeat');
		await voteAgain(here, activityId, people, [...answers, ['toiletten']]);
		await atTablet(activityId);
		await press(here.db, here.moderator, activityId, 'close');
		const { questions } = await compareRounds(here.db, here.moderator, activityId, told);
		expect(questions[0]!.comparison.times.map(({ leftOut }) => leftOut)).toEqual([
			'cameOnce',
			null
		]);
	});

	test('are compared when people changed their minds, also after archiving', async () => {
		const here = await town();
		const { activityId, people } = await firstRound(here, choiceQuestion, [
			...times(10, ['baenke']),
			...times(10, ['schatten'])
		]);
		await secondRound(here, activityId, people, [
			...times(5, ['baenke']),
			...times(15, ['schatten']),
			['schatten']
		]);
		const compared = async () =>
			(await compareRounds(here.db, here.moderator, activityId, told)).questions[0]!.comparison;
		const before = await compared();
		expect(before.parts.map(({ values }) => values.map((v) => v?.people ?? null))).toEqual([
			[10, 5],
			[10, 16],
			[0, 0],
			[0, 0]
		]);
		await press(here.db, here.moderator, activityId, 'end');
		await archiveSession(here.db, here.moderator, activityId);
		expect(await compared()).toEqual(before);
	});

	test('warn when the wording was put right between them', async () => {
		const here = await town();
		const { db, moderator } = here;
		const { activityId, questions, people } = await firstRound(here, scaleQuestion, times(8, 4));
		const better = { ...scaleQuestion, prompt: { de: 'Wie gut wirklich?' } };
		await changeQuestion(db, moderator, activityId, questions[0]!, better);
		const later = new Date(Date.now() + 60_000);
		await press(db, moderator, activityId, 'repeat', { now: later });
		await voteAgain(here, activityId, people, times(8, 7));
		await press(db, moderator, activityId, 'close', { now: later });
		const [question] = (await compareRounds(db, moderator, activityId, told)).questions;
		expect(question!.comparison.times.map(({ changes }) => changes)).toEqual([
			[
				{
					kind: 'wording',
					of: 'prompt',
					language: 'de',
					before: scaleQuestion.prompt['de'],
					after: 'Wie gut wirklich?'
				}
			],
			[]
		]);
	});
});

describe('sessions with the same question of the bank', () => {
	async function repeated() {
		const here = await town();
		const { db, moderator } = here;
		const first = await firstRound(here, scaleQuestion, times(8, 4));
		const bank = await keepQuestion(
			db,
			moderator,
			first.activityId,
			first.questions[0]!,
			kesselbrink
		);
		const copy = await copySession(db, moderator, first.activityId, '2028-11-21');
		const nextYear = new Date(noon.getTime() + 365 * 86_400_000);
		await press(db, moderator, copy.activityId, 'start', { now: nextYear });
		await press(db, moderator, copy.activityId, 'next', { now: nextYear });
		await vote(db, copy.activityId, times(6, 9));
		await press(db, moderator, copy.activityId, 'close', { now: nextYear });
		return { ...here, bank, first, copy };
	}

	test('are compared over the years, a copy with what it was copied from', async () => {
		const { db, moderator, bank } = await repeated();
		const { comparison, sessions } = await compareSessions(db, moderator, bank, [], told);
		expect(sessions).toHaveLength(2);
		expect(comparison!.times.map(({ label }) => label)).toEqual([
			'21 November 2026',
			'21 November 2027'
		]);
		expect(comparison!.parts[0]!.values).toMatchObject([
			{ value: 4, people: 8 },
			{ value: 9, people: 6 }
		]);
	});

	test('count with their last round, and only those that were chosen', async () => {
		const here = await repeated();
		const { db, moderator, bank, first } = here;
		await secondRound(here, first.activityId, first.people, times(8, 5));
		const all = await compareSessions(db, moderator, bank, [], told);
		expect(all.comparison!.parts[0]!.values[0]).toMatchObject({ value: 5 });
		const one = await compareSessions(db, moderator, bank, [all.sessions[0]!.question], told);
		expect(one.chosen).toEqual([all.sessions[0]!.question]);
		expect(one.comparison!.parts).toEqual([]);
	});

	test('are seen by a planner only as far as their results were shown', async () => {
		const here = await repeated();
		const { db, moderator, bank, first, copy } = here;
		const planner = await staff(db, 'planner', [kesselbrink]);
		const seen = async () => (await compareSessions(db, planner, bank, [], told)).comparison;
		const rounds = async () =>
			(await compareRounds(db, planner, first.activityId, told)).questions.length;
		expect(await seen()).toBeNull();
		await press(db, moderator, first.activityId, 'reveal');
		await press(db, moderator, copy.activityId, 'reveal');
		await secondRound(here, first.activityId, first.people, times(8, 5));
		expect((await seen())!.parts[0]!.values).toMatchObject([{ value: 4 }, { value: 9 }]);
		expect(await rounds()).toBe(0);
		await press(db, moderator, first.activityId, 'reveal');
		expect((await seen())!.parts[0]!.values).toMatchObject([{ value: 5 }, { value: 9 }]);
		expect(await rounds()).toBe(1);
	});

	test('are seen by the planner of their place and by nobody elsewhere', async () => {
		const { db, moderator, bank, first, copy } = await repeated();
		for (const { activityId } of [first, copy]) await press(db, moderator, activityId, 'reveal');
		const planner = await staff(db, 'planner', [kesselbrink]);
		expect((await compareSessions(db, planner, bank, [], told)).sessions).toHaveLength(2);
		const rounds = await compareRounds(db, planner, first.activityId, told);
		// The way back leads through a page that is not theirs.
		expect(rounds.session.mayOpen).toBe(false);
		const heepen = await staff(db, 'moderator', ['bielefeld-heepen']);
		await expect(compareSessions(db, heepen, bank, [], told)).rejects.toMatchObject({
			status: 403
		});
		await expect(compareRounds(db, heepen, first.activityId, told)).rejects.toMatchObject({
			status: 403
		});
	});
});
