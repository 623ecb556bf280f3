import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Fact } from '#lib/core/indicators/facts.ts';
import { liveFacts } from '#lib/formats/live/facts.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { approveAsk, setAnswered } from '#lib/formats/live/ask/moderate.server.ts';
import { supportAsk } from '#lib/formats/live/ask/support.server.ts';
import { askedBySomebody, resident, setTalk } from '../../fixture/live-asks.ts';
import {
	choiceQuestion,
	draftSession,
	kesselbrink,
	press,
	scaleQuestion,
	vote
} from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

async function running(questions = [scaleQuestion, choiceQuestion]) {
	const database = await freshDatabase();
	await buildTown(database.db);
	const moderator = await staff(database.db, 'moderator', [kesselbrink]);
	const session = await draftSession(database.db, moderator, questions);
	await press(database.db, moderator, session.activityId, 'start');
	return { ...database, moderator, ...session };
}

async function factsOf(db: Db, kind: string): Promise<Fact[]> {
	const { rows } = await sql<Fact>`
		select * from (${liveFacts.query(db)}) f where kind = ${kind} order by round, contribution`.execute(
		db
	);
	return rows;
}

test('an answer is final when its round is closed and the question was not asked again', async () => {
	const { db, moderator, activityId, questions } = await running();
	const finals = async () =>
		(await factsOf(db, 'answer')).map(({ round, final }) => ({ round, final }));
	await press(db, moderator, activityId, 'next');
	const people = await vote(db, activityId, [7]);
	expect(await finals()).toEqual([{ round: 1, final: false }]);
	await press(db, moderator, activityId, 'close');
	expect(await finals()).toEqual([{ round: 1, final: true }]);
	await press(db, moderator, activityId, 'repeat');
	await vote(db, activityId, [9], { participant: people[0]! });
	expect(await finals()).toEqual([
		{ round: 1, final: false },
		{ round: 2, final: false }
	]);
	await press(db, moderator, activityId, 'end');
	expect((await factsOf(db, 'answer')).at(-1)).toMatchObject({
		activityId,
		itemId: questions[0],
		round: 2,
		final: true,
		placeId: kesselbrink,
		participant: people[0]!.toString('hex'),
		occurredOn: '2026-11-21',
		value: 9,
		outcome: null,
		missing: false
	});
});

test('somebody who votes on two questions takes part once, somebody who only joins not at all', async () => {
	const { db, moderator, activityId } = await running();
	await db
		.insertInto('liveParticipants')
		.values({ activityId, participant: randomBytes(32) })
		.execute();
	await press(db, moderator, activityId, 'next');
	const [participant] = await vote(db, activityId, [7], { organisationName: 'AWO  Mitte' });
	expect(await factsOf(db, 'participation')).toMatchObject([{ final: false }]);
	await press(db, moderator, activityId, 'close');
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [['schatten']], { participant: participant! });
	expect(await factsOf(db, 'participation')).toMatchObject([
		{
			participant: participant!.toString('hex'),
			organisation: 'name:awo mitte',
			itemId: null,
			round: null,
			final: true,
			value: null
		}
	]);
});

test('two spellings of an organisation are one, and the register knows it by its entry', async () => {
	const { db, moderator, activityId } = await running();
	await press(db, moderator, activityId, 'next');
	for (const organisationName of ['AWO Mitte', 'awo  mitte ', 'Sportjugend']) {
		await vote(db, activityId, [7], { organisationName });
	}
	const organisations = async () =>
		new Set((await factsOf(db, 'participation')).map(({ organisation }) => organisation));
	expect(await organisations()).toEqual(new Set(['name:awo mitte', 'name:sportjugend']));
	const { id } = await db
		.insertInto('organisations')
		.values({ name: 'Sportjugend', nameKey: 'sportjugend', kind: 'association' })
		.returning('id')
		.executeTakeFirstOrThrow();
	expect(await organisations()).toEqual(new Set(['name:awo mitte', id]));
});

test('each chosen option is a selection, and free words are none', async () => {
	const many = { ...choiceQuestion, config: { ...(choiceQuestion.config as object), max: 2 } };
	const words = { type: 'words', prompt: { de: 'Ein Wort?' }, config: { maxWords: 1 } };
	const { db, moderator, activityId } = await running([many, words]);
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [['baenke', 'schatten'], ['none']]);
	await press(db, moderator, activityId, 'close');
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [['bunt']]);
	const selections = await factsOf(db, 'selection');
	expect(selections.map(({ outcome }) => outcome).toSorted()).toEqual([
		'baenke',
		'none',
		'schatten'
	]);
	const all = [...selections, ...(await factsOf(db, 'answer'))];
	expect(new Set(all.map(({ contribution }) => contribution)).size).toBe(all.length);
	expect(JSON.stringify(await factsOf(db, 'answer'))).not.toContain('bunt');
});

test('the day is that of the square: shortly before midnight in summer is still that day', async () => {
	const { db, moderator, activityId } = await running();
	await press(db, moderator, activityId, 'next', { now: new Date('2026-07-01T21:59:00Z') });
	await vote(db, activityId, [7]);
	expect(await factsOf(db, 'answer')).toMatchObject([{ occurredOn: '2026-07-01' }]);
	await press(db, moderator, activityId, 'close');
	await press(db, moderator, activityId, 'repeat', { now: new Date('2026-07-01T22:01:00Z') });
	await vote(db, activityId, [7]);
	expect(await factsOf(db, 'answer')).toMatchObject([
		{ occurredOn: '2026-07-01' },
		{ occurredOn: '2026-07-02' }
	]);
});

