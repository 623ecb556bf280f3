import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { besideSentence } from '#lib/formats/live/beside/sentence.ts';
import { conduct } from '#lib/formats/live/conduct.server.ts';
import { readControl } from '#lib/formats/live/control/read-control.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { sessionHistory } from '#lib/formats/live/reads.server.ts';
import type { Command } from '#lib/formats/live/rules.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import type { QuestionInput } from '#lib/questions/question-input.ts';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import { typePaper } from '#lib/formats/live/voices/type-paper.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { squareInWords, whatIsMissing } from '../../fixture/live-session.ts';
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

const times = (n: number, answer: unknown): unknown[] => Array.from({ length: n }, () => answer);
const few = { smallCellK: 5 };

/** A running session with these questions; its rounds are closed and shown unless a test says otherwise. */
async function room(questions: QuestionInput[] = [choiceQuestion, scaleQuestion]) {
	const database = await freshDatabase();
	const { db } = database;
	await buildTown(db);
	const moderator = await staff(db, 'moderator', [kesselbrink]);
	const session = await draftSession(db, moderator, questions);
	const { activityId, code } = session;
	const app = await appProcess(database);
	const presses = async (...commands: Command[]) => {
		for (const command of commands)
			await press(db, moderator, activityId, command, { confirmed: true });
	};
	await presses('start');
	const people: Buffer[] = [];
	/** The same people answer; further ones join them. */
	const answered = async (answers: unknown[]) => {
		for (const [n, answer] of answers.entries()) {
			const known = people[n];
			const [who] = await vote(db, activityId, [answer], known ? { participant: known } : {});
			people[n] ??= who!;
		}
	};
	return {
		...{ database, db, moderator, ...session, app, presses, answered },
		asked: async (answers: unknown[], begin: Command = 'repeat') => {
			await presses(begin);
			await answered(answers);
			await presses('close', 'reveal');
		},
		show: (beside: number) => press(db, moderator, activityId, 'showBeside', { beside }),
		snapshot: (): Promise<LiveSnapshot> => app.service.snapshot(code),
		control: () =>
			readControl(db, moderator, activityId, { now: noon, locale: 'de', smallCellK: 5 })
	};
}

const before = [...times(10, ['baenke']), ...times(10, ['schatten'])];
const after = [...times(5, ['baenke']), ...times(15, ['schatten'])];
const notBeside = { status: 409, reason: 'not_beside' };

async function askedTwice() {
	const here = await room();
	await here.asked(before, 'next');
	await here.asked(after);
	return here;
}

describe('an earlier round', () => {
	test('stands beside the result at one press, and the same press takes it away', async () => {
		const { show, snapshot, presses, control } = await askedTwice();
		expect((await snapshot()).beside).toBeNull();
		expect((await control()).beside).toMatchObject({
			shown: null,
			choices: [{ number: 1, whyNot: null }]
		});
		await show(1);
		const { beside, result } = await snapshot();
		expect(beside).toMatchObject({
			round: 1,
			kind: 'shares',
			people: [20, 20],
			changed: false,
			k: 5
		});
		expect(
			beside!.parts.map(({ key, values }) => [key, ...values.map((told) => told?.people)])
		).toEqual([
			['baenke', 10, 5],
			['schatten', 10, 15],
			['toiletten', 0, 0],
			['none', 0, 0]
		]);
		// The result itself stays what it was.
		expect(result).toMatchObject({ ballots: 20 });
		const { shown, choices } = (await control()).beside;
		expect(shown).toBe(choices[0]!.id);
		await presses('hideBeside');
		expect((await snapshot()).beside).toBeNull();
		expect((await control()).beside.shown).toBeNull();
	});

	test('is on the phones of another process too', async () => {
		const { database, code, show } = await askedTwice();
		const far = await appProcess(database);
		expect((await far.service.snapshot(code)).beside).toBeNull();
		await show(1);
		await expect.poll(async () => (await far.service.snapshot(code)).beside?.round).toBe(1);
	});

	test('can be chosen where there are several, newest first', async () => {
		const { asked, show, snapshot, control } = await askedTwice();
		await asked(before);
		expect((await control()).beside.choices.map(({ number }) => number)).toEqual([2, 1]);
		await show(2);
		expect((await snapshot()).beside).toMatchObject({ round: 2 });
		await show(1);
		expect((await snapshot()).beside).toMatchObject({ round: 1 });
	});

	test('goes with everything that shows something else', async () => {
		const { show, presses, snapshot, asked, db, activityId } = await askedTwice();
		const isOn = async () => {
			const { besideRoundId } = await db
				.selectFrom('liveSessions')
				.select('besideRoundId')
				.where('activityId', '=', activityId)
				.executeTakeFirstOrThrow();
			return besideRoundId !== null || (await snapshot()).beside !== null;
		};
		const ends = async (...commands: Command[]) => {
			await show(1);
			expect(await isOn()).toBe(true);
			await presses(...commands);
			expect(await isOn(), commands.join(' ')).toBe(false);
		};
		await ends('conceal', 'reveal');
		await ends('reopen', 'close');
		await ends('reopen', 'reset');
		await presses('close', 'reveal');
		await asked(after);
		await ends('toLobby');
	});

	test('goes with the next question', async () => {
		const { show, presses, snapshot } = await askedTwice();
		await show(1);
		await presses('next');
		expect((await snapshot()).beside).toBeNull();
	});

	test('is in the history, with which it was', async () => {
		const { show, presses, db, moderator, activityId, questions } = await askedTwice();
		await show(1);
		await presses('hideBeside');
		const [hidden, shown] = await sessionHistory(db, moderator, activityId);
		expect(shown).toMatchObject({
			action: 'live.besideShown',
			detail: { question: questions[0], round: 2, beside: 1 }
		});
		expect(hidden).toMatchObject({ action: 'live.besideHidden' });
	});

	test('is shown once where two press at once', async () => {
		const { db, moderator, activityId, snapshot } = await askedTwice();
		const { version } = await presentState(db, activityId);
		const input = { command: 'showBeside', beside: 1, version } as const;
		const outcomes = await Promise.allSettled(
			times(4, null).map(() => conduct(db, moderator, activityId, input, { now: noon, ...few }))
		);
		const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
		expect(refused).toHaveLength(3);
		for (const refusal of refused) expect(refusal).toMatchObject({ reason: 'state_moved_on' });
		expect(await snapshot()).toMatchObject({ version: version + 1, beside: { round: 1 } });
	});
});

