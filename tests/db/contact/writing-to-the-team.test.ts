import { expect, test } from 'vitest';
import { anonymous } from '#lib/access/actor.ts';
import { findReceipt } from '#lib/core/receipts/receipts.server.ts';
import {
	mostTexts,
	settle,
	withdrawMessage,
	writeBack
} from '#lib/formats/contact/message/go-on.server.ts';
import { messageOf } from '#lib/formats/contact/message/message.server.ts';
import { readOwnMessage, writerOf } from '#lib/formats/contact/message/own-message.server.ts';
import { mostPerDay, writeMessage } from '#lib/formats/contact/message/write-message.server.ts';
import { pointOf } from '#lib/formats/contact/point/point.server.ts';
import { answerMessage, noteOnMessage } from '#lib/formats/contact/desk/answer.server.ts';
import {
	at,
	contactPoint,
	daysLater,
	messageInputOf,
	seen,
	sent,
	then,
	words
} from '../../fixture/contact.ts';
import { freshDatabase } from '../../fixture/database.ts';

const further = (text: string, email = '') => ({ ...words(text), email });

test('a message arrives with topic and place, a day and no more, and its code leads back to it', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { messageId, key, writer } = await sent(db, test, {
		topicId: test.topicIds[1]!,
		placeId: 'bielefeld-kesselbrink',
		text: '  Der Brunnen\r\n\r\n\r\nist kaputt. '
	});
	const own = await readOwnMessage(db, writer, messageId, then);
	expect(own).toMatchObject({ number: 1, state: 'open', due: '2026-04-06', open: true });
	expect(own.entries).toMatchObject([
		{ kind: 'writer', body: 'Der Brunnen\n\nist kaputt.', writtenOn: '2026-04-01' }
	]);
	expect(await findReceipt(db, key)).toMatchObject({ format: 'contact', subjectId: messageId });
	await expect(writerOf(db, 'another', key)).rejects.toMatchObject({ reason: 'message_unknown' });
	const history = await db.selectFrom('history').selectAll().orderBy('id', 'desc').execute();
	expect(history[0]).toMatchObject({ action: 'contact.received', actorKind: 'resident' });
	expect(history[0]!.at.toISOString()).toBe('2026-03-31T22:00:00.000Z');
	expect(JSON.stringify(history)).not.toContain('Brunnen');
});

test('sent twice, also at once, it is one message with one code and takes one number', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const point = await pointOf(db, test.activityId);
	const input = messageInputOf();
	const all = await Promise.all(
		Array.from({ length: 4 }, () => writeMessage(db, anonymous, point, input, then))
	);
	expect(new Set(all.map(({ key }) => key)).size).toBe(1);
	expect(await db.selectFrom('contactEntries').selectAll().execute()).toHaveLength(1);
	expect((await sent(db, test)).number).toBe(2);
});

test('what was acknowledged is acknowledged again when nothing more is taken; new ones are refused', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const input = messageInputOf();
	const before = await writeMessage(db, anonymous, await pointOf(db, test.activityId), input, then);
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	const point = await pointOf(db, test.activityId);
	expect(await writeMessage(db, anonymous, point, input, then)).toEqual(before);
	await expect(writeMessage(db, anonymous, point, messageInputOf(), then)).rejects.toMatchObject({
		reason: 'not_taken_now'
	});
});

test('an empty text, a foreign topic, a place elsewhere and half an address are told at their fields', async () => {
	const { db } = await freshDatabase();
	const [test, other] = [await contactPoint(db), await contactPoint(db)];
	const point = await pointOf(db, test.activityId);
	const write = (change: object) =>
		writeMessage(db, anonymous, point, messageInputOf(change), then);
	for (const [change, fields] of [
		[{ text: ' \n ' }, { text: 'text_missing' }],
		[{ text: 'x'.repeat(2001) }, { text: 'text_too_long' }],
		[{ topicId: other.topicIds[0] }, { topicId: 'choice_invalid' }],
		[{ placeId: 'bielefeld-heepen' }, { placeId: 'choice_invalid' }],
		[{ email: 'aylin@' }, { email: 'not_an_email' }]
	] as const)
		await expect(write(change)).rejects.toMatchObject({ kind: 'invalid', fields });
	expect(await db.selectFrom('contactMessages').selectAll().execute()).toEqual([]);
	expect((await sent(db, test)).number).toBe(1);
});

