import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { addCautionWord, removeCautionWord } from '#lib/core/moderation/words/word-list.server.ts';
import { readControl } from '#lib/formats/live/control/read-control.server.ts';
import { forgetUnsaidKeys } from '#lib/formats/live/moderation/hold-back.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { correctPaper, typePaper } from '#lib/formats/live/voices/type-paper.server.ts';
import type { Trx } from '#lib/platform/db/database.server.ts';
import { questionType } from '#lib/questions/registry.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { squareInWords, whatIsMissing } from '../../fixture/live-session.ts';
import { choiceOf, currentRound, openSession } from '../../fixture/session.ts';
import { noon } from '../../fixture/sessions.ts';
import { staff } from '../../fixture/town.ts';

/** A running session that asks for words, its result on the stage, and people who answer. */
async function words(settings: Parameters<typeof setTalk>[3] = {}, question = squareInWords) {
	const database = await freshDatabase();
	const { db } = database;
	const { service } = await appProcess(database);
	const session = await openSession(db, { questions: [question] });
	const { activityId, code, moderator, roundId } = session;
	await setTalk(db, moderator, activityId, settings);
	await session.press('reveal');
	const say = async (answer: unknown) => {
		const { token } = await service.join({ code, token: null });
		const { questionId } = await currentRound(db, activityId);
		await service.cast({ code, token, question: questionId, round: 1, answer });
	};
	const result = async () => (await service.snapshot(code)).result;
	const set = (hidden: boolean, actor: Actor, ...keys: string[]) =>
		setEntryHidden(db, actor, activityId, { round: roundId, keys, hidden });
	const entries = async () => {
		const circumstances = { now: noon, smallCellK: 5, locale: 'de' };
		const { onStage } = await readControl(db, moderator, activityId, circumstances);
		return onStage!.entries!.map(({ label, state }) => [label, state]);
	};
	const link: Actor = { kind: 'controlLink', linkId: activityId, activityId };
	return { ...session, db, service, say, result, set, entries, link };
}

describe('where entries are checked first', () => {
	test('nothing is on the stage before it is approved; the ballots count', async () => {
		const { say, result, set, entries, moderator } = await words({ entries: 'checked' });
		await say(['Treffpunkt', 'laut']);
		expect(await result()).toEqual({ ballots: 1, counts: {} });
		expect(await entries()).toEqual([
			['laut', 'waiting'],
			['Treffpunkt', 'waiting']
		]);
		await set(false, moderator, 'Treffpunkt');
		expect(await result()).toEqual({ ballots: 1, counts: { Treffpunkt: 1 } });
		expect(await entries()).toContainEqual(['Treffpunkt', 'shown']);
	});

	test('what was hidden after it was approved comes back in one press', async () => {
		const { say, result, set, moderator } = await words({ entries: 'checked' });
		await say(['Treffpunkt']);
		await set(false, moderator, 'Treffpunkt');
		await set(true, moderator, 'Treffpunkt');
		expect((await result())!.counts).toEqual({});
		await set(false, moderator, 'Treffpunkt');
		expect((await result())!.counts).toEqual({ Treffpunkt: 1 });
	});

	test('choices are shown as ever', async () => {
		const { say, result } = await words({ entries: 'checked' }, choiceOf(['bank', 'baum']));
		await say(['bank']);
		expect((await result())!.counts).toEqual({ bank: 1 });
	});

	test('two different people have to approve where the session says so', async () => {
		const { say, result, set, moderator, link, entries } = await words({
			entries: 'checked',
			twoPeople: true
		});
		await say(['Treffpunkt']);
		await set(false, moderator, 'Treffpunkt');
		await set(false, moderator, 'Treffpunkt');
		expect((await result())!.counts).toEqual({});
		expect(await entries()).toEqual([['Treffpunkt', 'waiting']]);
		await set(false, link, 'Treffpunkt');
		expect((await result())!.counts).toEqual({ Treffpunkt: 1 });
	});

	test('one person who hides and then shows what nobody has approved has still approved it alone', async () => {
		const { say, result, set, moderator, link, entries } = await words({ twoPeople: true });
		await say(['Schatten', 'Ar5chloch']);
		await set(true, moderator, 'Ar5chloch');
		expect(await entries()).toContainEqual(['Ar5chloch', 'hidden']);
		await set(false, moderator, 'Ar5chloch');
		expect((await result())!.counts).toEqual({ Schatten: 1 });
		expect(await entries()).toContainEqual(['Ar5chloch', 'waiting']);
		await set(false, link, 'Ar5chloch');
		expect((await result())!.counts).toEqual({ Schatten: 1, Ar5chloch: 1 });
	});

	test('who approves and then hides has taken the approval back', async () => {
		const { say, result, set, moderator, link } = await words({ twoPeople: true });
		await say(['Ar5chloch']);
		await set(false, moderator, 'Ar5chloch');
		await set(true, moderator, 'Ar5chloch');
		await set(false, link, 'Ar5chloch');
		expect((await result())!.counts).toEqual({});
	});

	test('the export has no answer that nobody has approved', async () => {
		const session = await words({ entries: 'checked' }, whatIsMissing);
		await session.say('Ein Brunnen');
		await session.say('Frau Müller aus Haus 3');
		await session.set(false, session.moderator, 'Ein Brunnen');
		await session.press('close');
		const csv = await ballotsCsv(
			session.db,
			session.moderator,
			session.activityId,
			session.questionId,
			1
		);
		expect(csv).toContain('Ein Brunnen');
		expect(csv).not.toContain('Müller');
	});
});

