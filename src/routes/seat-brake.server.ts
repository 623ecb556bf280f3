import { redeemSeat, type SeatGiven } from '#lib/formats/live/seats/redeem.server.ts';
import type { House } from '#lib/house.server.ts';
import { Refusal } from '#lib/platform/errors.ts';

/**
 * Redeems a seat code unless somebody guesses at it. Only codes that might have been right count: a slip is found by the
 * code's own check letter.
 * @throws Refusal of `redeemSeat`, too_many_codes (429)
 */
export async function redeemBraked(
	{ db, seatBrake }: Pick<House, 'db' | 'seatBrake'>,
	code: string,
	address: string,
	seat: SeatGiven
): Promise<string> {
	const who = `${code} ${address}`;
	if (seatBrake.isOn(who)) throw new Refusal('busy', 'too_many_codes');
	try {
		return await redeemSeat(db, code, seat);
	} catch (thrown) {
		if (thrown instanceof Refusal && thrown.reason === 'seat_unknown') seatBrake.count(who);
		throw thrown;
	}
}
