import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { cancelEvent } from '#lib/formats/events/entry/cancel-event.server.ts';
import { eventOf } from '#lib/formats/events/event.server.ts';
import { answerLater } from '#lib/formats/events/followup/answer.server.ts';
import { closeFollowUp } from '#lib/formats/events/followup/run-followup.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import {
	agreeing,
	asked,
	daysLater,
	emailsKept,
	held,
	mailed,
	marked,
	planned,
	reminded,
	said,
	tidied
} from '../../fixture/event-followup.ts';
import { at } from '../../fixture/events.ts';

test('addresses of a follow-up that never opens go when it would have been over', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await tidied(db, 131);
	expect(await emailsKept(db)).toEqual(['aylin@example.org']);
	await tidied(db, 133);
	expect(await emailsKept(db)).toEqual([]);
});

test('addresses go at once where the date did not take place', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await tidied(db, 1);
	await marked(db, date, 'notHeld');
	await tidied(db, 2);
	expect(await emailsKept(db)).toEqual([]);
});

test('people are asked about what took place also where the rest of the event was called off', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await held(db, date);
	const { revision } = await eventOf(db, date.on.eventId);
	const seen = { revision, reason: 'Der Platz ist gesperrt.' };
	await cancelEvent(db, date.series.moderator, date.on.eventId, seen, at(daysLater(3)));
	await tidied(db, 90);
	expect([...(await mailed(db, asked)).keys()]).toEqual(['aylin@example.org']);
});

test('nobody is reminded of a date of which it turned out that it did not take place', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await held(db, date);
	await tidied(db, 90);
	await marked(db, date, 'notHeld');
	await tidied(db, 105);
	expect(await mailed(db, reminded)).toEqual(new Map());
});

test('who has answered gets no mail any more that was on its way; when it ends, nobody does', async () => {
	const { db } = await freshDatabase();
	const date = await planned(db);
	await agreeing(db, date.on, 'aylin@example.org');
	await agreeing(db, date.on, 'bo@example.org', { locale: 'ar' });
	await held(db, date);
	await tidied(db, 90);
	const recipients = async () =>
		(
			await db.selectFrom('mails').select('recipient').where('stopUrl', 'is not', null).execute()
		).map(({ recipient }) => recipient);
	const code = (await mailed(db, asked)).get('aylin@example.org')!;
	await answerLater(db, anonymous, code, await said(db, date.on, 4));
	expect(await recipients()).toEqual(['bo@example.org']);
	await closeFollowUp(db, date.series.host, date.on, daysLater(100));
	expect(await recipients()).toEqual([]);
});
