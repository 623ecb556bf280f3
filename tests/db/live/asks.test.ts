import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ask, editAsk, withdrawAsk } from '#lib/formats/live/ask/ask.server.ts';
import { exportAsks } from '#lib/formats/live/ask/export.server.ts';
import { mergeAsk, splitAsk } from '#lib/formats/live/ask/merge.server.ts';
import {
	approveAsk,
	setAnswered,
	setAskHidden,
	setAskStage,
	unapproveAsk
} from '#lib/formats/live/ask/moderate.server.ts';
import {
	readAskList,
	readModeratedAsks,
	readOwnMarks
} from '#lib/formats/live/ask/reads.server.ts';
import type { AskMode } from '#lib/formats/live/ask/rules.ts';
import { supportAsk, withdrawSupport } from '#lib/formats/live/ask/support.server.ts';
import { readState } from '#lib/formats/live/live-snapshot.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { askedBySomebody, resident, setTalk, supportersOf } from '../../fixture/live-asks.ts';
import { draftSession, kesselbrink, noon, press } from '../../fixture/sessions.ts';
import { buildTown, staff } from '../../fixture/town.ts';

async function running(mode: AskMode = 'atOnce') {
	const database = await freshDatabase();
	const { db, pool } = database;
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	const { activityId } = await draftSession(db, moderator);
	await setTalk(db, moderator, activityId, { asks: mode });
	await press(db, moderator, activityId, 'start');
	const list = async () => (await readAskList(pool, activityId))!.asks;
	const somebody = () => resident(db, activityId);
	const asked = (text?: string) => askedBySomebody(db, activityId, text);
	return { db, pool, moderator, activityId, list, somebody, asked };
}

const inGerman = (text: string) => ({ text, locale: 'de' as const });