test('an archived session tells the same facts as before', async () => {
	const { db, moderator, activityId } = await running();
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [7, 'dontKnow'], { organisationName: 'Verein' });
	await press(db, moderator, activityId, 'end');
	const before = [await factsOf(db, 'participation'), await factsOf(db, 'answer')];
	await archiveSession(db, moderator, activityId);
	expect([await factsOf(db, 'participation'), await factsOf(db, 'answer')]).toEqual(before);
});

test('what the database says of an answer is what its question type says', async () => {
	const { db, moderator, activityId } = await running([
		scaleQuestion,
		{ ...choiceQuestion, config: { ...(choiceQuestion.config as object), max: 3 } },
		{
			type: 'budget',
			prompt: { de: 'Wofür?' },
			config: {
				projects: ['baenke', 'baum'].map((id) => ({ id, label: { de: id }, costCents: 100 })),
				budgetCents: 200,
				max: null
			}
		},
		{ type: 'words', prompt: { de: 'Drei Wörter?' }, config: { maxWords: 3 } },
		{ type: 'text', prompt: { de: 'Warum?' }, config: { maxLength: 100 } },
		{
			type: 'ranking',
			prompt: { de: 'Was zuerst?' },
			config: { options: ['baenke', 'baum'].map((id) => ({ id, label: { de: id } })), max: 2 }
		},
		{
			type: 'points',
			prompt: { de: 'Wie viel?' },
			config: {
				options: ['baenke', 'baum'].map((id) => ({ id, label: { de: id } })),
				total: 10,
				mustUseAll: false
			}
		},
		{
			type: 'number',
			prompt: { de: 'Wie viele Bäume?' },
			config: { min: -5, max: 50, step: 0.5, unit: {} }
		},
		{ type: 'date', prompt: { de: 'Wann?' }, config: { first: '2026-01-01', last: '2028-12-31' } }
	]);
	const answers: Record<string, fc.Arbitrary<unknown>> = {
		scale: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constant('dontKnow')),
		choice: fc.oneof(
			fc.subarray(['baenke', 'schatten', 'toiletten'], { minLength: 1 }),
			fc.constant(['none'])
		),
		budget: fc.subarray(['baenke', 'baum'], { minLength: 1 }),
		words: fc.uniqueArray(fc.stringMatching(/^[a-zäöü ]{1,20}$/), { minLength: 1, maxLength: 3 }),
		text: fc.stringMatching(/^[\w .,!?7]{1,50}$/),
		ranking: fc.shuffledSubarray(['baenke', 'baum'], { minLength: 1 }),
		points: fc.record({ baenke: fc.integer({ min: 1, max: 5 }), baum: fc.nat(5) }),
		number: fc.integer({ min: -10, max: 100 }).map((halves) => halves / 2),
		date: fc.constantFrom('2026-11-27', '2028-02-29')
	};
	for (const [type, arbitrary] of Object.entries(answers)) {
		await press(db, moderator, activityId, 'next');
		const said = fc.sample(arbitrary, { numRuns: 60, seed: 42 });
		const people = await vote(db, activityId, said);
		await press(db, moderator, activityId, 'close');
		const { config } = await db
			.selectFrom('liveQuestions')
			.select('config')
			.where('activityId', '=', activityId)
			.where('type', '=', type)
			.executeTakeFirstOrThrow();
		const told = new Map(
			(await factsOf(db, 'answer')).map((fact) => [fact.participant, fact] as const)
		);
		said.forEach((answer, index) => {
			const { value, outcome, missing } = told.get(people[index]!.toString('hex'))!;
			expect({ value, outcome, missing }, JSON.stringify(answer)).toEqual(
				questionType(type).factValue(config, answer)
			);
		});
	}
});

test('a ranking tells one selection for each option that was ranked, and none for its rank', async () => {
	const { db, moderator, activityId } = await running([
		{
			type: 'ranking',
			prompt: { de: 'Was zuerst?' },
			config: { options: ['a', 'b', 'c'].map((id) => ({ id, label: { de: id } })), max: 2 }
		}
	]);
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [['b', 'a'], ['b']]);
	const told = await factsOf(db, 'selection');
	expect(told.map(({ outcome }) => outcome).sort()).toEqual(['a', 'b', 'b']);
});

test('questions and supports of others are facts of their own, once everybody can read the question', async () => {
	const { db, moderator, activityId } = await running();
	await setTalk(db, moderator, activityId, { asks: 'checked' });
	const { id } = await askedBySomebody(db, activityId);
	expect(await factsOf(db, 'ask')).toEqual([]);
	await approveAsk(db, moderator, activityId, id);
	await supportAsk(db, await resident(db, activityId), id);
	const [open] = await factsOf(db, 'ask');
	expect(open).toMatchObject({ outcome: 'open', final: false });
	await setAnswered(db, moderator, activityId, id, { answered: true, answer: '' });
	await press(db, moderator, activityId, 'end');
	expect(await factsOf(db, 'ask')).toMatchObject([{ outcome: 'answered', final: true }]);
	// Asking is no support: who asks counts as an asker only.
	const supports = await factsOf(db, 'askSupport');
	expect(supports).toHaveLength(1);
	expect(supports[0]!.participant).not.toBe(open!.participant);
});
