import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { conduct, endByItself } from '#lib/formats/live/conduct.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { sessionHistory } from '#lib/formats/live/reads.server.ts';
import type { Command } from '#lib/formats/live/rules.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import { appProcess } from '../../fixture/live.ts';
import { kesselbrink, noon, press, scaleQuestion } from '../../fixture/sessions.ts';
import { after, askedTwice, before, few, room, times } from '../../fixture/live-beside.ts';

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
			changed: {},
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

	test('goes with an end that comes by itself', async () => {
		const { show, db, moderator, activityId, presses } = await askedTwice();
		await show(1);
		const session = { activityId, placeId: kesselbrink };
		await db
			.transaction()
			.execute((trx) => endByItself(trx, moderator, session, { now: noon, why: 'closing' }));
		expect((await presentState(db, activityId)).beside).toBeNull();
		await presses('resume');
		expect((await presentState(db, activityId)).beside).toBeNull();
	});

	test('does not make the control count anew who answered both rounds', async () => {
		const { asked, control, db } = await room();
		await asked(before, 'next');
		await asked([...before, ['toiletten']]);
		const cameOnce = [{ whyNot: { reason: 'cameOnce' } }];
		expect((await control()).beside.choices).toMatchObject(cameOnce);
		// Counted now, nobody would have answered both.
		await sql`
			insert into live_participants (activity_id, participant)
			select activity_id, sha256(participant) from live_participants`.execute(db);
		await sql`
			update ballots set participant = sha256(participant)
			where round_id = (select id from live_rounds where number = 1)`.execute(db);
		expect((await control()).beside.choices).toMatchObject(cameOnce);
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
		changed: { de: 'prompt' },
		promptThen: scaleQuestion.prompt
	});
});
