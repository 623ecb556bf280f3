import { describe, expect, test } from 'vitest';
import { changeSession } from '#lib/formats/live/change-session.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { createSession } from '#lib/formats/live/create-session.server.ts';
import { deleteSession } from '#lib/formats/live/delete-session.server.ts';
import {
	addQuestion,
	changeQuestion,
	moveQuestion,
	removeQuestion
} from '#lib/formats/live/edit-questions.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { tidy } from '#lib/formats/live/retention.server.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	choiceQuestion,
	draftSession,
	kesselbrink,
	noon,
	press,
	scaleQuestion,
	sessionInput,
	vote
} from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

async function drafted() {
	const database = await freshDatabase();
	await buildTown(database.db);
	const moderator = await staff(database.db, 'moderator', [kesselbrink]);
	return { ...database, moderator, ...(await draftSession(database.db, moderator)) };
}

const daysLater = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const english = { ...scaleQuestion, prompt: { de: 'Wie gut?', en: 'How well?' } };
const shorter = { ...scaleQuestion, config: { ...(scaleQuestion.config as object), to: 5 } };

describe('questions', () => {
	test('are added, moved and removed while nobody has voted on them', async () => {
		const { db, moderator, activityId, questions } = await drafted();
		const third = await addQuestion(db, moderator, activityId, english);
		await moveQuestion(db, moderator, activityId, third, 'up');
		await moveQuestion(db, moderator, activityId, third, 'up');
		await moveQuestion(db, moderator, activityId, third, 'up');
		await removeQuestion(db, moderator, activityId, questions[0]!);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked.map(({ id, position }) => ({ id, position }))).toEqual([
			{ id: third, position: 1 },
			{ id: questions[1], position: 2 }
		]);
	});

	test('that are open or have ballots keep their answers; a better wording is fine', async () => {
		const { db, moderator, activityId, questions } = await drafted();
		const [id] = questions;
		const change = (input: QuestionInput) => changeQuestion(db, moderator, activityId, id!, input);
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'next');
		await expect(change(shorter)).rejects.toMatchObject({ reason: 'question_voted' });
		await vote(db, activityId, [7]);
		await press(db, moderator, activityId, 'close');
		await expect(change(shorter)).rejects.toMatchObject({ status: 409, reason: 'question_voted' });
		await expect(removeQuestion(db, moderator, activityId, id!)).rejects.toMatchObject({
			reason: 'question_voted'
		});
		await change(english);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked[0]?.prompt).toEqual(english.prompt);
	});

	test('that do not fit their type are refused at the field', async () => {
		const { db, moderator, activityId } = await drafted();
		const options = {
			...choiceQuestion,
			config: { options: [], min: 1, max: 1, noneOfThese: false }
		};
		await expect(addQuestion(db, moderator, activityId, options)).rejects.toMatchObject({
			status: 422,
			reason: 'question_invalid',
			fields: { 'config.options': 'options_too_few' }
		});
		await expect(
			addQuestion(db, moderator, activityId, { ...scaleQuestion, prompt: { en: 'How?' } })
		).rejects.toMatchObject({ fields: { 'prompt.de': 'text_missing' } });
	});
});

