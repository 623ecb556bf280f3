import { describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '#lib/access/actor.ts';
import type { Sheet } from '#lib/formats/live/print/kit.ts';
import { printCards, printSheet } from '#lib/formats/live/print/print.server.ts';
import { redeemSeat } from '#lib/formats/live/seats/redeem.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { roomOf } from '../../fixture/live-voices.ts';
import {
	howWellInvolved,
	squareInWords,
	useOfTheSquare,
	whatIsMissing
} from '../../fixture/live-session.ts';
import { claimsUa, openPdf } from '../../fixture/pdf.ts';
import { openSession } from '../../fixture/session.ts';

const origin = 'https://palaver.example';
const arabic = /\p{Script=Arabic}{3}/u;

async function printed() {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db, {
		locales: ['de', 'en', 'ar'],
		questions: [useOfTheSquare, howWellInvolved, squareInWords, whatIsMissing]
	});
	const { db } = database;
	const { moderator, activityId } = session;
	const printing = { db, actor: moderator, origin, author: 'Stadt Bielefeld', smallCellK: 5 };
	const print = async (sheet: Sheet, asked: string) =>
		printSheet(printing, activityId, sheet, new URLSearchParams(asked));
	const cards = (count: number, asked = 'lang=de&lang=ar') =>
		printCards(printing, activityId, count, new URLSearchParams(asked));
	return { db, session, print, cards, room: roomOf(db, app, session) };
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('the poster', () => {
	test('has a page for each language, or all on one, and says its code, on A5 too', async () => {
		const { print, session } = await printed();
		const code = `${session.code.slice(0, 3)} ${session.code.slice(3)}`;
		const bytes = await print('poster', 'lang=de&lang=ar&paper=a5');
		expect(claimsUa(bytes)).toBe(true);
		const each = await openPdf(bytes);
		expect(each).toMatchObject({ language: 'de', isTagged: true, pages: 2 });
		expect(each.texts[0]).toContain('Machen Sie mit!');
		expect(each.texts[1]).toMatch(arabic);
		for (const text of each.texts) {
			expect(plain(text)).toContain(code);
			expect(text).toContain('palaver.example/j');
		}
		expect(each.alts[0]).toContain('QR-Code');
		const together = await openPdf(await print('poster', 'lang=de&lang=en&lang=ar&together=yes'));
		expect(together.pages).toBe(1);
		expect(together.texts[0]).toContain('Join in!');
		expect(together.texts[0]).toMatch(arabic);
	});

	test('in a language that the session has not is one in its main language', async () => {
		const { print } = await printed();
		expect(await openPdf(await print('poster', 'lang=fr&paper=b5'))).toMatchObject({
			language: 'de',
			pages: 1
		});
	});
});

describe('paper ballots', () => {
	test('have every question with its boxes, its row and its lines, as lists and headings', async () => {
		const { print } = await printed();
		const bytes = await print('ballots', 'lang=de');
		expect(claimsUa(bytes)).toBe(true);
		const { texts, roles, isTagged } = await openPdf(bytes);
		const text = plain(texts.join(' '));
		expect(isTagged).toBe(true);
		for (const said of [
			'Wofür soll der Kesselbrink im Sommer vor allem da sein?',
			'Ruhe und Schatten',
			'1 = gar nicht',
			'10 = sehr gut',
			'Was fehlt Ihnen am Kesselbrink?'
		])
			expect(text).toContain(said);
		for (const role of ['H1', 'H2', 'L', 'LI']) expect(roles).toContain(role);
	});

	test('are there in Arabic, in its own direction', async () => {
		const { print } = await printed();
		const { texts, language } = await openPdf(await print('ballots', 'lang=ar'));
		expect(language).toBe('ar');
		expect(texts.join('')).toMatch(arabic);
	});
});

test('the tally sheet has a row for each answer and one for the people, none for words', async () => {
	const { print } = await printed();
	const { texts, roles } = await openPdf(await print('tally', 'lang=de'));
	const text = plain(texts.join(' '));
	for (const said of [
		'Sport und Bewegung',
		'Striche',
		'Menschen im Raum',
		'Nehmen Sie Stimmzettel'
	])
		expect(text).toContain(said);
	expect(roles).toContain('TH');
});

test('the result sheet tells sentence, chart, table and sources, and nothing of too few', async () => {
	const { print, room, session } = await printed();
	await room.hands({ sport: 5, rest: 2 });
	for (const option of ['sport', 'market', 'market', 'rest', 'rest']) await room.phone(option);
	await session.press('close', 'next');
	await room.hands({ '7': 2 });
	await session.press('close');
	const bytes = await print('results', 'lang=de');
	expect(claimsUa(bytes)).toBe(true);
	const { texts, roles, alts } = await openPdf(bytes);
	// Of the second question no picture either.
	expect(alts.map(plain)).toEqual([expect.stringContaining('Schaubild zu')]);
	const text = plain(texts.join(' '));
	for (const said of [
		'12 Menschen haben geantwortet.',
		'5 mit eigenem Handy und 7 per Handzeichen',
		'Handzeichen',
		'Weniger als 5 Stimmen'
	])
		expect(text).toContain(said);
	expect(roles).toContain('Table');
	// In Arabic it stays a PDF/UA: letters that are joined within a chart are none that a reader could be told.
	const inArabic = await print('results', 'lang=ar');
	expect(claimsUa(inArabic)).toBe(true);
	expect((await openPdf(inArabic)).alts).toEqual([expect.stringMatching(/رسم بياني/)]);
});

test('whoever may not see the session prints nothing of it, and a control link makes no cards', async () => {
	const { db, session } = await printed();
	const { activityId, moderator } = session;
	const by = (actor: Actor) => ({ db, actor, origin, author: 'Stadt Bielefeld', smallCellK: 5 });
	const asked = new URLSearchParams();
	for (const actor of [anonymous, { ...moderator, secondFactor: false }]) {
		await expect(printSheet(by(actor), activityId, 'ballots', asked)).rejects.toMatchObject({
			reason: 'not_allowed'
		});
		await expect(printCards(by(actor), activityId, 3, asked)).rejects.toMatchObject({
			reason: 'not_allowed'
		});
	}
	const link: Actor = { kind: 'controlLink', linkId: moderator.accountId, activityId };
	await expect(printCards(by(link), activityId, 3, asked)).rejects.toMatchObject({
		reason: 'not_allowed'
	});
	expect(await db.selectFrom('liveSeats').selectAll().execute()).toEqual([]);
});

describe('cards with seat codes', () => {
	test('are ten on a page, each with its code and its QR code, and the codes on them work', async () => {
		const { cards, db, session } = await printed();
		const { texts, alts, isTagged, pages } = await openPdf(await cards(12));
		expect({ isTagged, pages }).toEqual({ isTagged: true, pages: 2 });
		expect(alts).toHaveLength(12);
		const codes = texts.flatMap(
			(text) => plain(text).match(/[2-9A-HJ-NP-Z]{4}[- ]+[2-9A-HJ-NP-Z]{4}/g) ?? []
		);
		expect(new Set(codes).size).toBe(12);
		expect(plain(texts[0]!).match(/gilt einmal/gi)).toHaveLength(10);
		expect(texts[0]).toMatch(arabic);
		const nonce = crypto.randomUUID();
		await expect(redeemSeat(db, session.code, { typed: codes[11]!, nonce })).resolves.toHaveLength(
			43
		);
	});
});