describe('words of the caution list', () => {
	test('wait also where entries are shown at once, and stay once a moderator has shown them', async () => {
		const { say, result, set, entries, moderator } = await words();
		await say(['Schatten', 'Ar5chloch']);
		expect((await result())!.counts).toEqual({ Schatten: 1 });
		expect(await entries()).toContainEqual(['Ar5chloch', 'waiting']);
		await set(false, moderator, 'Ar5chloch');
		await say(['Ar5chloch']);
		expect((await result())!.counts).toEqual({ Schatten: 1, Ar5chloch: 2 });
	});

	test('wait on a typed sheet too, and on a corrected one', async () => {
		const { db, result, moderator, activityId, press, say } = await words();
		await press('conceal');
		const { roundId } = await currentRound(db, activityId);
		const on = { db, actor: moderator, activityId, roundId };
		await typePaper(on, { answer: ['Ar5chloch'], nonce: randomUUID() });
		const { number } = await typePaper(on, { answer: ['Schatten'], nonce: randomUUID() });
		await correctPaper(on, { answer: ['Ar5chloch zwei', 'Ruhe'], number });
		await say(['Ruhe']);
		await press('reveal');
		expect(await result()).toEqual({ ballots: 3, counts: { Ruhe: 2 } });
	});

	test('leave nothing behind of ballots that are refused, nor of what nobody says any more', async () => {
		const { db, service, code, activityId, questionId, press } = await words();
		const held = async () =>
			(await db.selectFrom('liveHiddenKeys').select('key').execute()).map(({ key }) => key);
		const { token } = await service.join({ code, token: null });
		const say = (answer: unknown) =>
			service.cast({ code, token, question: questionId, round: 1, answer });
		const mayChange = (mayChangeVote: boolean) =>
			db
				.updateTable('liveSessions')
				.set({ mayChangeVote })
				.where('activityId', '=', activityId)
				.execute();
		await say(['Ar5chloch eins']);
		await say(['Ar5chloch zwei']);
		await mayChange(false);
		await expect(say(['Ar5chloch drei'])).rejects.toMatchObject({ reason: 'vote_final' });
		expect((await held()).toSorted()).toEqual(['Ar5chloch eins', 'Ar5chloch zwei']);
		await press('close');
		expect(await held()).toEqual(['Ar5chloch zwei']);
		await mayChange(true);
		await expect(say(['Ar5chloch vier'])).rejects.toMatchObject({ status: 409 });
		expect(await held()).toEqual(['Ar5chloch zwei']);
	});

	test('wait also where the round was closed and opened again while the ballot was on its way', async () => {
		const { db, say, result, activityId, roundId } = await words();
		const held = () => db.selectFrom('liveHiddenKeys').select(['key', 'waits']).execute();
		const round = (trx: Trx, closedAt: Date | null) =>
			trx.updateTable('liveRounds').set({ closedAt }).where('id', '=', roundId).execute();
		const said = await db.transaction().execute(async (trx) => {
			// Whoever holds the round keeps the ballot waiting, after its word was held back and before it is counted.
			await sql`select from live_rounds where id = ${roundId} for no key update`.execute(trx);
			const said = say(['Ar5chloch']);
			await expect.poll(held).toHaveLength(1);
			await round(trx, noon);
			await forgetUnsaidKeys(trx, activityId);
			await round(trx, null);
			return { said };
		});
		await said.said;
		expect(await held()).toEqual([{ key: 'Ar5chloch', waits: true }]);
		expect(await result()).toEqual({ ballots: 1, counts: {} });
	});

	test('a city adds its own and takes them off; the audit trail does not repeat them', async () => {
		const { db, say, result, service, activityId } = await words();
		const administrator = await staff(db, 'administrator', ['bielefeld']);
		await addCautionWord(db, administrator, { locale: 'de', word: 'Pöbel' });
		service.sessions.forget(activityId);
		await say(['PÖBEL']);
		expect((await result())!.counts).toEqual({});
		await removeCautionWord(db, administrator, { locale: 'de', word: 'Pöbel' });
		service.sessions.forget(activityId);
		await say(['poebel', 'Pobel']);
		expect(Object.keys((await result())!.counts)).toContain('Pobel');
		const told = await db
			.selectFrom('history')
			.selectAll()
			.where('action', 'like', 'cautionWord.%')
			.execute();
		expect(told).toHaveLength(2);
		expect(JSON.stringify(told)).not.toMatch(/p.bel/i);
	});

	test('only administrators change the list, and no empty word gets on it', async () => {
		const { db, moderator } = await words();
		const word = { locale: 'de', word: 'Pöbel' };
		await expect(addCautionWord(db, moderator, word)).rejects.toMatchObject({ status: 403 });
		await expect(removeCautionWord(db, moderator, word)).rejects.toMatchObject({ status: 403 });
		const administrator = await staff(db, 'administrator', ['bielefeld']);
		for (const [bad, reason] of [
			['\u200b!', 'word_missing'],
			['x'.repeat(61), 'word_too_long']
		] as const)
			await expect(
				addCautionWord(db, administrator, { locale: 'de', word: bad })
			).rejects.toMatchObject({ status: 422, fields: { word: reason } });
	});
});

