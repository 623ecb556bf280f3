import { randomBytes } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { exportBallots, readBallots } from '#lib/formats/live/export/ballots.server.ts';
import { embeddedResult } from '#lib/formats/live/export/embedded-result.server.ts';
import { setEmbeddable } from '#lib/formats/live/export/embedding.server.ts';
import { exportPicture } from '#lib/formats/live/export/result-picture.server.ts';
import { exportWorkbook } from '#lib/formats/live/export/workbook.server.ts';
import { questionsOf } from '#lib/formats/live/question-reads.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ballotsCsv } from '../../fixture/live-export.ts';
import {
	howWellInvolved,
	liveSession,
	useOfTheSquare,
	whatIsMissing
} from '../../fixture/live-session.ts';
import { load } from '../../../src/routes/embed/live/[question=uuid]/+page.server.ts';
import { readXml, textOf } from '../../fixture/read-xml.ts';
import { currentRound } from '../../fixture/session.ts';
import { vote } from '../../fixture/sessions.ts';

const reader = { locale: 'de', smallCellK: 5 };
const five = ['sport', 'sport', 'market', 'rest', 'rest'];
const texts = ['=HYPERLINK("http://example.org")', '+49 521', '<b>Bank</b>', '@SUM(A1)', 'Bänke'];

/** Three questions asked one after the other: five people choose, five rate, and what is handed in is written. */
async function answered(written: readonly string[] = texts) {
	const { db } = await freshDatabase();
	const session = await liveSession(db, {
		locales: ['de', 'ar'],
		title: { de: 'Palaver am Kesselbrink' },
		questions: [useOfTheSquare, howWellInvolved, whatIsMissing]
	});
	const { activityId, moderator, press } = session;
	const ids: string[] = [];
	await press('start');
	for (const answers of [five.map((id) => [id]), [7, 7, 7, 3, 'dontKnow'], written]) {
		await press('next');
		ids.push((await currentRound(db, activityId)).questionId);
		await vote(db, activityId, answers);
		await press('close');
	}
	const read = async (stream: ReadableStream) =>
		new Uint8Array(await new Response(stream).arrayBuffer());
	return {
		...session,
		db,
		ids,
		csv: (n: number) => ballotsCsv(db, moderator, activityId, ids[n]!),
		xlsx: async (n: number) =>
			readXlsx(
				await read(
					(await exportBallots(db, moderator, activityId, ids[n]!, { ...reader, format: 'xlsx' }))
						.body
				)
			),
		workbook: async (locale = 'de') =>
			readXlsx(
				await read((await exportWorkbook(db, moderator, activityId, { ...reader, locale })).body)
			),
		picture: async (n: number, format: 'svg' | 'png' = 'svg', locale = 'de') =>
			exportPicture(
				db,
				moderator,
				{ activityId, questionId: ids[n]!, round: null },
				{ ...reader, locale, format }
			)
	};
}

