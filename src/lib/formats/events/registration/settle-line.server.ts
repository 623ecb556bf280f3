import { system } from '../../../access/actor.ts';
import type { Trx } from '../../../platform/db/database.server.ts';
import { putAllInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import { recordOfEvent } from '../event.server.ts';
import { takesPlace } from './is-open.ts';
import { lineAgain, type Line } from './line.server.ts';
import { mailsAbout, readerColumns } from './mails.server.ts';
import { whoMovesUp } from './who-moves-up.ts';

/**
 * Brings a locked line up to date: offers whose time is over expire, and whoever is next is offered what is free. Called
 * before and after whatever changes the line, and by the housekeeping.
 */
export async function settle(trx: Trx, line: Line, at: At): Promise<Line> {
	const hasBegun = line.at.startsAt <= at.now;
	let current = line;
	if (current.offered > 0 || (hasBegun && current.waiting > 0))
		current = await expire(trx, current, at);
	if (current.waiting > 0 && freeIn(current) > 0 && takesPlace(current.at, at.now))
		current = await moveUp(trx, current, at);
	return current;
}

const freeIn = ({ capacity, confirmed, offered }: Line): number => capacity - confirmed - offered;

/** Offers that nobody took in time; once the date has begun also whoever waited until then. */
async function expire(trx: Trx, line: Line, { now, origin }: At): Promise<Line> {
	const hasBegun = line.at.startsAt <= now;
	const expired = await trx
		.updateTable('eventRegistrations')
		.set({ state: 'expired', offeredUntil: null })
		.where('dateId', '=', line.at.dateId)
		.where('quotaKey', '=', line.quotaKey)
		.where((eb) =>
			eb.or([
				eb.and([eb('state', '=', 'offered'), eb('offeredUntil', '<=', now)]),
				...(hasBegun ? [eb('state', 'in', ['waiting', 'offered'])] : [])
			])
		)
		.returning(readerColumns)
		.execute();
	if (expired.length === 0) return line;
	// Afterwards nobody needs to hear that it is too late.
	if (!hasBegun) await putAllInOutbox(trx, mailsAbout('expired', line.at, expired, origin));
	await recordOfEvent(trx, system, line.at, 'offersExpired', { count: expired.length });
	return lineAgain(trx, line);
}

async function moveUp(trx: Trx, line: Line, { now, origin }: At): Promise<Line> {
	const { at, quotaKey } = line;
	const waiting = await trx
		.selectFrom('eventRegistrations')
		.select(['id', 'places'])
		.where('dateId', '=', at.dateId)
		.where('quotaKey', '=', quotaKey)
		.where('state', '=', 'waiting')
		.orderBy('position')
		.execute();
	const ids = whoMovesUp(waiting, freeIn(line), at.strictOrder);
	if (ids.length === 0) return line;
	const offered = await trx
		.updateTable('eventRegistrations')
		.set({ state: 'offered', offeredUntil: offerEnd(line, now) })
		.where('id', 'in', ids)
		.returning(readerColumns)
		.execute();
	await putAllInOutbox(trx, mailsAbout('offered', at, offered, origin));
	await recordOfEvent(trx, system, at, 'placesOffered', {
		count: offered.length,
		places: sum(offered)
	});
	return lineAgain(trx, line);
}

/** Never past the beginning of the date. */
const offerEnd = ({ at }: Line, now: Date): Date =>
	new Date(Math.min(now.getTime() + at.offerHours * 3_600_000, at.startsAt.getTime()));

const sum = (all: readonly { places: number }[]): number =>
	all.reduce((total, { places }) => total + places, 0);
