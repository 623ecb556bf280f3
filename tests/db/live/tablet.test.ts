import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { setLocked } from '#lib/formats/live/moderation/change-talk.server.ts';
import { controlActor, opensTablet, shareControl } from '#lib/formats/live/control-links.server.ts';
import { redeemSeat } from '#lib/formats/live/seats/redeem.server.ts';
import { makeSeats } from '#lib/formats/live/seats/seats.server.ts';
import { beginAtTablet } from '#lib/formats/live/tablet/at-tablet.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { liveSession } from '../../fixture/live-session.ts';
import { roomOf } from '../../fixture/live-voices.ts';
import { choiceOf, openSession, tallies } from '../../fixture/session.ts';

async function tabletRoom(seatsOnly = false) {
	const database = await freshDatabase();
	const app = await appProcess(database);
	const session = await openSession(database.db, {
		seatsOnly,
		questions: [choiceOf(['bank', 'baum', 'licht']), choiceOf(['bank', 'licht'])]
	});
	const { db } = database;
	const { activityId, code, moderator } = session;
	const begin = (typed = '', key = 'the key of one link') =>
		beginAtTablet({ db, live: app.service, activityId, code }, { typed, key }, (joinCode, given) =>
			redeemSeat(db, joinCode, given)
		);
	const kept = async () => (await tallies(db, session.roundId)).kept;
	const share = (purpose: 'control' | 'tablet', now = new Date()) =>
		shareControl(db, moderator, activityId, now, purpose);
	return { db, app, session, begin, kept, share, room: roomOf(db, app, session) };
}

test('each person at the tablet is a fresh participant, and pressing twice counts once', async () => {
	const { begin, kept, room, app, session } = await tabletRoom();
	const [first, second] = [await begin(), await begin()];
	await Promise.all([room.tablet('bank', first), room.tablet('bank', first)]);
	await room.tablet('baum', second);
	expect(await kept()).toEqual({ '*': 2, bank: 1, baum: 1 });
	expect((await app.service.snapshot(session.code)).participants).toBe(2);
});

test('who begins and says nothing, or nothing that fits, is no participant', async () => {
	const { begin, room, app, session } = await tabletRoom();
	await begin();
	await expect(room.tablet('anders', await begin())).rejects.toMatchObject({
		status: 422,
		fields: { answer: 'option_unknown' }
	});
	expect((await app.service.snapshot(session.code)).participants).toBe(0);
});

test('a closed question takes no voice at the tablet either', async () => {
	const { begin, room, session, kept } = await tabletRoom();
	const token = await begin();
	await session.press('close');
	await expect(room.tablet('bank', token)).rejects.toMatchObject({ reason: 'round_over' });
	expect(await kept()).toEqual({});
});

describe('where seats are needed', () => {
	const withCards = async (count = 2) => {
		const room = await tabletRoom(true);
		const { db, session } = room;
		return { ...room, cards: await makeSeats(db, session.moderator, session.activityId, count) };
	};

	test('each person at the tablet needs one, and with the same card has one ballot for each question', async () => {
		const { begin, app, session, room, kept, cards } = await withCards();
		await expect(begin()).rejects.toMatchObject({ reason: 'seat_missing' });
		await begin(cards[0]);
		await room.tablet('bank', await begin(cards[0]));
		// As on a phone of their own the later answer takes the place of the first.
		await room.tablet('licht', await begin(cards[0]));
		await room.tablet('baum', await begin(cards[1]));
		expect(await kept()).toEqual({ '*': 2, baum: 1, licht: 1 });
		await session.press('close', 'reveal', 'next');
		await room.tablet('licht', await begin(cards[0]!.toLowerCase()));
		expect(await app.service.snapshot(session.code)).toMatchObject({
			participants: 2,
			question: { ballots: 1 }
		});
	});

	test('a card is good at tablets of one link only, and not on a phone besides, in either order', async () => {
		const { begin, db, session, cards } = await withCards();
		const onPhone = (typed: string) => redeemSeat(db, session.code, { typed, nonce: randomUUID() });
		await begin(cards[0]);
		await expect(begin(cards[0], 'the key of another link')).rejects.toMatchObject({
			reason: 'seat_used'
		});
		await expect(onPhone(cards[0]!)).rejects.toMatchObject({ reason: 'seat_used' });
		await onPhone(cards[1]!);
		await expect(begin(cards[1])).rejects.toMatchObject({ reason: 'seat_used' });
	});

	test('a locked door keeps phones out, not those who are in the room', async () => {
		const { begin, db, session, room, kept, cards } = await withCards();
		await setLocked(db, session.moderator, session.activityId, true);
		await room.tablet('bank', await begin(cards[0]));
		expect(await kept()).toEqual({ '*': 1, bank: 1 });
	});
});

describe('the link of a tablet', () => {
	test('opens the tablet and gives no right to run the session; a control link opens no tablet', async () => {
		const { db, session, share } = await tabletRoom();
		const now = new Date();
		const [tablet, control] = [await share('tablet', now), await share('control', now)];
		const { activityId } = session;
		expect(await opensTablet(db, activityId, tablet.key, now)).toBe(true);
		expect(await controlActor(db, activityId, tablet.key, now)).toBeNull();
		expect(await opensTablet(db, activityId, control.key, now)).toBe(false);
		expect(await opensTablet(db, activityId, randomUUID(), now)).toBe(false);
		expect(await opensTablet(db, activityId, null, now)).toBe(false);
	});

	test('is not made where everybody goes through the questions by themselves', async () => {
		const { db } = await freshDatabase();
		const { activityId, moderator } = await liveSession(db, {});
		await setTalk(db, moderator, activityId, { pace: 'participant' });
		const lending = shareControl(db, moderator, activityId, new Date(), 'tablet');
		await expect(lending).rejects.toMatchObject({ status: 409, reason: 'tablet_paced' });
	});

	test('ends with the session', async () => {
		const { db, session, share } = await tabletRoom();
		const { key } = await share('tablet');
		await session.press('end');
		expect(await opensTablet(db, session.activityId, key, new Date())).toBe(false);
	});
});
