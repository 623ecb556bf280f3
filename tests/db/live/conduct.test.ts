import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { commands, workflow } from '#lib/formats/live/rules.ts';
import { presentState, StateMovedOn } from '#lib/formats/live/session.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	choiceQuestion,
	draftSession,
	kesselbrink,
	noon,
	press,
	vote
} from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

const circumstances = { now: noon, smallCellK: 5 };

async function running() {
	const database = await freshDatabase();
	await buildTown(database.db);
	const moderator = await staff(database.db, 'moderator', [kesselbrink]);
	const session = await draftSession(database.db, moderator);
	await press(database.db, moderator, session.activityId, 'start');
	return { ...database, moderator, ...session };
}

const historyOf = (db: Db, activityId: string) =>
	db
		.selectFrom('history')
		.select(['action', 'actorKind', 'actorId', 'placeId', 'detail'])
		.where('subjectId', '=', activityId)
		.orderBy('id')
		.execute();

const openRounds = (db: Db) =>
	db.selectFrom('liveRounds').selectAll().where('closedAt', 'is', null).execute();

test('a session goes from its start through all questions to the end', async () => {
	const { db, moderator, activityId, questions } = await running();
	const steps = [
		['next', 'open'],
		['close', 'closed'],
		['reveal', 'revealed'],
		['next', 'open'],
		['close', 'closed'],
		['repeat', 'open'],
		['close', 'closed'],
		['toLobby', 'lobby'],
		['end', 'ended']
	] as const;
	for (const [command, standing] of steps) {
		await press(db, moderator, activityId, command);
		expect((await presentState(db, activityId)).standing).toBe(standing);
	}
	const rounds = await db
		.selectFrom('liveRounds')
		.select(['questionId', 'number'])
		.orderBy('questionId')
		.orderBy('number')
		.execute();
	expect(rounds).toEqual(
		[
			{ questionId: questions[0], number: 1 },
			{ questionId: questions[1], number: 1 },
			{ questionId: questions[1], number: 2 }
		].toSorted((a, b) => (a.questionId! < b.questionId! ? -1 : 1))
	);
	const { status } = await db.selectFrom('activities').select('status').executeTakeFirstOrThrow();
	expect(status).toBe('finished');
});

test('no sequence of commands opens two rounds; every accepted one raises the version and leaves one history entry', async () => {
	const { db, moderator } = await running();
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(fc.constantFrom(...commands), fc.nat(1)), { maxLength: 15 }),
			async (presses) => {
				const { activityId, questions } = await draftSession(db, moderator);
				for (const [command, index] of presses) {
					const before = await presentState(db, activityId);
					const told = (await historyOf(db, activityId)).length;
					const question = questions[index];
					const accepted = await press(db, moderator, activityId, command, {
						...(question && { question }),
						confirmed: true
					}).then(
						() => true,
						() => false
					);
					const after = await presentState(db, activityId);
					const entries = (await historyOf(db, activityId)).length - told;
					expect({ version: after.version - before.version, entries }).toEqual(
						accepted ? { version: 1, entries: 1 } : { version: 0, entries: 0 }
					);
					expect(after.standing).toBe(
						accepted ? workflow[before.standing][command] : before.standing
					);
					expect(
						(await openRounds(db)).filter((round) => round.activityId === activityId).length
					).toBeLessThanOrEqual(1);
				}
			}
		),
		{ numRuns: 40 }
	);
});

test('of two moderators who press at once one succeeds, the other is told the present state', async () => {
	const { db, moderator, activityId, questions } = await running();
	const { version } = await presentState(db, activityId);
	const presses = questions.flatMap((question) =>
		Array.from({ length: 4 }, () =>
			conduct(
				db,
				moderator,
				activityId,
				{ command: 'openQuestion', version, question },
				circumstances
			)
		)
	);
	const outcomes = await Promise.allSettled(presses);
	const refusals = outcomes.flatMap((outcome) =>
		outcome.status === 'rejected' ? [outcome.reason as StateMovedOn] : []
	);
	expect(refusals).toHaveLength(7);
	for (const refusal of refusals) {
		expect(refusal).toBeInstanceOf(StateMovedOn);
		expect(refusal).toMatchObject({
			status: 409,
			reason: 'state_moved_on',
			present: { standing: 'open', version: version + 1 }
		});
	}
	expect(await openRounds(db)).toHaveLength(1);
	expect(await historyOf(db, activityId)).toHaveLength(3);
});

