import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { setLocked } from '#lib/formats/live/moderation/change-talk.server.ts';
import { seatCode, seatCodeOf, spokenSeatCode } from '#lib/formats/live/seats/code.ts';
import { redeemSeat } from '#lib/formats/live/seats/redeem.server.ts';
import {
	makeSeats,
	seatCounts,
	voidSeat,
	voidUnusedSeats
} from '#lib/formats/live/seats/seats.server.ts';
import { joinByForm, type Door } from '#lib/formats/live/participant/forms.server.ts';
import { changeSession } from '#lib/formats/live/change-session.server.ts';
import { readSession } from '#lib/formats/live/reads.server.ts';
import { codeAlphabet } from '#lib/core/receipts/receipt-code.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { openSession } from '../../fixture/session.ts';

async function seated(count = 5) {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db, { seatsOnly: true });
	const { db } = database;
	const { activityId, moderator, code } = session;
	const codes = await makeSeats(db, moderator, activityId, count);
	const redeem = (typed: string, nonce: string = randomUUID()) =>
		redeemSeat(db, code, { typed, nonce });
	const counts = () => seatCounts(db, moderator, activityId);
	return { db, app, session, codes, redeem, counts };
}

describe('a seat code', () => {
	const drawn = fc
		.uint8Array({ minLength: 64, maxLength: 64 })
		.filter((bytes) => bytes.filter((byte) => byte < 248).length >= 7)
		.map((bytes) => seatCodeOf(bytes));

	test('is read however it is written, and with one slip in it is none', () => {
		fc.assert(
			fc.property(drawn, fc.nat(7), fc.constantFrom(...codeAlphabet), (code, at, letter) => {
				expect(seatCode(` ${spokenSeatCode(code).toLowerCase()} `)).toBe(code);
				const slip = code.slice(0, at) + letter + code.slice(at + 1);
				if (slip !== code) expect(seatCode(slip)).toBeNull();
				const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2);
				if (at < 7 && swapped !== code) expect(seatCode(swapped)).toBeNull();
			})
		);
	});
});

describe('a session only with seat codes', () => {
	test('lets nobody in without one, and whoever has one votes once', async () => {
		const { app, session, codes, redeem } = await seated();
		const { code, questionId: question } = session;
		await expect(app.service.join({ code, token: null })).rejects.toMatchObject({
			status: 403,
			reason: 'seat_needed'
		});
		const token = await redeem(codes[0]!);
		const joined = await app.service.join({ code, token });
		expect(joined.token).toBe(token);
		await app.service.cast({ code, token, question, round: 1, answer: ['bank'] });
		expect((await app.service.snapshot(code)).question).toMatchObject({ ballots: 1 });
	});

	test('takes each code once: of ten at the same moment one gets in', async () => {
		const { codes, redeem, counts } = await seated();
		const all = await Promise.allSettled(Array.from({ length: 10 }, () => redeem(codes[2]!)));
		expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const one of all)
			if (one.status === 'rejected')
				expect(one.reason).toMatchObject({ status: 410, reason: 'seat_used' });
		expect(await counts()).toEqual({ made: 5, used: 1 });
	});

	test('gives the same participant where the same form comes again, because its answer got lost', async () => {
		const { codes, redeem, counts } = await seated();
		const nonce = randomUUID();
		const [first, again] = [await redeem(codes[0]!, nonce), await redeem(codes[0]!, nonce)];
		expect(again).toBe(first);
		expect(await counts()).toEqual({ made: 5, used: 1 });
		expect(await redeem(codes[1]!)).not.toBe(first);
	});

	test('tells a slip from a code that does not exist and from one of another session', async () => {
		const { db, codes, redeem, session } = await seated();
		const slip = codes[0]!.slice(0, 7) + (codes[0]!.endsWith('A') ? 'B' : 'A');
		await expect(redeem(slip)).rejects.toMatchObject({ status: 422, reason: 'seat_malformed' });
		await expect(redeem('')).rejects.toMatchObject({ status: 422, reason: 'seat_missing' });
		await expect(redeem(seatCodeOf(randomBytes(64)))).rejects.toMatchObject({
			status: 404,
			reason: 'seat_unknown'
		});
		const other = await openSession(db, { seatsOnly: true });
		await expect(
			redeemSeat(db, other.code, { typed: codes[0]!, nonce: randomUUID() })
		).rejects.toMatchObject({ reason: 'seat_unknown' });
		await session.press('end');
		await expect(redeem(codes[0]!)).rejects.toMatchObject({ reason: 'session_ended' });
	});

	test('leaves the code to whoever cannot come in: the door is locked, the time over, the organisation missing', async () => {
		const { db, app, codes, session, counts } = await seated();
		const { activityId, code, moderator } = session;
		const set = (change: object) =>
			db.updateTable('liveSessions').set(change).where('activityId', '=', activityId).execute();
		const join = async (fields: Record<string, string> = {}) => {
			const form = new FormData();
			const typed = { seat: codes[0]!, nonce: randomUUID(), ...fields };
			for (const [name, value] of Object.entries(typed)) form.set(name, value);
			const redeem: Door['redeem'] = (seat) => redeemSeat(db, code, seat);
			return joinByForm({ live: app.service, code, token: null, keep: () => {}, redeem }, form);
		};
		await setLocked(db, moderator, activityId, true);
		expect(await join()).toMatchObject({ status: 409, reason: 'session_locked' });
		await setLocked(db, moderator, activityId, false);
		await set({ closesAt: new Date('2020-01-01') });
		expect(await join()).toMatchObject({ status: 409, reason: 'session_ended' });
		await set({ closesAt: null, organisationField: 'required' });
		expect(await join()).toMatchObject({ status: 422, reason: 'organisation_missing' });
		const tooLong = { organisation: 'Verein '.repeat(30) };
		expect(await join(tooLong)).toMatchObject({ reason: 'organisation_too_long' });
		expect(await counts()).toEqual({ made: 5, used: 0 });
		expect(await join({ organisation: 'Garten e.V.' })).toBeNull();
		expect(await counts()).toEqual({ made: 5, used: 1 });
	});

	test('cannot become one, or stop being one, once somebody is in', async () => {
		const { db, codes, redeem, app, session } = await seated();
		const { settings } = await readSession(db, session.moderator, session.activityId);
		await app.service.join({ code: session.code, token: await redeem(codes[0]!) });
		await expect(
			changeSession(db, session.moderator, session.activityId, { ...settings, seatsOnly: false })
		).rejects.toMatchObject({ status: 422, fields: { seatsOnly: 'seats_final' } });
	});
});

