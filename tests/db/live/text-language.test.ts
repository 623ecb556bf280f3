import { randomUUID } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { setEmbeddable } from '#lib/formats/live/export/embedding.server.ts';
import { embeddedResult } from '#lib/formats/live/export/embedded-result.server.ts';
import { exportWorkbook } from '#lib/formats/live/export/workbook.server.ts';
import { chooseImpulses, readImpulses } from '#lib/formats/live/impulses/impulses.server.ts';
import { readControl } from '#lib/formats/live/control/read-control.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { readResults } from '#lib/formats/live/results.server.ts';
import { resultSheetBlocks } from '#lib/formats/live/print/result-sheet.ts';
import { voteAtTablet } from '#lib/formats/live/tablet/at-tablet.server.ts';
import { voteByForm } from '#lib/formats/live/participant/forms.server.ts';
import { readPaperPage } from '#lib/formats/live/voices/read-entry.server.ts';
import { sourceRows } from '#lib/formats/live/voices/source-rows.ts';
import {
	correctPaper,
	takeBackPaper,
	typePaper
} from '#lib/formats/live/voices/type-paper.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import { squareInWords, useOfTheSquare, whatIsMissing } from '../../fixture/live-session.ts';
import { appProcess } from '../../fixture/live.ts';
import { openSession, tallies } from '../../fixture/session.ts';
import { noon, vote } from '../../fixture/sessions.ts';
import { issueToken, tokenKey } from '#lib/core/activities/participant-token.server.ts';

