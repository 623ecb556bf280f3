import { describe, expect, test } from 'vitest';
import { listBank, readBankQuestion } from '#lib/formats/live/bank/bank-reads.server.ts';
import { keepQuestion } from '#lib/formats/live/bank/keep-question.server.ts';
import { questionsToTake, takeQuestions } from '#lib/formats/live/bank/take-questions.server.ts';
import {
	reviseQuestion,
	setArchived,
	writeQuestion
} from '#lib/formats/live/bank/write-question.server.ts';
import { wordingsThen } from '#lib/formats/live/compare/asked-then.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { createSession } from '#lib/formats/live/create-session.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { templates } from '#lib/formats/live/templates/index.ts';
import { setTalk } from '../../fixture/live-asks.ts';
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

async function town() {
	const { db } = await freshDatabase();
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	return { db, moderator };
}

const everything = { words: '', type: '', archived: false };
const bilingual = { ...scaleQuestion, prompt: { de: 'Wie gut?', en: 'How well?' } };

describe('a version', () => {
	test('never changes, whoever writes to the tables', async () => {
		const { db, moderator } = await town();
		const id = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		const change = db
			.updateTable('liveBankVersions')
			.set({ prompt: JSON.stringify({ de: 'Anders?' }) })
			.where('questionId', '=', id)
			.execute();
		await expect(change).rejects.toThrow('never changes');
	});

	test('is new only where something is: the same words again change nothing', async () => {
		const { db, moderator } = await town();
		const id = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		const revise = (input: typeof scaleQuestion, seen: number) =>
			reviseQuestion(db, moderator, id, { input, seen });
		expect(await revise(scaleQuestion, 1)).toBe(1);
		expect(await revise(bilingual, 1)).toBe(2);
		await expect(revise(scaleQuestion, 1)).rejects.toMatchObject({
			status: 409,
			reason: 'bank_moved_on'
		});
		await expect(revise(choiceQuestion, 2)).rejects.toMatchObject({ reason: 'bank_type_final' });
	});

	test('of two who revise at once only one is written', async () => {
		const { db, moderator } = await town();
		const id = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		const words = ['Eins?', 'Zwei?', 'Drei?'].map((de) => ({ ...scaleQuestion, prompt: { de } }));
		const done = await Promise.allSettled(
			words.map((input) => reviseQuestion(db, moderator, id, { input, seen: 1 }))
		);
		expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect((await readBankQuestion(db, moderator, id)).version).toBe(2);
	});
});

