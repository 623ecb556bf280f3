import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { permissions } from '../permissions.ts';
import { lockSession, presentState, recordOf, sessionSubject } from '../session.server.ts';
import { seatCode, seatCodeOf } from './code.ts';
import { seatHash } from './redeem.server.ts';

/** Cards of one print, and seats of one session: a hall, not a city. */
export const mostCards = 500;
export const mostSeats = 1000;

export type SeatCounts = Readonly<{ made: number; used: number }>;

/** @throws Refusal session_unknown, not_allowed */
export async function seatCounts(db: Db, actor: Actor, activityId: string): Promise<SeatCounts> {
	demand(permissions, actor, 'seat', await sessionSubject(db, activityId));
	return countSeats(db, activityId);
}

export async function countSeats(db: Db | Trx, activityId: string): Promise<SeatCounts> {
	return db
		.selectFrom('liveSeats')
		.select(({ fn }) => [fn.countAll<number>().as('made'), fn.count<number>('attempt').as('used')])
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
}

/**
 * Draws seat codes to be printed on cards. Only their hashes are kept, so that cards are printed once, and they are
 * stored in the order of the hashes, which is not that of the cards.
 * @throws Refusal not_allowed; seats_invalid, too_many_seats (422); session_over, archived (409)
 */
export async function makeSeats(
	db: Db,
	actor: Actor,
	activityId: string,
	count: number,
	chance: () => Uint8Array = () => randomBytes(64)
): Promise<string[]> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'seat', session);
	if (!Number.isInteger(count) || count < 1 || count > mostCards)
		throw new Refusal('invalid', 'seats_invalid', { count: 'seats_invalid' });
	return db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		await demandNotOver(trx, activityId);
		const { made } = await countSeats(trx, activityId);
		if (made + count > mostSeats)
			throw new Refusal('invalid', 'too_many_seats', { count: 'too_many_seats' });
		const codes = await insertSeats(trx, activityId, count, chance);
		await recordOf(trx, actor, session, 'seatsMade', { count });
		return codes;
	});
}

async function insertSeats(
	trx: Trx,
	activityId: string,
	count: number,
	chance: () => Uint8Array
): Promise<string[]> {
	const codes = new Set<string>();
	while (codes.size < count) codes.add(seatCodeOf(chance()));
	const rows = [...codes].map((code) => ({ activityId, codeHash: seatHash(activityId, code) }));
	await trx
		.insertInto('liveSeats')
		.values(rows.toSorted((a, b) => (a.codeHash < b.codeHash ? -1 : 1)))
		.execute();
	return [...codes];
}

/**
 * Voids the code of a card that somebody handed in. A used one stays: nobody knows whose ballots came of it, so a new
 * card for it would be a second voice.
 * @throws Refusal not_allowed; seat_malformed (422), seat_unknown (404), seat_used, session_over (409)
 */
export async function voidSeat(
	db: Db,
	actor: Actor,
	activityId: string,
	typed: string
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'seat', session);
	const code = seatCode(typed);
	if (!code) throw new Refusal('invalid', 'seat_malformed', { seat: 'seat_malformed' });
	const codeHash = seatHash(activityId, code);
	await db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		await demandNotOver(trx, activityId);
		const seat = await trx
			.selectFrom('liveSeats')
			.select('attempt')
			.where('activityId', '=', activityId)
			.where('codeHash', '=', codeHash)
			.executeTakeFirst();
		if (!seat) throw new Refusal('missing', 'seat_unknown', { seat: 'seat_unknown' });
		if (seat.attempt) throw new Refusal('conflict', 'seat_used', { seat: 'seat_used' });
		await trx.deleteFrom('liveSeats').where('codeHash', '=', codeHash).execute();
		await recordOf(trx, actor, session, 'seatVoided');
	});
}

/**
 * Voids all codes that nobody has used: cards got lost, or were printed twice.
 * @throws Refusal not_allowed; session_over, archived (409)
 */
export async function voidUnusedSeats(db: Db, actor: Actor, activityId: string): Promise<number> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'seat', session);
	return db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		await demandNotOver(trx, activityId);
		const gone = await trx
			.deleteFrom('liveSeats')
			.where('activityId', '=', activityId)
			.where('attempt', 'is', null)
			.executeTakeFirst();
		const count = Number(gone.numDeletedRows);
		if (count > 0) await recordOf(trx, actor, session, 'seatsVoided', { count });
		return count;
	});
}

async function demandNotOver(trx: Trx, activityId: string): Promise<void> {
	const { standing } = await presentState(trx, activityId);
	if (standing === 'ended') throw new Refusal('conflict', 'session_over');
}