/** A running session that asks people to write, and people who do. */
async function asking(question = squareInWords, settings: Parameters<typeof setTalk>[3] = {}) {
	const database = await freshDatabase();
	const { db } = database;
	const { service } = await appProcess(database);
	const session = await openSession(db, { questions: [question], locales: ['de', 'ar'] });
	const { code, activityId, moderator, roundId, questionId } = session;
	await setTalk(db, moderator, activityId, settings);
	const join = async () => (await service.join({ code, token: null })).token;
	const say = async (answer: unknown, language?: string, token?: string) => {
		const by = token ?? (await join());
		await service.cast({ code, token: by, question: questionId, round: 1, answer, language });
		return by;
	};
	const result = async () => (await service.snapshot(code)).result;
	const hide = (hidden: boolean, ...keys: string[]) =>
		setEntryHidden(db, moderator, activityId, { round: roundId, keys, hidden });
	const entries = async () => {
		const circumstances = { now: noon, smallCellK: 5, locale: 'de' };
		return (await readControl(db, moderator, activityId, circumstances)).onStage!.entries!;
	};
	const csv = async (k = 5) => {
		const text = await ballotsCsv(db, moderator, activityId, questionId, k);
		const [head, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n');
		return { head, rows: rows.toSorted() };
	};
	return { ...session, db, service, join, say, result, hide, entries, csv };
}

describe('the language of what somebody wrote', () => {
	test('is told with the result, and how many wrote in which is told nowhere', async () => {
		const { say, result, press, db, roundId } = await asking();
		await say(['Schatten', 'Bank'], 'de');
		await say(['ظل'], 'ar');
		await say(['Schatten'], 'en');
		await say(['schatten'], 'en');
		await say(['Ruhe']);
		await press('reveal');
		expect(await result()).toEqual({
			ballots: 5,
			counts: { Bank: 1, Ruhe: 1, Schatten: 2, schatten: 1, ظل: 1 },
			languages: { Bank: 'de', Schatten: 'en', schatten: 'en', ظل: 'ar' }
		});
		const { kept, recounted } = await tallies(db, roundId);
		expect(kept).toEqual(recounted);
	});

	test('goes with the vote when it is changed', async () => {
		const { say, result, press } = await asking();
		const token = await say(['Schatten'], 'de');
		await say(['ظل'], 'ar', token);
		await press('reveal');
		expect(await result()).toEqual({ ballots: 1, counts: { ظل: 1 }, languages: { ظل: 'ar' } });
	});

	test('is no other answer: the same text again is the same ballot, also where votes are final', async () => {
		const { say, result, press, db, activityId } = await asking();
		await db
			.updateTable('liveSessions')
			.set({ mayChangeVote: false })
			.where('activityId', '=', activityId)
			.execute();
		const token = await say(['Schatten'], 'de');
		await say(['Schatten'], 'ar', token);
		await expect(say(['ظل'], 'ar', token)).rejects.toMatchObject({ reason: 'vote_final' });
		await press('reveal');
		expect(await result()).toMatchObject({ ballots: 1, languages: { Schatten: 'de' } });
	});

	test('is each person’s own where many say the same at the same moment', async () => {
		const { say, join, db, roundId } = await asking();
		const people = await Promise.all(Array.from({ length: 9 }, join));
		const languages = ['de', 'de', 'de', 'ar', 'ar', 'ar', 'ar', undefined, undefined];
		await Promise.all(people.map((token, n) => say(['Park'], languages[n], token)));
		expect((await tallies(db, roundId)).kept).toEqual({
			'*': 9,
			Park: 9,
			'Park\u001fde': 3,
			'Park\u001far': 4
		});
	});

	test('is unknown in ballots of before, which count as they did, beside those that have one', async () => {
		const { say, result, press, db, activityId } = await asking();
		await vote(db, activityId, [['Park', 'Bank'], ['Park']]);
		await say(['Park'], 'en');
		await press('reveal');
		expect(await result()).toEqual({
			ballots: 3,
			counts: { Bank: 1, Park: 3 },
			languages: { Park: 'en' }
		});
	});

	test('is not told where the text does not show it: nobody learns from a German word that an Arabic page was open', async () => {
		const { say, result, press, entries } = await asking();
		await say(['Schatten', 'ظل'], 'ar');
		await say(['شجر'], 'de');
		expect((await entries()).map(({ label, language }) => [label, language])).toEqual(
			expect.arrayContaining([
				['Schatten', undefined],
				['ظل', 'ar'],
				['شجر', undefined]
			])
		);
		await press('reveal');
		expect((await result())!.languages).toEqual({ ظل: 'ar' });
	});

	test('is not kept of what is chosen', async () => {
		const { say, db, roundId } = await asking(useOfTheSquare);
		await say(['rest'], 'ar');
		expect((await tallies(db, roundId)).kept).toEqual({ '*': 1, rest: 1 });
	});

	test('stands still with the result, also for other websites', async () => {
		const { say, result, press, db, moderator, activityId, questionId, hide } = await asking();
		for (let n = 0; n < 5; n++) await say(['Park', 'Bank'], 'de');
		await press('reveal', 'freeze');
		await setEmbeddable(db, moderator, activityId, true);
		for (let n = 0; n < 6; n++) await say(['Park'], 'en');
		await hide(true, 'Bank');
		const still = { ballots: 5, counts: { Park: 5 }, languages: { Park: 'de' } };
		expect(await result()).toEqual(still);
		expect((await embeddedResult(db, questionId, 5)).result).toEqual(still);
		await press('unfreeze');
		expect(await result()).toMatchObject({ languages: { Park: 'en' } });
		await press('close');
		expect((await embeddedResult(db, questionId, 5)).result).toMatchObject({
			counts: { Park: 11 },
			languages: { Park: 'en' }
		});
	});
});

describe('by every way in', () => {
	test('a plain form and the tablet know the language of their page', async () => {
		const { service, code, db, activityId, questionId, result, press } = await asking();
		const form = (word: string, free: string) => {
			const typed = new FormData();
			for (const [name, value] of Object.entries({ question: questionId, round: '1', free }))
				typed.set(name, value);
			typed.set('answer', word);
			return typed;
		};
		const door = {
			live: service,
			code,
			token: null,
			keep: () => {},
			redeem: () => Promise.reject()
		};
		expect(await voteByForm(door, form('ظل', 'ar'))).toBeNull();
		expect(await voteByForm(door, form('Schatten', '1'))).toBeNull();
		const { participantKey } = await db
			.selectFrom('activities')
			.select('participantKey')
			.where('id', '=', activityId)
			.executeTakeFirstOrThrow();
		const person = issueToken(tokenKey(participantKey!));
		await voteAtTablet({ db, live: service, activityId, code }, person, form('Shade', 'en'));
		await press('reveal');
		expect((await result())!.languages).toEqual({ ظل: 'ar', Shade: 'en' });
	});

	test('staff choose it for a sheet, correct it, and take it back with the sheet', async () => {
		const { db, moderator, activityId, roundId, entries } = await asking();
		const on = { db, actor: moderator, activityId, roundId };
		const { number } = await typePaper(on, { answer: ['ظل'], language: 'ar', nonce: randomUUID() });
		await typePaper(on, { answer: ['Bank'], nonce: randomUUID() });
		expect(await entries()).toMatchObject([{ label: 'Bank' }, { label: 'ظل', language: 'ar' }]);
		expect((await entries())[0]).not.toHaveProperty('language');
		const sheet = async () =>
			(await readPaperPage(db, moderator, activityId, roundId, number)).sheet;
		expect(await sheet()).toEqual({ number, answer: ['ظل'], language: 'ar' });
		await correctPaper(on, { answer: ['ظل'], number, language: 'en' });
		expect(await sheet()).toMatchObject({ language: 'en' });
		await takeBackPaper(on, number);
		expect((await entries()).map(({ label }) => label)).toEqual(['Bank']);
	});
});

describe('moderators', () => {
	test('see the language of each entry, and hide a word in all of them at once', async () => {
		const { say, entries, hide, result, press } = await asking();
		await say(['Park'], 'de');
		await say(['Park'], 'en');
		await say(['ظل'], 'ar');
		expect(await entries()).toMatchObject([
			{ keys: ['Park'], language: 'de', count: 2 },
			{ keys: ['ظل'], language: 'ar', count: 1 }
		]);
		await hide(true, 'Park');
		await say(['Park'], 'ar');
		await press('reveal');
		expect(await result()).toEqual({ ballots: 4, counts: { ظل: 1 }, languages: { ظل: 'ar' } });
		await hide(false, 'Park');
		expect((await result())!.languages).toEqual({ Park: 'de', ظل: 'ar' });
	});

	test('approve an entry, not its language', async () => {
		const { say, hide, result, csv, press } = await asking(whatIsMissing, { entries: 'checked' });
		for (let n = 0; n < 5; n++) await say('Bänke', n < 2 ? 'de' : 'en');
		await hide(false, 'Bänke');
		await press('close', 'reveal');
		expect(await result()).toMatchObject({ counts: { Bänke: 5 }, languages: { Bänke: 'en' } });
		expect((await csv()).rows).toHaveLength(5);
	});

	test('find a word of the caution list once, not once more for its language', async () => {
		const { say, db, entries, hide, result, press } = await asking();
		await say(['Ar5chloch'], 'de');
		expect(await db.selectFrom('liveHiddenKeys').select('key').execute()).toEqual([
			{ key: 'Ar5chloch' }
		]);
		expect(await entries()).toMatchObject([{ state: 'waiting', language: 'de' }]);
		await hide(false, 'Ar5chloch');
		await press('reveal');
		expect(await result()).toMatchObject({ languages: { Ar5chloch: 'de' } });
	});

	test('cannot hide or take on the mark of an entry', async () => {
		const { say, hide, press, db, moderator, activityId, roundId } = await asking();
		await say(['Park'], 'de');
		const mark = 'Park\u001fde';
		await expect(hide(true, mark)).rejects.toMatchObject({ reason: 'entry_invalid' });
		await press('close');
		const choice = { round: roundId, shown: [mark], chosen: [mark] };
		await expect(chooseImpulses(db, moderator, activityId, choice)).rejects.toMatchObject({
			reason: 'entry_invalid'
		});
		const [question] = await readImpulses(db, moderator, activityId, 'de');
		expect(question!.impulses).toMatchObject([{ key: 'Park', language: 'de' }]);
	});
});

describe('files', () => {
	test('have a column for the language where each is that of enough people', async () => {
		const { say, csv, press, db, moderator, activityId } = await asking(whatIsMissing);
		for (let n = 0; n < 5; n++) await say(`Bank ${n}`, 'de');
		for (let n = 0; n < 5; n++) await say(`ظل ${n}`, 'ar');
		await press('close');
		const { head, rows } = await csv();
		expect(head).toBe('Runde,Antwort,Sprache');
		expect(rows).toContain('1,Bank 0,Deutsch');
		expect(rows).toContain('1,ظل 0,Arabisch');
		const { body } = await exportWorkbook(db, moderator, activityId, {
			locale: 'de',
			smallCellK: 5
		});
		const { sheets } = await readXlsx(new Uint8Array(await new Response(body).arrayBuffer()));
		expect(sheets[1]!.rows[0]).toEqual(['Runde', 'Antwort', 'Sprache']);
		expect(JSON.stringify(sheets[0]!.rows)).toContain('mindestens 5 Stimmen');
	});

	test('leave it empty in a round where few people share one, and have none where nobody knows any', async () => {
		const { say, csv, press } = await asking(whatIsMissing);
		for (let n = 0; n < 5; n++) await say('Bank', 'de');
		for (let n = 0; n < 4; n++) await say('Schatten', 'ar');
		await press('close');
		expect((await csv(5)).rows.every((row) => row.endsWith(','))).toBe(true);
		expect((await csv(4)).rows).toContain('1,Schatten,Arabisch');
		const quiet = await asking(whatIsMissing);
		for (let n = 0; n < 5; n++) await quiet.say('Bank');
		await quiet.press('close');
		expect((await quiet.csv()).head).toBe('Runde,Antwort');
	});

	test('do not tell few people apart by language and source together', async () => {
		const { say, csv, press, db, moderator, activityId, roundId } = await asking(whatIsMissing);
		const on = { db, actor: moderator, activityId, roundId };
		const paper = (answer: string, language: string) =>
			typePaper(on, { answer, language, nonce: randomUUID() });
		for (let n = 0; n < 5; n++) await say('Bank', 'de');
		for (let n = 0; n < 3; n++) await say('Schatten', 'ar');
		for (let n = 0; n < 3; n++) await paper('Wasser', 'de');
		for (let n = 0; n < 2; n++) await paper('Licht', 'ar');
		await press('close');
		const { head, rows } = await csv();
		expect(head).toBe('Runde,Weg,Antwort,Sprache');
		// Eight wrote German and five Arabic, eight by phone and five on paper: but only two Arabic on paper.
		expect(rows).toContain('1,Papier,Licht,');
		expect(rows.join()).not.toMatch(/Deutsch|Arabisch/);
	});

	test('and the printed sheet marks each text, also where it is told by source', async () => {
		const { say, press, db, moderator, activityId, roundId } = await asking(whatIsMissing);
		const on = { db, actor: moderator, activityId, roundId };
		for (let n = 0; n < 5; n++) await say('Bank', 'de');
		for (let n = 0; n < 5; n++)
			await typePaper(on, { answer: 'ظل', language: 'ar', nonce: randomUUID() });
		await press('close', 'reveal');
		const session = await readSession(db, moderator, activityId);
		const results = await readResults(db, moderator, session, 5);
		const [result] = Object.values(results)[0]!;
		expect(Object.keys(result!.bySource!.paper!.counts)).not.toContain('ظل\u001far');
		const { config } = session.asked[0]!;
		expect(
			sourceRows({ type: 'text', config }, result!.tally!, result!.bySource!, 'de').rows
		).toEqual([
			{ key: 'Bank', label: 'Bank', language: 'de', counts: [5, 0], all: 5 },
			{ key: 'ظل', label: 'ظل', language: 'ar', counts: [0, 5], all: 5 }
		]);
		const seats = { made: 0, used: 0 };
		const of = { session, results, seats, smallCellK: 5, pictureOf: () => null };
		const blocks = resultSheetBlocks(of, ['de']);
		const table = blocks.find((block) => block.kind === 'table')!;
		expect(table.rows.map(([said]) => said)).toEqual([
			{ text: 'Bank', locale: 'de', dir: 'ltr' },
			{ text: 'ظل', locale: 'ar', dir: 'rtl' }
		]);
	});
});