describe('ballots as a workbook', () => {
	test('of one question are rounds and answers, numbers as numbers, and nothing else', async () => {
		const { xlsx } = await answered();
		const [sheet] = (await xlsx(1)).sheets;
		expect(sheet!.rows[0]).toEqual(['Runde', 'Antwort']);
		const rows = sheet!.rows.slice(1).map((row) => row.join('|'));
		expect(rows.toSorted()).toEqual(['1|3', '1|7', '1|7', '1|7', '1|Weiß nicht']);
		expect(typeof sheet!.rows[1]![0]).toBe('number');
	});

	test('have no formula, whatever people wrote', async () => {
		const { xlsx, workbook, csv } = await answered();
		for (const { sheets } of [await xlsx(2), await workbook()])
			for (const { cells = new Map<string, { formula?: string }>() } of sheets)
				for (const cell of cells.values()) expect(cell.formula).toBeUndefined();
		const written = (await xlsx(2)).sheets[0]!.rows.slice(1).map((row) => row[1]);
		expect(written.toSorted()).toEqual(texts.toSorted());
		for (const line of (await csv(2)).split('\r\n').slice(1)) expect(line).not.toMatch(/,"?[=+@]/);
	});

	test('can be opened whatever people typed, and say what they typed', async () => {
		const typed = ['a\uFFFEb\uFFFF', '_x0041_', '_x005F_', 'x_x00e4_y', 'Bänke'];
		const { xlsx, workbook } = await answered(typed);
		for (const { sheets } of [await xlsx(2), await workbook()]) {
			const said = sheets
				.at(-1)!
				.rows.slice(1)
				.map((row) => row[1]);
			expect(said.toSorted()).toEqual(['ab', ...typed.slice(1)].toSorted());
		}
	});

	test('of the whole session have a sheet per question and one that says what was left out', async () => {
		const { db, moderator, activityId, ids, workbook, press } = await answered();
		const round = await db
			.selectFrom('liveRounds')
			.select('id')
			.where('questionId', '=', ids[2]!)
			.executeTakeFirstOrThrow();
		await setEntryHidden(db, moderator, activityId, {
			round: round.id,
			keys: ['<b>Bank</b>'],
			hidden: true
		});
		await press('repeat');
		await vote(db, activityId, ['Zu zweit', 'Zu zweit']);
		const { sheets } = await workbook();
		expect(sheets.map(({ name }) => name)).toEqual([
			'Erklärung',
			expect.stringMatching(/^1 /),
			expect.stringMatching(/^2 /),
			expect.stringMatching(/^3 /)
		]);
		const [about, , , words] = sheets;
		const said = about!.rows.map((row) => row.join('|').replace(/\|+$/, ''));
		expect(said).toContain('Veranstaltung|Palaver am Kesselbrink');
		expect(said).toContain('Sprachen der Fragen|Deutsch und Arabisch');
		expect(said.at(-1)).toMatch(/\|Was fehlt Ihnen am Kesselbrink\?\|.*\|Runde 1: 5\|1\|\|2$/);
		await press('close');
		const closed = (await workbook()).sheets[0]!.rows.at(-1)!;
		expect(closed.slice(3)).toEqual(['Runde 1: 5', 1, '2', '']);
		expect(words!.rows).toHaveLength(1 + 4);
		expect(JSON.stringify(sheets)).not.toMatch(/Zu zweit|<b>Bank/);
	});

	test('are shuffled anew in each sheet: rows of one person stand nowhere in the same place', async () => {
		const { db } = await freshDatabase();
		const session = await liveSession(db, {
			locales: ['de'],
			questions: [whatIsMissing, whatIsMissing, whatIsMissing]
		});
		const { activityId, moderator, press } = session;
		await press('start');
		// Each of six people says the same each time: an order that is one of people is the same in two sheets.
		const people = Array.from({ length: 6 }, () => randomBytes(32));
		for (let question = 0; question < 3; question++) {
			await press('next');
			for (const [n, participant] of people.entries())
				await vote(db, activityId, [`Person ${n}`], { participant });
			await press('close');
		}
		const workbooks: string[][] = [];
		for (let n = 0; n < 4; n++) {
			const { body } = await exportWorkbook(db, moderator, activityId, reader);
			const { sheets } = await readXlsx(new Uint8Array(await new Response(body).arrayBuffer()));
			workbooks.push(sheets.slice(1).map(({ rows }) => rows.map((row) => row[1]).join()));
		}
		// 720 orders: that two sheets agree in all four workbooks by chance is 1 in 720^4, and so for a sheet over them.
		for (const [one, other] of [
			[0, 1],
			[0, 2],
			[1, 2]
		] as const)
			expect(workbooks.some((orders) => orders[one] !== orders[other])).toBe(true);
		for (const sheet of [0, 1, 2])
			expect(new Set(workbooks.map((orders) => orders[sheet])).size).toBeGreaterThan(1);
	});

	test('speak the language of the reader', async () => {
		const { workbook } = await answered();
		const { sheets } = await workbook('ar');
		expect(sheets[0]!.name).toBe('شرح');
		expect(sheets[1]!.rows[0]![0]).toMatch(/\p{Script=Arabic}/u);
	});

	test('are in the audit trail with how many, never with what', async () => {
		const { db, xlsx, workbook } = await answered();
		await xlsx(2);
		await workbook();
		const told = await db
			.selectFrom('history')
			.select('detail')
			.where('action', '=', 'live.exported')
			.orderBy('id')
			.execute();
		expect(told.map(({ detail }) => detail)).toMatchObject([
			{ ballots: 5 },
			{ questions: 3, ballots: 15 }
		]);
	});
});

test('a round of too few people is in no file: what the sheet hides a file must not show', async () => {
	const { csv, workbook, picture } = await answered(['Nur wir', 'zwei']);
	expect(await csv(2)).not.toMatch(/Nur wir|zwei/);
	expect(JSON.stringify((await workbook()).sheets)).not.toMatch(/Nur wir|zwei/);
	await expect(picture(2)).rejects.toMatchObject({ status: 404, reason: 'results_hidden' });
});

test('a round of which nobody had heard when the questions were read is told by its own ballots', async () => {
	const { db } = await freshDatabase();
	const { activityId, press } = await liveSession(db, { questions: [whatIsMissing] });
	await press('start', 'next');
	const [question] = await questionsOf(db, activityId);
	await vote(db, activityId, ['Nur wir', 'zwei']);
	await press('close');
	expect(await readBallots(db, question!, reader)).toMatchObject({ rows: [], tooFew: [1] });
});

test('a round that takes ballots is in no file: two of them would show the ballot between them', async () => {
	const { db, activityId, csv, workbook, press } = await answered();
	await press('reopen');
	await vote(db, activityId, ['Später']);
	expect((await csv(2)).trim().split('\r\n')).toHaveLength(1);
	const { sheets } = await workbook();
	expect(sheets[0]!.rows.at(-1)!.slice(3)).toEqual(['', 0, '', '1']);
	expect(JSON.stringify(sheets)).not.toContain('Später');
	await press('close');
	expect(await csv(2)).toContain('Später');
});

describe('the picture of a result', () => {
	test('has the counts of the results page and says where it comes from', async () => {
		const { picture } = await answered();
		const file = await picture(0);
		expect(file).toMatchObject({
			contentType: 'image/svg+xml',
			fileName: 'palaver-result-1-1.svg'
		});
		const text = await new Response(file.body).text();
		expect(textOf(readXml(text), 'desc')).toContain('5 Menschen haben geantwortet.');
		for (const said of ['Palaver am Kesselbrink', 'Kesselbrink', '5 Personen'])
			expect(text).toContain(said);
	});

	test('has no hidden entry', async () => {
		const { db, moderator, activityId, picture, ids } = await answered();
		const { id } = await db
			.selectFrom('liveRounds')
			.select('id')
			.where('questionId', '=', ids[2]!)
			.executeTakeFirstOrThrow();
		await setEntryHidden(db, moderator, activityId, { round: id, keys: ['Bänke'], hidden: true });
		const text = await new Response((await picture(2)).body).text();
		expect(text).not.toContain('Bänke');
		expect(text).toContain('&lt;b&gt;Bank');
	});

	test('is a PNG too, in Arabic for who reads Arabic', async () => {
		const { picture } = await answered();
		const file = await picture(0, 'png', 'ar');
		const bytes = new Uint8Array(await new Response(file.body).arrayBuffer());
		expect([...bytes.subarray(1, 4)]).toEqual([...'PNG'].map((one) => one.charCodeAt(0)));
		const svg = await new Response((await picture(0, 'svg', 'ar')).body).text();
		expect(svg).toMatch(/\p{Script=Arabic}{4}/u);
	});
});

describe('a result on another website', () => {
	async function embeddable() {
		const session = await answered();
		const { db, moderator, activityId, ids } = session;
		const see = (n: number) => embeddedResult(db, ids[n]!, 5);
		await setEmbeddable(db, moderator, activityId, true);
		return {
			...session,
			see,
			allow: (on: boolean) => setEmbeddable(db, moderator, activityId, on)
		};
	}

	test('is there once its session allows it and its result is shown, and not before', async () => {
		const { see, allow, press } = await embeddable();
		expect(await see(2)).toMatchObject({ result: null, why: 'hidden' });
		await press('reveal');
		expect(await see(2)).toMatchObject({
			running: true,
			round: 1,
			result: { ballots: 5, counts: { Bänke: 1 } }
		});
		await allow(false);
		await expect(see(2)).rejects.toMatchObject({ status: 404, reason: 'result_unknown' });
		await allow(true);
		await press('conceal');
		expect(await see(2)).toMatchObject({ result: null, why: 'hidden' });
	});

	test('is not there of itself: a session is closed to other websites until somebody opens it', async () => {
		const { db, ids, press } = await answered();
		await press('reveal');
		await expect(embeddedResult(db, ids[2]!, 5)).rejects.toMatchObject({ status: 404 });
		await expect(embeddedResult(db, crypto.randomUUID(), 5)).rejects.toMatchObject({ status: 404 });
	});

	test('has no hidden entry, nothing while the stage is covered, and none of too few people', async () => {
		const { db, moderator, activityId, see, press } = await embeddable();
		await press('reveal');
		const { roundId } = await currentRound(db, activityId);
		const hide = { round: roundId, keys: ['Bänke'], hidden: true };
		await setEntryHidden(db, moderator, activityId, hide);
		expect((await see(2)).result!.counts).not.toHaveProperty('Bänke');
		await setVeiled(db, moderator, activityId, true);
		expect(await see(2)).toMatchObject({ result: null, why: 'hidden' });
		await setVeiled(db, moderator, activityId, false);
		await press('repeat');
		await vote(db, activityId, ['Nur wir', 'zwei']);
		await press('close', 'reveal');
		expect(await see(2)).toMatchObject({ round: 2, result: null, why: 'tooFew' });
	});

	test('stands still while the stage does', async () => {
		const { db, activityId, see, press } = await embeddable();
		await press('reveal', 'reopen', 'freeze');
		await vote(db, activityId, ['Spät']);
		expect((await see(2)).result).toMatchObject({ ballots: 5 });
		await press('unfreeze');
		// Who looks now and after the next ballot would see what it says.
		expect(await see(2)).toMatchObject({ result: null, config: null, why: 'open' });
		await press('close');
		expect((await see(2)).result).toMatchObject({ ballots: 6, counts: { Spät: 1 } });
	});

	test('has no entry that was hidden while it stood still, also when its author has voted anew since', async () => {
		const { db, moderator, activityId, see, press } = await embeddable();
		await press('reveal', 'reopen', 'freeze');
		const { roundId } = await currentRound(db, activityId);
		const hide = { round: roundId, keys: ['Bänke'], hidden: true };
		await setEntryHidden(db, moderator, activityId, hide);
		const said = await db
			.updateTable('ballots')
			.set({ answer: JSON.stringify('Brunnen'), tallyKeys: ['*', 'Brunnen'] })
			.where('roundId', '=', roundId)
			.where(sql<boolean>`'Bänke' = any(tally_keys)`)
			.executeTakeFirst();
		expect(said.numUpdatedRows).toBe(1n);
		const { counts } = (await see(2)).result!;
		expect(counts).not.toHaveProperty('Bänke');
		expect(counts).toHaveProperty('@SUM(A1)');
	});

	test('tells nothing of a question before it is asked, and nobody what is right while people vote', async () => {
		const { db } = await freshDatabase();
		const quiz = {
			...useOfTheSquare,
			config: { ...(useOfTheSquare.config as object), right: ['rest'] }
		};
		const session = await liveSession(db, { questions: [quiz] });
		const { activityId, press } = session;
		await db.updateTable('liveSessions').set({ embeddable: true }).execute();
		await press('start');
		const [question] = await questionsOf(db, activityId);
		const sent = async () => {
			const event = {
				locals: { db, house: { config: { smallCellK: 5 } } },
				params: { question: question!.id },
				url: new URL('https://palaver.example/embed')
			};
			return JSON.stringify(await load(event as unknown as Parameters<typeof load>[0]));
		};
		expect(await sent()).not.toMatch(/Kesselbrink im Sommer|"right"|Schatten/);
		await press('next');
		await vote(
			db,
			activityId,
			five.map((id) => [id])
		);
		expect(await sent()).toContain('Kesselbrink im Sommer');
		expect(await sent()).not.toMatch(/"right"|Schatten/);
		await press('reveal', 'freeze');
		expect(await sent()).toContain('Schatten');
		expect(await sent()).not.toContain('"right"');
		await press('close');
		expect(await sent()).toContain('"right"');
		await press('conceal');
		expect(await sent()).not.toMatch(/"right"|Schatten/);
	});

	test('leads into the session only once nobody votes there any more', async () => {
		const { code, see, press } = await embeddable();
		expect(await see(0)).toMatchObject({ code: null, place: { name: 'Kesselbrink' } });
		await press('end');
		expect((await see(0)).code).toBe(code);
	});

	test('stays after the end, and says that it is gone once the session is archived', async () => {
		const { db, moderator, activityId, see, press } = await embeddable();
		await press('reveal', 'end');
		expect(await see(2)).toMatchObject({ running: false, result: { ballots: 5 } });
		await archiveSession(db, moderator, activityId);
		await expect(see(2)).rejects.toMatchObject({ status: 410, reason: 'result_archived' });
	});

	test('is allowed and stopped in the audit trail, once each', async () => {
		const { db, allow } = await embeddable();
		await allow(true);
		await allow(false);
		await allow(false);
		const told = await db
			.selectFrom('history')
			.select('action')
			.where('action', 'like', 'live.embedding%')
			.orderBy('id')
			.execute();
		expect(told.map(({ action }) => action)).toEqual([
			'live.embeddingAllowed',
			'live.embeddingStopped'
		]);
	});
});
