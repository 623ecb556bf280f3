import { randomBytes } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { exportBallots, readBallots } from '#lib/formats/live/export/ballots.server.ts';
import { exportPicture } from '#lib/formats/live/export/result-picture.server.ts';
import { exportWorkbook } from '#lib/formats/live/export/workbook.server.ts';
import { questionsOf } from '#lib/formats/live/question-reads.server.ts';
import { setEntryHidden } from '#lib/formats/live/moderation/moderate-entries.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { answeredSession, ballotsCsv, texts } from '../../fixture/live-export.ts';
import { liveSession, whatIsMissing } from '../../fixture/live-session.ts';
import { readXml, textOf } from '../../fixture/read-xml.ts';
import { vote } from '../../fixture/sessions.ts';

const reader = { locale: 'de', smallCellK: 5 };

/** The same session with its files. */
async function answered(written: readonly string[] = texts) {
	const session = await answeredSession(written);
	const { db, ids, moderator, activityId } = session;
	const read = async (stream: ReadableStream) =>
		new Uint8Array(await new Response(stream).arrayBuffer());
	return {
		...session,
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