describe('asking', () => {
	test('where questions are shown at once everybody sees it, with its asker as its first supporter', async () => {
		const { list, asked } = await running();
		await asked('Kommt ein Trinkbrunnen?');
		expect(await list()).toMatchObject([
			{ number: 1, text: 'Kommt ein Trinkbrunnen?', locale: 'de', supporters: 1, answered: false }
		]);
	});

	test('where they are checked first only its asker sees it until a moderator approves it', async () => {
		const { db, moderator, activityId, list, asked } = await running('checked');
		const { id, asker } = await asked();
		expect(await list()).toEqual([]);
		expect((await readOwnMarks(db, asker)).asked).toMatchObject([{ id, approved: false }]);
		await approveAsk(db, moderator, activityId, id);
		expect((await list()).map((one) => one.id)).toEqual([id]);
	});

	test('a question with a word of the caution list waits also where others are shown at once', async () => {
		const { list, asked } = await running();
		await asked('Warum ist der Bürgermeister so ein 4rschl0ch?');
		expect(await list()).toEqual([]);
	});

	test('three open questions are the most; an answered one makes room', async () => {
		const { db, moderator, activityId, somebody } = await running();
		const who = await somebody();
		const first = await ask(db, who, inGerman('Eins?'));
		await ask(db, who, inGerman('Zwei?'));
		await ask(db, who, inGerman('Drei?'));
		const fourth = () => ask(db, who, inGerman('Vier?'));
		await expect(fourth()).rejects.toMatchObject({ status: 409, reason: 'too_many_open' });
		await setAnswered(db, moderator, activityId, first.id, { answered: true, answer: '' });
		expect((await fourth()).number).toBe(4);
	});

	test('of four questions that somebody asks at once three are taken', async () => {
		const { db, somebody } = await running();
		const who = await somebody();
		const tries = await Promise.allSettled(
			[1, 2, 3, 4].map((n) => ask(db, who, inGerman(`Frage ${n}?`)))
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
	});

	test.each([
		['nobody may ask', { asks: 'off' }],
		['its time is over', { closesAt: '2026-11-21T14:00' }]
	])('no question is taken where %s', async (_, settings) => {
		const { db, moderator, activityId, somebody } = await running();
		await setTalk(db, moderator, activityId, settings);
		const asking = ask(db, await somebody(), inGerman('Und jetzt?'));
		await expect(asking).rejects.toMatchObject({ status: 409, reason: 'asks_closed' });
	});

	test('the database takes no question of somebody who has not joined, and none that is too long', async () => {
		const { db, activityId, somebody } = await running();
		const row = { activityId, number: 9, text: 'Wer?', locale: 'de', approved: true };
		const stranger = Buffer.alloc(32, 1);
		await expect(
			db
				.insertInto('liveAsks')
				.values({ ...row, participant: stranger })
				.execute()
		).rejects.toMatchObject({ code: '23503' });
		const { participant } = await somebody();
		await expect(
			db
				.insertInto('liveAsks')
				.values({ ...row, participant, text: 'a'.repeat(301) })
				.execute()
		).rejects.toMatchObject({ code: '23514' });
	});
});

describe('one’s own question', () => {
	test('can be changed while it waits, and not once others have read it', async () => {
		const { db, moderator, activityId, asked } = await running('checked');
		const { id, asker } = await asked();
		await editAsk(db, asker, id, inGerman('Wann kommen die Bäume?'));
		await approveAsk(db, moderator, activityId, id);
		await expect(editAsk(db, asker, id, inGerman('Etwas anderes'))).rejects.toMatchObject({
			reason: 'ask_final'
		});
		const { asks } = await readModeratedAsks(db, moderator, activityId);
		expect(asks[0]!.text).toBe('Wann kommen die Bäume?');
	});

	test('is deleted when it is taken back, leaves the stage, and sets those free that were merged into it', async () => {
		const { db, pool, moderator, activityId, asked, list } = await running();
		const [main, double] = [await asked(), await asked('Schatten wann?')];
		await mergeAsk(db, moderator, activityId, double.id, main.id);
		await setAskStage(db, moderator, activityId, 'pinned', main.id);
		await withdrawAsk(db, main.asker, main.id, noon);
		expect((await list()).map(({ id, supporters }) => [id, supporters])).toEqual([[double.id, 1]]);
		expect((await readState(pool, activityId, questionType))!.snapshot.asks.onStage).toBeNull();
		const told = await db
			.selectFrom('history')
			.select(['actorKind', 'actorId', 'detail'])
			.where('action', '=', 'live.askWithdrawn')
			.execute();
		expect(told).toEqual([{ actorKind: 'resident', actorId: null, detail: { number: 1 } }]);
	});

	test('nobody changes, withdraws or learns of somebody else’s question', async () => {
		const { db, asked, somebody } = await running('checked');
		const { id } = await asked();
		const other = await somebody();
		await expect(editAsk(db, other, id, inGerman('Meins'))).rejects.toMatchObject({ status: 404 });
		await expect(withdrawAsk(db, other, id, noon)).rejects.toMatchObject({ status: 404 });
		await expect(supportAsk(db, other, id)).rejects.toMatchObject({ status: 404 });
	});
});

describe('supporting', () => {
	test('the same support twice at once counts once, and can be taken back', async () => {
		const { db, asked, somebody, list } = await running();
		const { id } = await asked();
		const who = await somebody();
		await Promise.all([1, 2, 3, 4].map(() => supportAsk(db, who, id)));
		expect(await list()).toMatchObject([{ supporters: 2 }]);
		await withdrawSupport(db, who, id);
		await withdrawSupport(db, who, id);
		expect(await list()).toMatchObject([{ supporters: 1 }]);
	});

	test('who asks goes on supporting it', async () => {
		const { db, asked, list } = await running();
		const { id, asker } = await asked();
		await withdrawSupport(db, asker, id);
		expect(await list()).toMatchObject([{ supporters: 1 }]);
	});

	test('people who support one and its double while the two are merged are counted once each', async () => {
		const { db, moderator, activityId, asked, somebody } = await running();
		const [main, double] = [await asked(), await asked('Schatten wann?')];
		const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => somebody()));
		await Promise.all([
			...people.flatMap((who) => [supportAsk(db, who, main.id), supportAsk(db, who, double.id)]),
			mergeAsk(db, moderator, activityId, double.id, main.id)
		]);
		expect(await supportersOf(db, activityId)).toEqual([{ id: main.id, kept: 8, counted: 8 }]);
	});

	test('whatever people and moderators do, the kept counts are those of a recount', async () => {
		const { db, moderator, activityId, asked, somebody } = await running();
		const asks = [await asked('A?'), await asked('B?'), await asked('C?')];
		const people = [await somebody(), await somebody()];
		const three = fc.nat({ max: 2 });
		const step = fc.oneof(
			fc.tuple(fc.constantFrom('support', 'withdraw'), three, fc.nat({ max: 1 })),
			fc.tuple(fc.constantFrom('merge', 'split'), three, three)
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
				for (const [what, one, other] of steps) {
					const { id } = asks[one]!;
					const done = {
						support: () => supportAsk(db, people[other]!, id),
						withdraw: () => withdrawSupport(db, people[other]!, id),
						merge: () => mergeAsk(db, moderator, activityId, id, asks[other]!.id),
						split: () => splitAsk(db, moderator, activityId, id)
					}[what as 'support' | 'withdraw' | 'merge' | 'split'];
					await done().catch((refused: unknown) =>
						expect(refused).toHaveProperty('name', 'Refusal')
					);
				}
				for (const { kept, counted } of await supportersOf(db, activityId))
					expect(kept).toBe(counted);
			}),
			{ numRuns: 15 }
		);
	});
});