describe('a session', () => {
	test('keeps place and organisation field once somebody has joined', async () => {
		const { db, activityId } = await drafted();
		const both = await staff(db, 'moderator', [kesselbrink, 'bielefeld-heepen']);
		await press(db, both, activityId, 'start');
		await press(db, both, activityId, 'next');
		await vote(db, activityId, [7]);
		const change = (different: Parameters<typeof sessionInput>[0]) =>
			changeSession(db, both, activityId, sessionInput(different));
		await expect(change({ placeId: 'bielefeld-heepen' })).rejects.toMatchObject({
			reason: 'place_final'
		});
		await expect(change({ organisationField: 'required' })).rejects.toMatchObject({
			reason: 'organisation_final'
		});
		await change({ title: { de: 'Neuer Titel' }, measures: ['540-3'] });
		const { title, settings } = await readSession(db, both, activityId);
		expect({ title, measures: settings.measures }).toEqual({
			title: { de: 'Neuer Titel' },
			measures: ['540-3']
		});
	});

	test('cannot be moved to a place where the moderator has no right', async () => {
		const { db, moderator, activityId } = await drafted();
		await expect(
			changeSession(db, moderator, activityId, sessionInput({ placeId: 'bielefeld-heepen' }))
		).rejects.toMatchObject({ status: 403 });
	});

	test('is copied with its questions, and with a code, a key and rounds of its own', async () => {
		const { db, moderator, activityId, code } = await drafted();
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'next');
		const copy = await copySession(db, moderator, activityId, '2028-01-01');
		expect(copy.code).not.toBe(code);
		const { standing, asked } = await readSession(db, moderator, copy.activityId);
		expect(standing).toBe('planned');
		expect(asked.map(({ type, rounds }) => ({ type, rounds }))).toEqual([
			{ type: 'scale', rounds: [] },
			{ type: 'choice', rounds: [] }
		]);
		const keys = await db.selectFrom('activities').select('participantKey').execute();
		expect(keys[0]?.participantKey?.equals(keys[1]!.participantKey!)).toBe(false);
	});

	test('can be deleted until it starts, and then no more', async () => {
		const { db, moderator, activityId } = await drafted();
		const other = await draftSession(db, moderator);
		await press(db, moderator, other.activityId, 'start');
		await deleteSession(db, moderator, activityId);
		await expect(deleteSession(db, moderator, other.activityId)).rejects.toMatchObject({
			reason: 'session_began'
		});
		const left = await db.selectFrom('activities').select('id').execute();
		expect(left).toEqual([{ id: other.activityId }]);
	});

	test('draws another code where the first is taken or easily confused', async () => {
		const { db, moderator, code } = await drafted();
		const drawn = [code, '111111', '123456', '481927'];
		const made = await createSession(db, moderator, sessionInput(), [], () => drawn.shift()!);
		expect(made.code).toBe('481927');
		expect(drawn).toEqual([]);
	});
});

describe('keeping and forgetting', () => {
	test('the export has the answers, and nothing that leads to a person', async () => {
		const { db, moderator, activityId, questions } = await drafted();
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'next');
		const people = await vote(db, activityId, [7, 3, 'dontKnow'], { organisationName: 'Verein' });
		await press(db, moderator, activityId, 'close');
		const csv = await ballotsCsv(db, moderator, activityId, questions[0]!, 1);
		expect(csv).toContain('1,7');
		expect(csv.trim().split('\n')).toHaveLength(4);
		expect(csv).not.toContain('Verein');
		for (const person of people) expect(csv).not.toContain(person.toString('hex'));
	});

	test('a session that nobody ended is ended, so that its last round counts', async () => {
		const { db, moderator, activityId } = await drafted();
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'next');
		await tidy(db, daysLater(0.9));
		expect((await readSession(db, moderator, activityId)).standing).toBe('open');
		await tidy(db, daysLater(1.1));
		expect((await readSession(db, moderator, activityId)).standing).toBe('ended');
		const last = await db
			.selectFrom('history')
			.select(['action', 'actorKind'])
			.orderBy('id', 'desc')
			.executeTakeFirst();
		expect(last).toEqual({ action: 'live.ended', actorKind: 'system' });
	});

	test('the code lives on for a month after the end, then it is free again', async () => {
		const { db, moderator, activityId, code } = await drafted();
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'end');
		await tidy(db, daysLater(29));
		await expect(createSession(db, moderator, sessionInput(), [], () => code)).rejects.toThrow(
			'no free session code'
		);
		await tidy(db, daysLater(31));
		const next = await createSession(db, moderator, sessionInput(), [], () => code);
		expect(next.code).toBe(code);
	});

	test('after its day a finished session is archived: the key is gone, the ballots stay', async () => {
		const { db, moderator, activityId } = await drafted();
		const forgotten = await draftSession(db, moderator);
		await press(db, moderator, activityId, 'start');
		await press(db, moderator, activityId, 'next');
		await vote(db, activityId, [7]);
		await press(db, moderator, activityId, 'end');
		await tidy(db, daysLater(365));
		const at = () =>
			db.selectFrom('activities').select(['id', 'status', 'participantKey']).execute();
		expect((await at()).map(({ status }) => status).toSorted()).toEqual(['draft', 'finished']);
		await tidy(db, daysLater(367));
		expect(await at(), `the draft ${forgotten.activityId} is gone`).toEqual([
			{ id: activityId, status: 'archived', participantKey: null }
		]);
		expect(await db.selectFrom('ballots').selectAll().execute()).toHaveLength(1);
		await tidy(db, daysLater(368));
	});
});
