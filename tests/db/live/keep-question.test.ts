import { describe, expect, test } from 'vitest';
import { readBankQuestion } from '#lib/formats/live/bank/bank-reads.server.ts';
import { keepQuestion } from '#lib/formats/live/bank/keep-question.server.ts';
import {
	reviseQuestion,
	setArchived,
	writeQuestion
} from '#lib/formats/live/bank/write-question.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { draftSession, kesselbrink, noon, scaleQuestion } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

async function town() {
	const { db } = await freshDatabase();
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	return { db, moderator };
}

const bilingual = { ...scaleQuestion, prompt: { de: 'Wie gut?', en: 'How well?' } };

describe('a question of a session', () => {
	test('is put into the bank, and the session remembers question and version', async () => {
		const { db, moderator } = await town();
		const { activityId, questions } = await draftSession(db, moderator);
		const id = await keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink);
		const { asked } = await readSession(db, moderator, activityId);
		expect(asked.map(({ bank }) => bank)).toEqual([{ question: id, version: 1 }, null]);
		expect(await readBankQuestion(db, moderator, id)).toMatchObject({
			prompt: scaleQuestion.prompt,
			version: 1,
			uses: [{ activityId, version: 1, changes: [] }]
		});
	});

	test('that the bank has word for word is not put there again', async () => {
		const { db, moderator } = await town();
		const { activityId, questions } = await draftSession(db, moderator);
		const keep = () => keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink, 1);
		await keep();
		await expect(keep()).rejects.toMatchObject({ status: 409, reason: 'bank_kept' });
	});

	test('that was changed becomes a new version, with what changed', async () => {
		const { db, moderator } = await town();
		const { activityId, questions } = await draftSession(db, moderator);
		const [first] = questions;
		const id = await keepQuestion(db, moderator, activityId, first!, kesselbrink);
		await changeQuestion(db, moderator, activityId, first!, bilingual);
		expect((await readBankQuestion(db, moderator, id)).uses[0]!.changes).toHaveLength(2);
		await keepQuestion(db, moderator, activityId, first!, kesselbrink, 1);
		const { versions, uses } = await readBankQuestion(db, moderator, id);
		expect(versions.map(({ version, changes }) => [version, changes.length])).toEqual([
			[2, 2],
			[1, 0]
		]);
		expect(uses[0]).toMatchObject({ version: 2, changes: [] });
	});

	test('that was changed does not write over a version that nobody saw, nor into the archive', async () => {
		const { db, moderator } = await town();
		const { activityId, questions } = await draftSession(db, moderator);
		const [first] = questions;
		const id = await keepQuestion(db, moderator, activityId, first!, kesselbrink);
		await changeQuestion(db, moderator, activityId, first!, bilingual);
		const better = { ...scaleQuestion, prompt: { de: 'Besser?' } };
		await reviseQuestion(db, moderator, id, { input: better, seen: 1 });
		const keep = (seen: number) =>
			keepQuestion(db, moderator, activityId, first!, kesselbrink, seen);
		await expect(keep(1)).rejects.toMatchObject({ status: 409, reason: 'bank_moved_on' });
		await setArchived(db, moderator, id, true, noon);
		await expect(keep(2)).rejects.toMatchObject({ status: 409, reason: 'bank_archived' });
		expect((await readBankQuestion(db, moderator, id)).version).toBe(2);
	});

	test("that a quarter changed in a question of the city's becomes a question of the quarter", async () => {
		const { db, moderator } = await town();
		const planner = await staff(db, 'planner', ['bielefeld', kesselbrink]);
		const ofCity = await writeQuestion(db, planner, 'bielefeld', scaleQuestion);
		const { activityId, questions } = await draftSession(db, moderator);
		const keep = () => keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink);
		await expect(keep()).rejects.toMatchObject({ reason: 'bank_kept' });
		await changeQuestion(db, moderator, activityId, questions[0]!, bilingual);
		const own = await keep();
		expect(own).not.toBe(ofCity);
		expect(await readBankQuestion(db, moderator, own)).toMatchObject({
			placeId: kesselbrink,
			uses: [{ activityId, version: 1, changes: [] }]
		});
		expect((await readBankQuestion(db, moderator, ofCity)).version).toBe(1);
	});

	test('without words in the first language of the bank is refused: sessions in it could not take it', async () => {
		const { db, moderator } = await town();
		const english = { title: { en: 'Talk' }, locales: ['en'] as ('en' | 'de')[] };
		const { type, prompt, config } = scaleQuestion;
		const { activityId, questions } = await draftSession(
			db,
			moderator,
			[
				{
					type,
					prompt: { en: prompt['de']! },
					config: { ...(config as object), low: { en: 'bad' }, high: { en: 'good' } }
				}
			],
			english
		);
		await expect(
			keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink)
		).rejects.toMatchObject({ status: 422, reason: 'bank_words_missing' });
	});

	test('with pictures is refused, with the reason', async () => {
		const { db, moderator } = await town();
		const { activityId, questions } = await draftSession(db, moderator);
		const picture = { id: crypto.randomUUID(), width: 4, height: 3, alt: { de: 'Platz' } };
		await db
			.updateTable('liveQuestions')
			.set({ type: 'information', config: JSON.stringify({ text: { de: 'Lesen' }, picture }) })
			.where('id', '=', questions[0]!)
			.execute();
		await expect(
			keepQuestion(db, moderator, activityId, questions[0]!, kesselbrink)
		).rejects.toMatchObject({ status: 422, reason: 'bank_pictures' });
	});
});