describe('moderating', () => {
	test('merging can be taken back, with the people of each', async () => {
		const { db, moderator, activityId, asked, somebody, list } = await running();
		const [main, double] = [await asked(), await asked('Schatten wann?')];
		await supportAsk(db, await somebody(), double.id);
		await mergeAsk(db, moderator, activityId, double.id, main.id);
		expect(await list()).toMatchObject([{ id: main.id, supporters: 3 }]);
		await splitAsk(db, moderator, activityId, double.id);
		expect(await list()).toMatchObject([
			{ id: double.id, supporters: 2 },
			{ id: main.id, supporters: 1 }
		]);
	});

	test('the database knows no question that is merged into a merged one', async () => {
		const { db, moderator, activityId, asked } = await running();
		const [a, b, c] = [await asked('A?'), await asked('B?'), await asked('C?')];
		await mergeAsk(db, moderator, activityId, b.id, a.id);
		const chained = db
			.updateTable('liveAsks')
			.set({ mergedInto: b.id })
			.where('id', '=', c.id)
			.execute();
		await expect(chained).rejects.toMatchObject({ code: '23503' });
	});

	test('what is hidden or no longer approved leaves list and stage, and comes back as it was', async () => {
		const { db, pool, moderator, activityId, asked, list } = await running();
		const { id } = await asked();
		for (const [away, back] of [
			[
				() => setAskHidden(db, moderator, activityId, id, true),
				() => setAskHidden(db, moderator, activityId, id, false)
			],
			[
				() => unapproveAsk(db, moderator, activityId, id),
				() => approveAsk(db, moderator, activityId, id)
			]
		] as const) {
			await setAskStage(db, moderator, activityId, 'pinned', id);
			await away();
			expect(await list()).toEqual([]);
			expect((await readState(pool, activityId, questionType))!.snapshot.asks.onStage).toBeNull();
			await back();
			expect(await list()).toHaveLength(1);
		}
	});

	test('where two have to approve, one person pressing twice is not enough', async () => {
		const { db, moderator, activityId, asked, list } = await running('checked');
		await setTalk(db, moderator, activityId, { twoPeople: true });
		const { id } = await asked();
		await approveAsk(db, moderator, activityId, id);
		await approveAsk(db, moderator, activityId, id);
		expect(await list()).toEqual([]);
		await approveAsk(db, { kind: 'controlLink', linkId: id, activityId }, activityId, id);
		expect(await list()).toHaveLength(1);
	});

	test('who changes the words while they wait makes everybody look again', async () => {
		const { db, moderator, activityId, asked, list } = await running('checked');
		await setTalk(db, moderator, activityId, { twoPeople: true });
		const { id, asker } = await asked();
		await approveAsk(db, moderator, activityId, id);
		await editAsk(db, asker, id, inGerman('Ganz andere Worte'));
		await approveAsk(db, { kind: 'controlLink', linkId: id, activityId }, activityId, id);
		expect(await list()).toEqual([]);
	});

	test('an answered question comes last, with its answer; opened again it has none', async () => {
		const { db, moderator, activityId, asked, list } = await running();
		const [first] = [await asked('A?'), await asked('B?')];
		const answered = { answered: true, answer: 'Im Frühjahr.\n\n\n\nZwölf Bäume.' };
		await setAnswered(db, moderator, activityId, first.id, answered);
		expect(await list()).toMatchObject([
			{ text: 'B?' },
			{ text: 'A?', answered: true, answer: 'Im Frühjahr.\n\nZwölf Bäume.' }
		]);
		await setAnswered(db, moderator, activityId, first.id, { answered: false, answer: '' });
		expect((await list())[0]).toMatchObject({ text: 'A?', answered: false, answer: null });
		const tooLong = { answered: true, answer: 'x'.repeat(1001) };
		await expect(setAnswered(db, moderator, activityId, first.id, tooLong)).rejects.toMatchObject({
			status: 422,
			fields: { answer: 'answer_too_long' }
		});
	});

	test('the stage shows the pinned one alone, or the open ones with most support', async () => {
		const { db, pool, moderator, activityId, asked, somebody } = await running();
		const [a, b] = [await asked('A?'), await asked('B?')];
		await supportAsk(db, await somebody(), b.id);
		const onStage = async () =>
			(await readState(pool, activityId, questionType))!.snapshot.asks.onStage;
		expect(await onStage()).toBeNull();
		await setAskStage(db, moderator, activityId, 'top');
		expect((await onStage())!.asks.map(({ text }) => text)).toEqual(['B?', 'A?']);
		await setAskStage(db, moderator, activityId, 'pinned', a.id);
		expect(await onStage()).toMatchObject({ pinned: true, asks: [{ text: 'A?' }] });
		await setAskHidden(db, moderator, activityId, b.id, true);
		await expect(setAskStage(db, moderator, activityId, 'pinned', b.id)).rejects.toMatchObject({
			reason: 'ask_not_public'
		});
	});
});