describe('nothing of it is seen', () => {
	test('while the stage is covered', async () => {
		const { show, snapshot, db, moderator, activityId } = await askedTwice();
		await show(1);
		await setVeiled(db, moderator, activityId, true);
		expect(await snapshot()).toMatchObject({ veiled: true, result: null, beside: null });
		await setVeiled(db, moderator, activityId, false);
		expect(await snapshot()).toMatchObject({ beside: { round: 1 } });
	});

	test('where the earlier round was never shown', async () => {
		const { presses, answered, asked, control, show } = await room();
		await presses('next');
		await answered(before);
		await presses('close');
		await asked(after);
		expect((await control()).beside.choices).toEqual([]);
		await expect(show(1)).rejects.toMatchObject(notBeside);
	});

	test('where the earlier round was hidden again, for it takes paper', async () => {
		const { asked, presses, answered, control, show, snapshot, db, moderator, activityId } =
			await room();
		await asked(before, 'next');
		await presses('conceal', 'repeat');
		await answered(after);
		await presses('close', 'reveal');
		expect((await control()).beside.choices).toEqual([]);
		await expect(show(1)).rejects.toMatchObject(notBeside);
		const { id: roundId } = await db
			.selectFrom('liveRounds')
			.select('id')
			.where('number', '=', 1)
			.executeTakeFirstOrThrow();
		await typePaper(
			{ db, actor: moderator, activityId, roundId },
			{ answer: ['baenke'], nonce: randomUUID() }
		);
		// Also one that was set beside before that was so.
		await db.updateTable('liveSessions').set({ besideRoundId: roundId }).execute();
		expect((await snapshot()).beside).toBeNull();
	});

	test('while it stands there paper is refused', async () => {
		const { show, db, moderator, activityId, control } = await askedTwice();
		await show(1);
		const on = { db, actor: moderator, activityId, roundId: (await control()).beside.shown! };
		await expect(
			typePaper(on, { answer: ['baenke'], nonce: randomUUID() })
		).rejects.toMatchObject({ status: 409, reason: 'entry_shown' });
	});

	describe('where the earlier round was shown only while people voted:', () => {
		const seen = async (commands: Command[], then: Command[]) => {
			const here = await room();
			await here.presses('next');
			await here.answered(before.slice(0, 10));
			await here.presses(...commands);
			await vote(here.db, here.activityId, before.slice(10));
			await here.presses(...then);
			await here.answered(after);
			await here.presses('close', 'reveal');
			expect((await here.control()).beside.choices).toEqual([]);
			await expect(here.show(1)).rejects.toMatchObject(notBeside);
		};

		test('hidden before the last votes', () =>
			seen(['reveal', 'conceal'], ['close', 'repeat']));
		test('frozen before the last votes', () => seen(['reveal', 'freeze'], ['reset']));
		test('shown to the end, opened again, and hidden before the last votes', () =>
			seen(['close', 'reveal', 'reopen', 'conceal'], ['close', 'repeat']));
		test('shown to the end, opened again, and frozen before the last votes', () =>
			seen(['close', 'reveal', 'reopen', 'freeze'], ['reset']));
	});

	test('while people can still vote', async () => {
		const { presses, answered, show, control } = await askedTwice();
		await presses('repeat');
		await answered(before);
		await presses('reveal');
		expect((await control()).beside.choices).toEqual([]);
		await expect(show(1)).rejects.toMatchObject({ status: 409, reason: 'not_possible_now' });
	});

	test('of a round that was never, or of the one on the stage', async () => {
		const { show } = await askedTwice();
		for (const round of [2, 3, 99]) await expect(show(round)).rejects.toMatchObject(notBeside);
	});

	test('where a latecomer alone makes the difference, and the moderator is told why', async () => {
		const { asked, control, show } = await room();
		await asked(before, 'next');
		await asked([...before, ['toiletten']]);
		expect((await control()).beside.choices).toMatchObject([
			{ number: 1, whyNot: { reason: 'cameOnce', round: 1 } }
		]);
		await expect(show(1)).rejects.toMatchObject(notBeside);
	});

	test('where too few answered one of the two', async () => {
		const { asked, control, show } = await room();
		await asked(before, 'next');
		await asked(times(4, ['baenke']));
		expect((await control()).beside.choices).toMatchObject([
			{ number: 1, whyNot: { reason: 'few', round: 2 } }
		]);
		await expect(show(1)).rejects.toMatchObject(notBeside);
	});

	test('of answers that are not compared', async () => {
		const { asked, control } = await room([whatIsMissing]);
		await asked(times(8, 'Bänke'), 'next');
		await asked(times(8, 'Bäume'));
		expect((await control()).beside.choices).toEqual([]);
	});

	test('of fewer than five people, with what could tell of them', async () => {
		const { asked, show, snapshot } = await room();
		await asked([...before, ...times(2, ['toiletten'])], 'next');
		await asked([...after, ...times(2, ['baenke'])]);
		await show(1);
		const { parts } = (await snapshot()).beside!;
		const first = Object.fromEntries(parts.map(({ key, values }) => [key, values[0]?.people]));
		expect(first['toiletten']).toBeUndefined();
		expect(Object.values(first).filter((people) => people === undefined)).toHaveLength(2);
	});
});