describe('a session', () => {
	test('takes several questions at once in their newest versions, all or none', async () => {
		const { db, moderator } = await town();
		const { activityId } = await draftSession(db, moderator, []);
		const one = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		const other = await writeQuestion(db, moderator, kesselbrink, choiceQuestion);
		await reviseQuestion(db, moderator, one, { input: bilingual, seen: 1 });
		await takeQuestions(db, moderator, activityId, [one, other, one]);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked.map(({ prompt, bank }) => [prompt, bank])).toEqual([
			[bilingual.prompt, { question: one, version: 2 }],
			[choiceQuestion.prompt, { question: other, version: 1 }]
		]);
		await setArchived(db, moderator, other, true, noon);
		await expect(takeQuestions(db, moderator, activityId, [one, other])).rejects.toMatchObject({
			reason: 'bank_archived'
		});
		expect((await readSession(db, moderator, activityId)).asked).toHaveLength(2);
	});

	test('in another main language is told what is missing', async () => {
		const { db, moderator } = await town();
		const english = { title: { en: 'Talk' }, locales: ['en'] as ('en' | 'de')[] };
		const { activityId } = await draftSession(db, moderator, [], english);
		const id = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		await expect(takeQuestions(db, moderator, activityId, [id])).rejects.toMatchObject({
			status: 422,
			reason: 'bank_language_missing'
		});
		await expect(takeQuestions(db, moderator, activityId, ['nonsense'])).rejects.toMatchObject({
			status: 404,
			reason: 'bank_unknown'
		});
		await expect(takeQuestions(db, moderator, activityId, [])).rejects.toMatchObject({
			reason: 'bank_nothing_chosen'
		});
	});

	test('can begin with questions of the bank', async () => {
		const { db, moderator } = await town();
		const id = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		const taken = await questionsToTake(db, moderator, [id]);
		const { activityId } = await createSession(db, moderator, sessionInput(), taken);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked.map(({ bank }) => bank?.question)).toEqual([id]);
	});

	test('made from a template asks the same question of the bank as the one that put it there', async () => {
		const { db, moderator } = await town();
		const { questions } = templates[0]!;
		const earlier = await draftSession(db, moderator, questions);
		const first = await draftSession(db, moderator, questions);
		const kept = await keepQuestion(
			db,
			moderator,
			first.activityId,
			first.questions[0]!,
			'bielefeld-kesselbrink'
		);
		const later = await draftSession(db, moderator, questions);
		for (const { activityId } of [earlier, first, later]) {
			const { asked } = await readSession(db, moderator, activityId);
			expect(asked[0]!.bank).toEqual({ question: kept, version: 1 });
			expect(asked[1]!.bank).toBeNull();
		}
	});

	test('elsewhere is not linked by its words: the bank of a square is for that square', async () => {
		const { db, moderator } = await town();
		const heepen = await staff(db, 'moderator', ['bielefeld-heepen']);
		await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		const there = { placeId: 'bielefeld-heepen' };
		const { activityId } = await draftSession(db, heepen, [scaleQuestion], there);
		expect((await readSession(db, heepen, activityId)).asked[0]!.bank).toBeNull();
	});

	test('that is copied keeps its links and rules, also where it changed the words, and takes no ballot along', async () => {
		const { db, moderator } = await town();
		const different = {
			seatsOnly: true,
			mayChangeVote: false,
			locales: ['de', 'en'] as ('de' | 'en')[]
		};
		const { activityId, questions } = await draftSession(db, moderator, undefined, {
			...different,
			title: { de: 'Platz', en: 'Square' }
		});
		const talk = {
			asks: 'checked',
			entries: 'checked',
			twoPeople: true,
			reactions: true,
			pace: 'participant'
		} as const;
		await setTalk(db, moderator, activityId, talk);
		const id = await keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink);
		await changeQuestion(db, moderator, activityId, questions[0]!, bilingual);
		await press(db, moderator, activityId, 'start');
		const copy = await copySession(db, moderator, activityId, '2027-11-21');
		const { asked, settings, standing, participants } = await readSession(
			db,
			moderator,
			copy.activityId
		);
		expect(settings).toMatchObject(different);
		expect(asked.map(({ bank, rounds }) => ({ bank, rounds }))).toEqual([
			{ bank: { question: id, version: 1 }, rounds: [] },
			{ bank: null, rounds: [] }
		]);
		expect({ standing, participants }).toEqual({ standing: 'planned', participants: 0 });
		const rules = await db
			.selectFrom('liveSessions')
			.select(['asks', 'entries', 'twoPeople', 'reactions', 'pace', 'closesAt'])
			.where('activityId', '=', copy.activityId)
			.executeTakeFirstOrThrow();
		expect(rules).toEqual({ ...talk, closesAt: null });
	});
});