test('nothing that everybody is told leads to who asked or supported', async () => {
	const { pool, activityId, asked } = await running();
	const { asker } = await asked();
	const told = JSON.stringify(await readAskList(pool, activityId));
	expect(told).not.toContain(asker.participant.toString('hex'));
	expect(Object.keys((await readAskList(pool, activityId))!.asks[0]!).sort()).toEqual(
		['answer', 'answered', 'id', 'locale', 'number', 'supporters', 'text'].sort()
	);
});

test('the export has what everybody could read, formulas as text, and stays after archiving', async () => {
	const { db, moderator, activityId, asked, list } = await running();
	await asked('=HYPERLINK("http://x.example")');
	await setAskHidden(db, moderator, activityId, (await asked('Verstecktes')).id, true);
	await press(db, moderator, activityId, 'end');
	await archiveSession(db, moderator, activityId);
	const options = { format: 'csv', locale: 'de' } as const;
	const file = await exportAsks(db, moderator, activityId, options);
	const text = await new Response(file.body).text();
	expect(text).toContain(`"'=HYPERLINK(""http://x.example"")"`);
	expect(text).not.toContain('Verstecktes');
	expect((await list())[0]).toMatchObject({ supporters: 1 });
	const { asks } = await readModeratedAsks(db, moderator, activityId);
	// What nobody was to read is no evidence: it goes with the key.
	expect(asks).toHaveLength(1);
});