describe('nobody can tell whose seat it was', () => {
	test('no row has a code and a participant, and none has a moment', async () => {
		const { db, codes, redeem, app, session } = await seated();
		const token = await redeem(codes[0]!);
		await app.service.join({ code: session.code, token });
		const { rows } = await sql<{ table: string; column: string }>`
			select table_name as table, column_name as column from information_schema.columns
			where table_schema = current_schema() and table_name in ('live_seats', 'live_participants')
			order by 1, 2`.execute(db);
		expect(rows.map(({ table, column }) => `${table}.${column}`)).toEqual([
			'live_participants.activity_id',
			'live_participants.organisation_id',
			'live_participants.organisation_name',
			'live_participants.participant',
			'live_participants.source',
			'live_seats.activity_id',
			'live_seats.attempt',
			'live_seats.code_hash'
		]);
		const stored = JSON.stringify(await db.selectFrom('liveSeats').selectAll().execute());
		for (const code of codes) expect(stored).not.toContain(code);
		expect(stored).not.toContain(token);
	});

	test('the place of a row and its transaction do not tell in which order codes were used', async () => {
		const { db, codes, redeem } = await seated();
		const places = async () => {
			const { rows } = await sql<{ hash: string; writer: string }>`
				select code_hash as hash, xmin::text as writer from live_seats order by ctid`.execute(db);
			return rows;
		};
		const before = (await places()).map(({ hash }) => hash);
		expect(before).toEqual(before.toSorted());
		for (const code of [codes[3]!, codes[0]!, codes[4]!]) {
			await redeem(code);
			const now = await places();
			expect(now.map(({ hash }) => hash)).toEqual(before);
			expect(new Set(now.map(({ writer }) => writer)).size).toBe(1);
		}
	});

	test('the history says how many codes were made, never which or when one was used', async () => {
		const { db, codes, redeem, session } = await seated();
		await redeem(codes[0]!);
		await voidSeat(db, session.moderator, session.activityId, spokenSeatCode(codes[1]!));
		const told = await db
			.selectFrom('history')
			.select(['action', 'detail'])
			.where('action', 'like', 'live.seat%')
			.orderBy('id')
			.execute();
		expect(told).toEqual([
			{ action: 'live.seatsMade', detail: { count: 5 } },
			{ action: 'live.seatVoided', detail: {} }
		]);
	});
});

describe('a card that comes back', () => {
	test('is voided, and nobody gets in with it', async () => {
		const { db, codes, redeem, counts, session } = await seated();
		await voidSeat(db, session.moderator, session.activityId, codes[0]!);
		await expect(redeem(codes[0]!)).rejects.toMatchObject({ reason: 'seat_unknown' });
		expect(await counts()).toEqual({ made: 4, used: 0 });
	});

	test('stays used where it was used: a new one would be a second voice', async () => {
		const { db, codes, redeem, counts, session } = await seated();
		await redeem(codes[0]!);
		await expect(
			voidSeat(db, session.moderator, session.activityId, codes[0]!)
		).rejects.toMatchObject({ status: 409, fields: { seat: 'seat_used' } });
		await expect(db.updateTable('liveSeats').set({ attempt: null }).execute()).rejects.toThrow(
			'stays used'
		);
		expect(await voidUnusedSeats(db, session.moderator, session.activityId)).toBe(4);
		expect(await counts()).toEqual({ made: 1, used: 1 });
	});
});

describe('cards', () => {
	test.each([0, 501, Number.NaN, 1.5])('are not made by the %s', async (count) => {
		const { db, session, counts } = await seated(1);
		await expect(makeSeats(db, session.moderator, session.activityId, count)).rejects.toMatchObject(
			{ status: 422, fields: { count: 'seats_invalid' } }
		);
		expect(await counts()).toEqual({ made: 1, used: 0 });
	});

	test('are at most a thousand, and none after the end', async () => {
		const { db, session } = await seated(500);
		const more = (count: number) => makeSeats(db, session.moderator, session.activityId, count);
		expect(await more(500)).toHaveLength(500);
		await expect(more(1)).rejects.toMatchObject({ status: 422, reason: 'too_many_seats' });
		await session.press('end');
		await expect(more(1)).rejects.toMatchObject({ status: 409, reason: 'session_over' });
	});
});
