import { expect, test } from 'vitest';
import { answerMessage } from '#lib/formats/contact/desk/answer.server.ts';
import { closeMessage } from '#lib/formats/contact/desk/close.server.ts';
import { statisticsOf } from '#lib/formats/contact/figures/statistics.server.ts';
import { writeBack } from '#lib/formats/contact/message/go-on.server.ts';
import { messageOf } from '#lib/formats/contact/message/message.server.ts';
import { archivePoint, tidy } from '#lib/formats/contact/retention.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import {
	at,
	contactPoint,
	daysLater,
	noted,
	seen,
	sent,
	then,
	words
} from '../../fixture/contact.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { staff } from '../../fixture/town.ts';

const origin = 'https://palaver.example';
const hourAt = (db: Db, days: number) => tidy(db, daysLater(days), origin);
const counted = (table: 'contactEntries' | 'receipts' | 'mails') => (db: Db) =>
	db.selectFrom(table).selectAll().execute();
const entries = counted('contactEntries');

test('words of a closed matter are deleted after its term and not before; the contact still counts', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db, { forgetDays: 10 });
	const message = await sent(db, test);
	const open = await sent(db, test);
	await noted(db, test, { keyword: 'Beleuchtung' });
	const outcome = { outcome: 'passedOn', passedTo: 'Umweltamt' } as const;
	await closeMessage(db, test.moderator, await seen(db, message), outcome, then);
	await hourAt(db, 10);
	expect(await entries(db)).toHaveLength(2);
	await hourAt(db, 11);
	expect((await entries(db)).map(({ messageId }) => messageId)).toEqual([open.messageId]);
	expect(await messageOf(db, message.messageId)).toMatchObject({ erased: true, passedTo: null });
	expect((await counted('receipts')(db)).map(({ subjectId }) => subjectId)).toEqual([
		open.messageId
	]);
	const talk = await db.selectFrom('contactTalks').select('keyword').executeTakeFirstOrThrow();
	expect(talk.keyword).toBe('');
	const statistics = await statisticsOf(db, test.moderator, test.activityId, '2026-04-12');
	expect(statistics.contacts).toBe(3);
});

test('an address is forgotten once the mail about the answer is out, and with it the mail', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const message = await sent(db, test, { email: 'aylin@example.org' });
	await hourAt(db, 1);
	expect((await messageOf(db, message.messageId)).email).toBe('aylin@example.org');
	await answerMessage(db, test.moderator, await seen(db, message), words('Ja'), at());
	await hourAt(db, 1);
	expect((await messageOf(db, message.messageId)).email).toBe('aylin@example.org');
	await db.updateTable('mails').set({ sentAt: then }).execute();
	await hourAt(db, 1);
	expect((await messageOf(db, message.messageId)).email).toBeNull();
	expect(await counted('mails')(db)).toEqual([]);
});

test('closed without an answer, an address is forgotten at once', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const message = await sent(db, test, { email: 'aylin@example.org' });
	const outcome = { outcome: 'none', passedTo: '' } as const;
	await closeMessage(db, test.moderator, await seen(db, message), outcome, then);
	expect((await messageOf(db, message.messageId)).email).toBeNull();
});

test('what was answered and left alone closes by itself, what somebody wrote to does not', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db, { answerDays: 60 });
	const [quiet, lively] = [await sent(db, test), await sent(db, test)];
	for (const message of [quiet, lively])
		await answerMessage(db, test.moderator, await seen(db, message), words('Ja'), at());
	await hourAt(db, 30);
	expect((await messageOf(db, quiet.messageId)).state).toBe('answered');
	await writeBack(
		db,
		lively.writer,
		lively.messageId,
		{ ...words('Und?'), email: '' },
		daysLater(30)
	);
	await hourAt(db, 31);
	expect(await messageOf(db, quiet.messageId)).toMatchObject({
		state: 'closed',
		outcome: 'answered',
		closedOn: '2026-05-02'
	});
	expect((await messageOf(db, lively.messageId)).state).toBe('waiting');
	const closing = await db
		.selectFrom('history')
		.select(['actorKind', 'detail'])
		.where('action', '=', 'contact.closed')
		.execute();
	expect(closing).toEqual([
		{ actorKind: 'system', detail: { number: quiet.number, outcome: 'answered' } }
	]);
});

test('the team hears once, without a word of the message, that somebody waits too long', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	await db
		.insertInto('roleGrants')
		.values([
			{ accountId: test.moderator.accountId, role: 'moderator', placeId: 'bielefeld' },
			{
				accountId: (await staff(db, 'moderator', [])).accountId,
				role: 'moderator',
				placeId: 'bielefeld-heepen'
			},
			{
				accountId: (await staff(db, 'planner', [])).accountId,
				role: 'planner',
				placeId: 'bielefeld'
			}
		])
		.execute();
	const message = await sent(db, test, { text: 'Geheimes Anliegen' });
	await sent(db, test);
	await hourAt(db, 5);
	expect(await counted('mails')(db)).toEqual([]);
	await hourAt(db, 6);
	await hourAt(db, 7);
	const mails = await db.selectFrom('mails').select(['recipient', 'subject', 'body']).execute();
	expect(mails).toHaveLength(1);
	expect(mails[0]!.recipient).toMatch(/^moderator\./);
	expect(mails[0]!.body).toContain('2');
	expect(mails[0]!.body).toContain(`${origin}/staff/contact/${test.activityId}?state=overdue`);
	expect(JSON.stringify(mails)).not.toContain('Geheimes');
	await answerMessage(db, test.moderator, await seen(db, message), words('Ja'), at(daysLater(8)));
	const more = { ...words('Noch etwas'), email: '' };
	await writeBack(db, message.writer, message.messageId, more, daysLater(8));
	await hourAt(db, 14);
	expect(await counted('mails')(db)).toHaveLength(2);
});

test('archived, all words, addresses and codes are gone at once and nobody waits any more', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	await sent(db, test, { email: 'aylin@example.org' });
	await noted(db, test, { keyword: 'Beleuchtung' });
	await expect(archivePoint(db, test.moderator, test.activityId, then)).rejects.toMatchObject({
		reason: 'not_possible_now'
	});
	await db
		.updateTable('activities')
		.set({ status: 'finished', retainUntil: '2026-04-10' })
		.execute();
	await hourAt(db, 9);
	expect(await entries(db)).toHaveLength(1);
	await hourAt(db, 10);
	expect(await entries(db)).toEqual([]);
	expect(await counted('receipts')(db)).toEqual([]);
	const rows = await db.selectFrom('contactMessages').select(['state', 'email']).execute();
	expect(rows).toEqual([{ state: 'closed', email: null }]);
	const point = await db
		.selectFrom('activities')
		.select(['status', 'participantKey'])
		.executeTakeFirstOrThrow();
	expect(point).toEqual({ status: 'archived', participantKey: null });
	const statistics = await statisticsOf(db, test.moderator, test.activityId, '2026-05-12');
	expect(statistics).toMatchObject({ contacts: 2, overdue: 0 });
});