test('who presses on an older state changes nothing', async () => {
	const { db, moderator, activityId } = await running();
	const { version } = await presentState(db, activityId);
	await press(db, moderator, activityId, 'next');
	const before = await presentState(db, activityId);
	const late = conduct(db, moderator, activityId, { command: 'end', version }, circumstances);
	await expect(late).rejects.toMatchObject({ reason: 'state_moved_on' });
	expect(await presentState(db, activityId)).toEqual(before);
});

test('the history says who did what where', async () => {
	const { db, moderator, activityId, questions } = await running();
	await press(db, moderator, activityId, 'next');
	expect((await historyOf(db, activityId)).at(-1)).toEqual({
		action: 'live.advanced',
		actorKind: 'account',
		actorId: moderator.accountId,
		placeId: kesselbrink,
		detail: { question: questions[0], round: 1, version: 2 }
	});
});

test('after the last question there is no next one', async () => {
	const { db, moderator, activityId, questions } = await running();
	await press(db, moderator, activityId, 'openQuestion', { question: questions[1]! });
	await press(db, moderator, activityId, 'close');
	await expect(press(db, moderator, activityId, 'next')).rejects.toMatchObject({
		status: 409,
		reason: 'no_further_question'
	});
});

test('from the lobby the next question is the first that was never asked', async () => {
	const { db, moderator, activityId, questions } = await running();
	await press(db, moderator, activityId, 'next');
	await press(db, moderator, activityId, 'close');
	await press(db, moderator, activityId, 'toLobby');
	await press(db, moderator, activityId, 'next');
	expect((await presentState(db, activityId)).round?.questionId).toBe(questions[1]);
});

test('a question of another session cannot be opened', async () => {
	const { db, moderator, activityId } = await running();
	const other = await draftSession(db, moderator, [choiceQuestion]);
	const question = other.questions[0]!;
	await expect(
		press(db, moderator, activityId, 'openQuestion', { question })
	).rejects.toMatchObject({ status: 422, reason: 'question_unknown' });
});

test('a result of few people is shown only to a moderator who has read the warning', async () => {
	const { db, moderator, activityId } = await running();
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [3, 7, 7, 8]);
	await press(db, moderator, activityId, 'close');
	await expect(press(db, moderator, activityId, 'reveal')).rejects.toMatchObject({
		status: 409,
		reason: 'few_ballots'
	});
	expect((await presentState(db, activityId)).standing).toBe('closed');
	await press(db, moderator, activityId, 'reveal', { confirmed: true });
	expect((await presentState(db, activityId)).standing).toBe('revealed');
});

test('a result that would grow vote by vote before the eyes of the room asks first, even with no vote yet', async () => {
	const { db, moderator, activityId } = await running();
	const tooFew = { status: 409, reason: 'few_ballots' };
	await press(db, moderator, activityId, 'next');
	await expect(press(db, moderator, activityId, 'reveal')).rejects.toMatchObject(tooFew);
	await press(db, moderator, activityId, 'close');
	await press(db, moderator, activityId, 'reveal');
	await expect(press(db, moderator, activityId, 'reopen')).rejects.toMatchObject(tooFew);
	expect((await presentState(db, activityId)).standing).toBe('revealed');
	await press(db, moderator, activityId, 'reopen', { confirmed: true });
	await vote(db, activityId, [3, 7, 7, 8, 9]);
	await press(db, moderator, activityId, 'conceal');
	await press(db, moderator, activityId, 'reveal');
	expect((await presentState(db, activityId)).standing).toBe('openRevealed');
});

test('an earlier result comes back to the stage', async () => {
	const { db, moderator, activityId, questions } = await running();
	for (const command of ['next', 'close', 'next', 'close'] as const) {
		await press(db, moderator, activityId, command);
	}
	await press(db, moderator, activityId, 'showResult', { question: questions[0]! });
	const { standing, round } = await presentState(db, activityId);
	expect({ standing, question: round?.questionId }).toEqual({
		standing: 'revealed',
		question: questions[0]
	});
});

test('a question that was never asked has no result to show', async () => {
	const { db, moderator, activityId, questions } = await running();
	await expect(
		press(db, moderator, activityId, 'showResult', { question: questions[1]! })
	).rejects.toMatchObject({ status: 409, reason: 'no_result_yet' });
});

test('ending closes the open round, and resuming finds the ballots again', async () => {
	const { db, moderator, activityId } = await running();
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [5]);
	await press(db, moderator, activityId, 'end');
	expect(await openRounds(db)).toEqual([]);
	await press(db, moderator, activityId, 'resume');
	expect((await presentState(db, activityId)).standing).toBe('lobby');
	expect(await db.selectFrom('ballots').selectAll().execute()).toHaveLength(1);
});
