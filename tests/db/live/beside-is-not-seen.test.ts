import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { besideSentence } from '#lib/formats/live/beside/sentence.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import type { Command } from '#lib/formats/live/rules.ts';
import { compareRounds } from '#lib/formats/live/compare/rounds.server.ts';
import { typePaper } from '#lib/formats/live/voices/type-paper.server.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { squareInWords, whatIsMissing } from '../../fixture/live-session.ts';
import { vote } from '../../fixture/sessions.ts';
import {
	after,
	askedTwice,
	before,
	few,
	notBeside,
	room,
	times
} from '../../fixture/live-beside.ts';

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
		await expect(typePaper(on, { answer: ['baenke'], nonce: randomUUID() })).rejects.toMatchObject({
			status: 409,
			reason: 'entry_shown'
		});
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

		test('hidden before the last votes', () => seen(['reveal', 'conceal'], ['close', 'repeat']));
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
	])(
		'hidden in round %s go at once, in both rounds and whatever their spelling',
		async (...one) => {
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
		}
	);

	test('that nobody has approved yet are not in it', async () => {
		const { asked, control, db, moderator, activityId } = await room([squareInWords]);
		await setTalk(db, moderator, activityId, { entries: 'checked' });
		await asked([...said('Ruhe', 10), ...said('Lärm', 10)], 'next');
		await asked([...said('Ruhe', 14), ...said('Lärm', 6)]);
		expect((await control()).beside.choices).toMatchObject([{ whyNot: { reason: 'hidden' } }]);
	});
});