test('other words between the rounds are a warning, with what was asked then', async () => {
	const { db, moderator, activityId, questions, asked, presses, answered, snapshot, show } =
		await room([scaleQuestion]);
	await asked(times(8, 4), 'next');
	await changeQuestion(db, moderator, activityId, questions[0]!, {
		...scaleQuestion,
		prompt: { de: 'Wie gut wirklich?' }
	});
	const now = new Date(Date.now() + 60_000);
	await press(db, moderator, activityId, 'repeat', { now });
	await answered(times(8, 7));
	await press(db, moderator, activityId, 'close', { now });
	await presses('reveal');
	await show(1);
	expect((await snapshot()).beside).toMatchObject({
		kind: 'means',
		changed: true,
		promptThen: scaleQuestion.prompt
	});
});

describe('words', () => {
	const said = (word: string, n: number) => times(n, [word]);

	const twoRounds = async () => {
		const here = await room([squareInWords]);
		const { asked, snapshot, db, moderator, activityId } = here;
		await asked([...said('Ruhe', 10), ...said('Lärm', 10), ...said('Grün', 6)], 'next');
		await asked([...said('Ruhe', 14), ...said('lärm', 6), ...said('Grün', 8)]);
		return {
			...here,
			labels: async () => (await snapshot()).beside?.parts.map(({ label }) => label['de']) ?? null,
			forStaff: async () => {
				const { questions } = await compareRounds(db, moderator, activityId, {
					locale: 'de',
					...few
				});
				return questions[0]!.comparison.parts.map(({ label }) => label);
			},
			hide: async (number: number, key: string) => {
				const { id: round } = await db
					.selectFrom('liveRounds')
					.select('id')
					.where('number', '=', number)
					.executeTakeFirstOrThrow();
				await setEntryHidden(db, moderator, activityId, { round, keys: [key], hidden: true });
			}
		};
	};

	test.each([
		[1, 'Lärm'],
		[2, 'lärm']
	])('hidden in round %s go at once, in both rounds and whatever their spelling', async (...one) => {
		const { show, snapshot, labels, forStaff, hide } = await twoRounds();
		await show(1);
		expect(await labels()).toContain('Lärm');
		expect(await forStaff()).toContain('Lärm');
		await hide(...one);
		expect(await labels()).toEqual(['Ruhe', 'Grün']);
		expect(await forStaff()).toEqual(['Ruhe', 'Grün']);
		const { beside } = await snapshot();
		expect(JSON.stringify(beside)).not.toMatch(/lärm/i);
		expect(besideSentence(beside!, 2, 'de')).not.toMatch(/lärm/i);
	});

	test('that nobody has approved yet are not in it', async () => {
		const { asked, control, db, moderator, activityId } = await room([squareInWords]);
		await setTalk(db, moderator, activityId, { entries: 'checked' });
		await asked([...said('Ruhe', 10), ...said('Lärm', 10)], 'next');
		await asked([...said('Ruhe', 14), ...said('Lärm', 6)]);
		expect((await control()).beside.choices).toMatchObject([{ whyNot: { reason: 'hidden' } }]);
	});
});
