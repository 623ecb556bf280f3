import { parse } from 'csv-parse/sync';
import { expect, onTestFinished, test } from 'vitest';
import { exportAsks } from '#lib/formats/live/ask/export.server.ts';
import { redeemSeat } from '#lib/formats/live/seats/redeem.server.ts';
import { makeSeats, seatCounts } from '#lib/formats/live/seats/seats.server.ts';
import { openDatabase } from '#lib/platform/db/database.server.ts';
import { questionTypes } from '#lib/questions/registry.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { sessionOfEveryType } from '../../fixture/every-type.ts';
import { appProcess } from '../../fixture/live.ts';
import { askedBySomebody, setTalk } from '../../fixture/live-asks.ts';
import { currentRound, openSession, tallies } from '../../fixture/session.ts';

const nobodysPicture = '00000000-0000-4000-8000-000000000001';

/** Of each type, by its key, what its question in `sessionOfEveryType` does not allow. */
const breaking: Readonly<Record<string, readonly unknown[]>> = {
	choice: [[], ['fountain'], ['baum', 'bank'], 'baum', null],
	ranking: [[], ['fountain'], ['shade', 'shade'], ['shade', 'benches', 'toilets', 'water']],
	points: [{}, { shade: 11 }, { shade: 9 }, { shade: -1, benches: 11 }, { fountain: 10 }],
	budget: [['fountain', 'lights'], ['bridge'], 'fountain'],
	scale: [0, 11, 7.5, 'seven', ''],
	matrix: [{}, { safe: 5 }, { safe: 0 }, { warm: 1 }],
	grid2x2: [{}, { shade: { x: 6, y: 1 } }, { shade: { x: 1 } }, { fountain: { x: 1, y: 1 } }],
	number: [501, -1, 0.5, 'many', ''],
	date: ['2028-02-30', '2028-04-01', 'tomorrow', ''],
	words: [[], ['a', 'b', 'c', 'd'], ['x'.repeat(41)], ['\u0000']],
	text: ['', 'x'.repeat(301), 'x'.repeat(60_000), '\u0000\u0007\u001b'],
	picturechoice: [[], [nobodysPicture], ['none', 'none', nobodysPicture]],
	spot: [[], ['I1'], ['A7'], ['A1', 'A2'], 'here'],
	pin: [[], ['G1'], ['A7'], { lat: 0, lng: 0 }, 'here'],
	information: [[], ['unread']],
	consent: [[], ['maybe'], ['yes', 'no']]
};

test('a ballot that breaks the limits of its type is refused at the answer and counted nowhere, in every type', async () => {
	const database = await freshDatabase();
	const { db } = database;
	const { service } = await appProcess(database);
	const session = await sessionOfEveryType(db, 'a secret for the pictures of this test 0123456789');
	const { activityId, code } = session;
	await session.press('start');
	const { token } = await service.join({ code, token: null });
	expect(Object.keys(breaking).toSorted()).toEqual(questionTypes.map(({ key }) => key).toSorted());

	for (const { type } of session.asked) {
		await session.press('next');
		const { questionId, roundId } = await currentRound(db, activityId);
		for (const answer of breaking[type]!) {
			const sent = service.cast({ code, token, question: questionId, round: 1, answer });
			await expect(sent, `${type}: ${JSON.stringify(answer)}`).rejects.toMatchObject({
				status: 422,
				reason: 'answer_invalid'
			});
		}
		expect(await tallies(db, roundId), type).toEqual({ kept: {}, recounted: {} });
		await session.press('close');
	}
});

const zalgo = 'Z̸̧̛͎͖͇͉͓͓̈́̾̋͊̆̕͝a̷͎͂l̶̡͈̈́̊g̷̝͝o̴̙͘';
const hostile = [
	'=HYPERLINK("http://example.org")',
	'+1+1',
	'-1+1',
	'@SUM(A1)',
	'<img src=x onerror=alert(1)>',
	zalgo
];

test('HTML, formulas and piled-up marks in people’s questions are kept as text, and no cell of the export starts a formula', async () => {
	const { db } = await freshDatabase();
	const { activityId, moderator } = await openSession(db);
	await setTalk(db, moderator, activityId, { asks: 'atOnce' });
	for (const text of hostile) await askedBySomebody(db, activityId, text);
	const { body } = await exportAsks(db, moderator, activityId, { format: 'csv', locale: 'de' });
	const rows = parse(await new Response(body as BodyInit).text(), { bom: true }) as string[][];
	expect(rows).toHaveLength(1 + hostile.length);
	expect(rows.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
	expect(rows.flat()).toEqual(expect.arrayContaining(['<img src=x onerror=alert(1)>', zalgo]));
});

test('the same seat code at the same instant, at two processes: one person gets in', async () => {
	const database = await freshDatabase();
	const other = openDatabase(database.url);
	onTestFinished(() => other.close());
	const { activityId, code, moderator } = await openSession(database.db, { seatsOnly: true });
	const [seat] = await makeSeats(database.db, moderator, activityId, 1);
	const both = await Promise.allSettled(
		[database.db, other.db].map((db) =>
			redeemSeat(db, code, { typed: seat!, nonce: crypto.randomUUID() })
		)
	);
	expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
	expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { status: 410, reason: 'seat_used' }
	});
	expect(await seatCounts(database.db, moderator, activityId)).toEqual({ made: 1, used: 1 });
});