test('one press covers stage and phones at once, also on an old page, and another shows all again', async () => {
	const { db, service, code, activityId, moderator, say, result } = await words({ asks: 'atOnce' });
	await say(['Schatten']);
	const before = await service.snapshot(code);
	await Promise.all([1, 2].map(() => setVeiled(db, moderator, activityId, true)));
	const veiled = await service.snapshot(code);
	expect(veiled).toMatchObject({ veiled: true, result: null, version: before.version + 1 });
	expect(await service.asks(code)).toMatchObject({ veiled: true, asks: [] });
	await setVeiled(db, moderator, activityId, false);
	expect((await result())!.counts).toEqual({ Schatten: 1 });
});

test('ten thousand words, piled-up marks, HTML and formulas break neither stage nor export', async () => {
	const { db, roundId, activityId, questionId, moderator, result, say, press } = await words();
	// Said twice, so that they are among those that the stage shows.
	for (let n = 0; n < 2; n++) await say(['Z̴̢̛̰a̷̡̛l̶g̵o̷', '<script>x', '=cmd|x']);
	await db
		.insertInto('ballots')
		.values(
			Array.from({ length: 10_000 }, (_, n) => ({
				roundId,
				participant: Buffer.from(String(n).padStart(32, '0')),
				answer: JSON.stringify([`Wort ${n}`]),
				tallyKeys: ['*', `Wort ${n}`]
			}))
		)
		.execute();
	const shown = (await result())!;
	expect(shown.ballots).toBe(10_002);
	expect(Object.keys(shown.counts)).toHaveLength(200);
	const { rows } = questionType('words').table(squareInWords.config, shown, 'de');
	expect(rows.map(({ label }) => label)).toContain('<script>x');
	for (const { label } of rows) expect(label).not.toMatch(/\p{M}{5}/u);
	await press('close');
	const csv = await ballotsCsv(db, moderator, activityId, questionId, 1);
	expect(csv.split('\r\n')).toHaveLength(10_004);
	expect(csv).toContain("'=cmd|x");
});