describe('the bank', () => {
	test('is searched by words of prompt and answers in any language, by type, and for what is archived', async () => {
		const { db, moderator } = await town();
		const one = await writeQuestion(db, moderator, kesselbrink, bilingual);
		const other = await writeQuestion(db, moderator, kesselbrink, choiceQuestion);
		const found = async (search: Partial<typeof everything>) =>
			(await listBank(db, moderator, { ...everything, ...search })).map(({ id }) => id);
		expect(await found({})).toHaveLength(2);
		expect(await found({ words: 'how WELL' })).toEqual([one]);
		expect(await found({ words: 'schatten' })).toEqual([other]);
		expect(await found({ words: '100 %' })).toEqual([]);
		// Ids are no words that anybody reads.
		const options = [
			{ id: 'o-baum', label: { de: 'Linde' } },
			{ id: 'o-bank', label: { de: 'Stuhl' } }
		];
		const config = { ...(choiceQuestion.config as object), options };
		const third = await writeQuestion(db, moderator, kesselbrink, { ...choiceQuestion, config });
		expect(await found({ words: 'linde' })).toEqual([third]);
		expect(await found({ words: 'o-baum' })).toEqual([]);
		await setArchived(db, moderator, third, true, noon);
		expect(await found({ type: 'choice' })).toEqual([other]);
		await setArchived(db, moderator, other, true, noon);
		expect(await found({})).toEqual([one]);
		expect((await found({ archived: true })).sort()).toEqual([other, third].sort());
	});

	test("of a city is there for those who work in its quarters, a quarter's only for those who work there", async () => {
		const { db, moderator } = await town();
		const planner = await staff(db, 'planner', ['bielefeld', 'bielefeld-mitte', kesselbrink]);
		const heepen = await staff(db, 'moderator', ['bielefeld-heepen']);
		const ofCity = await writeQuestion(db, planner, 'bielefeld', scaleQuestion);
		const ofSquare = await writeQuestion(db, moderator, kesselbrink, choiceQuestion);
		const seen = async (actor: typeof planner) =>
			(await listBank(db, actor, everything)).map(({ id }) => id).sort();
		expect(await seen(moderator)).toEqual([ofCity, ofSquare].sort());
		expect(await seen(heepen)).toEqual([ofCity]);
		await expect(readBankQuestion(db, heepen, ofSquare)).rejects.toMatchObject({ status: 403 });
		await expect(
			reviseQuestion(db, heepen, ofCity, { input: bilingual, seen: 1 })
		).rejects.toMatchObject({ status: 403 });
	});

	test('counts sessions elsewhere and names only those that the reader may see', async () => {
		const { db, moderator } = await town();
		const planner = await staff(db, 'planner', ['bielefeld', kesselbrink]);
		const heepen = await staff(db, 'moderator', ['bielefeld-heepen']);
		const id = await writeQuestion(db, planner, 'bielefeld', scaleQuestion);
		await draftSession(db, moderator, [scaleQuestion]);
		await draftSession(db, heepen, [scaleQuestion], { placeId: 'bielefeld-heepen' });
		const { uses, usesElsewhere } = await readBankQuestion(db, heepen, id);
		expect(uses.map(({ placeName }) => placeName)).toEqual(['Heepen']);
		expect(usesElsewhere).toBe(1);
	});

	test('says in the audit trail who wrote, revised, archived and took what', async () => {
		const { db, moderator } = await town();
		const { activityId } = await draftSession(db, moderator, []);
		const id = await writeQuestion(db, moderator, kesselbrink, scaleQuestion);
		await reviseQuestion(db, moderator, id, { input: bilingual, seen: 1 });
		await takeQuestions(db, moderator, activityId, [id]);
		await setArchived(db, moderator, id, true, noon);
		await setArchived(db, moderator, id, true, noon);
		await setArchived(db, moderator, id, false, noon);
		const told = await db.selectFrom('history').select('action').orderBy('id').execute();
		expect(told.map(({ action }) => action)).toEqual([
			'live.created',
			'live.bankWritten',
			'live.bankRevised',
			'live.questionsTaken',
			'live.bankArchived',
			'live.bankRestored'
		]);
	});

	test('keeps its questions when a session that asked one is deleted', async () => {
		const { db, moderator } = await town();
		const { activityId, questions } = await draftSession(db, moderator);
		const id = await keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink);
		await db.deleteFrom('activities').where('id', '=', activityId).execute();
		expect((await readBankQuestion(db, moderator, id)).uses).toEqual([]);
	});
});

test('what people read is kept when a wording is put right after the first round', async () => {
	const { db, moderator } = await town();
	const { activityId, questions } = await draftSession(db, moderator);
	await press(db, moderator, activityId, 'start');
	await press(db, moderator, activityId, 'next');
	await vote(db, activityId, [7]);
	await changeQuestion(db, moderator, activityId, questions[0]!, bilingual);
	const kept = await db.selectFrom('liveFormerWordings').select('prompt').execute();
	expect(kept).toEqual([{ prompt: scaleQuestion.prompt }]);
});

test('a wording that is put right by somebody who waited is that of a round opened meanwhile', async () => {
	const { db, moderator } = await town();
	const { activityId, questions } = await draftSession(db, moderator);
	await press(db, moderator, activityId, 'start');
	const opened = await db.transaction().execute(async (trx) => {
		await trx.selectFrom('liveBankQuestions').select('id').execute();
		const now = new Date();
		await press(db, moderator, activityId, 'next', { now });
		await trx
			.updateTable('liveQuestions')
			.set({ prompt: JSON.stringify(bilingual.prompt) })
			.where('id', '=', questions[0]!)
			.execute();
		return now;
	});
	const then = await wordingsThen(db, questions);
	const now = { type: 'scale', prompt: bilingual.prompt, config: {} };
	expect(then(questions[0]!, now, opened).prompt).toEqual(scaleQuestion.prompt);
});