test('a flood ends for the day; the next day is a new one', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	await db
		.insertInto('contactMessages')
		.values(
			Array.from({ length: mostPerDay }, (_, index) => ({
				activityId: test.activityId,
				number: index + 1000,
				placeId: 'bielefeld-mitte',
				locale: 'de',
				clientKey: crypto.randomUUID(),
				receivedOn: '2026-04-01',
				state: 'open',
				waitingSince: '2026-04-01'
			}))
		)
		.execute();
	await expect(sent(db, test)).rejects.toMatchObject({ reason: 'too_many_messages' });
	await expect(sent(db, test, {}, daysLater(1))).resolves.toBeDefined();
});

test('whoever wrote reads answers and not the notes of the team, and writes back once', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const message = await sent(db, test);
	const { messageId, writer } = message;
	await noteOnMessage(
		db,
		test.moderator,
		await seen(db, message),
		{ clientKey: crypto.randomUUID(), note: 'Lampe 14' },
		then
	);
	await answerMessage(db, test.moderator, await seen(db, message), words('Wir kümmern uns.'), at());
	const more = further('Danke, und die Bank?');
	await writeBack(db, writer, messageId, more, daysLater(2));
	await writeBack(db, writer, messageId, more, daysLater(2));
	const own = await readOwnMessage(db, writer, messageId, daysLater(2));
	expect(own.entries.map(({ kind }) => kind)).toEqual(['writer', 'answer', 'writer']);
	expect(own).toMatchObject({ state: 'waiting', claimed: true, due: '2026-04-08' });
});

test('nobody reads or ends a message with the code of another one', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { messageId } = await sent(db, test);
	const { writer: stranger } = await sent(db, test);
	for (const work of [
		() => readOwnMessage(db, stranger, messageId, then),
		() => writeBack(db, stranger, messageId, further('x'), then),
		() => settle(db, stranger, messageId, then),
		() => withdrawMessage(db, stranger, messageId, then)
	])
		await expect(work()).rejects.toMatchObject({ reason: 'not_allowed' });
});

test('"erledigt" closes it, and writing again opens it', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { messageId, writer } = await sent(db, test);
	await settle(db, writer, messageId, then);
	await settle(db, writer, messageId, then);
	expect(await messageOf(db, messageId)).toMatchObject({ state: 'closed', outcome: 'none' });
	await writeBack(db, writer, messageId, further('Doch nicht.'), daysLater(3));
	expect(await messageOf(db, messageId)).toMatchObject({
		state: 'open',
		outcome: null,
		waitingSince: '2026-04-04'
	});
});

test('withdrawn, every word is gone, of the team too, and the contact stays with topic, place and day', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const message = await sent(db, test, {
		topicId: test.topicIds[0]!,
		placeId: 'bielefeld-kesselbrink',
		email: 'aylin@example.org'
	});
	await answerMessage(db, test.moderator, await seen(db, message), words('Gern.'), at());
	await db.updateTable('mails').set({ sentAt: then }).execute();
	await withdrawMessage(db, message.writer, message.messageId, daysLater(1));
	await withdrawMessage(db, message.writer, message.messageId, daysLater(1));
	expect(await db.selectFrom('contactEntries').selectAll().execute()).toEqual([]);
	expect(await db.selectFrom('mails').selectAll().execute()).toEqual([]);
	expect(await messageOf(db, message.messageId)).toMatchObject({
		state: 'withdrawn',
		erased: true,
		email: null,
		topicId: test.topicIds[0]!,
		receivedOn: '2026-04-01'
	});
	await expect(
		writeBack(db, message.writer, message.messageId, further('x'), then)
	).rejects.toMatchObject({ reason: 'message_gone' });
});

test('one matter holds so many texts and no more', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const { messageId, writer } = await sent(db, test);
	await db
		.insertInto('contactEntries')
		.values(
			Array.from({ length: mostTexts - 1 }, () => ({
				messageId,
				kind: 'writer',
				body: 'x',
				writtenOn: '2026-04-01',
				clientKey: crypto.randomUUID()
			}))
		)
		.execute();
	await expect(writeBack(db, writer, messageId, further('x'), then)).rejects.toMatchObject({
		reason: 'too_many_messages'
	});
});
