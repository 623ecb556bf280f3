import { expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { answerMessage, noteOnMessage } from '#lib/formats/contact/desk/answer.server.ts';
import { claimMessage, releaseMessage } from '#lib/formats/contact/desk/care.server.ts';
import { closeMessage, takeUpAgain } from '#lib/formats/contact/desk/close.server.ts';
import { filterOf } from '#lib/formats/contact/desk/filter.ts';
import { countMessages, listMessages } from '#lib/formats/contact/desk/list-messages.server.ts';
import { readMessage } from '#lib/formats/contact/desk/read-message.server.ts';
import { writeBack } from '#lib/formats/contact/message/go-on.server.ts';
import { messageOf } from '#lib/formats/contact/message/message.server.ts';
import {
	at,
	contactPoint,
	daysLater,
	seen,
	sent,
	then,
	words,
	type SentMessage,
	type TestPoint
} from '../../fixture/contact.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { staff } from '../../fixture/town.ts';
import type { Db } from '#lib/platform/db/database.server.ts';

const answered = (outcome = 'answered', passedTo = '') =>
	({ outcome, passedTo }) as { outcome: 'answered'; passedTo: string };
const note = (text: string) => ({ clientKey: crypto.randomUUID(), note: text });

async function openPoint() {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	return { db, test, message: await sent(db, test) };
}

test('who takes care is told to the others; of two at once one is', async () => {
	const { db, test, message } = await openPoint();
	const other = await staff(db, 'moderator', ['bielefeld-mitte']);
	const same = await seen(db, message);
	await claimMessage(db, test.moderator, same);
	await expect(claimMessage(db, other, same)).rejects.toMatchObject({
		reason: 'changed_meanwhile'
	});
	expect(await messageOf(db, message.messageId)).toMatchObject({
		state: 'waiting',
		claimedBy: test.moderator.accountId
	});
	await releaseMessage(db, other, await seen(db, message));
	expect(await messageOf(db, message.messageId)).toMatchObject({ state: 'open', claimedBy: null });
});

test('of two who answer at once the second is told and the first answer stands alone', async () => {
	const { db, test, message } = await openPoint();
	const same = await seen(db, message);
	const both = await Promise.allSettled([
		answerMessage(db, test.moderator, same, words('Eins'), at()),
		answerMessage(db, test.moderator, same, words('Zwei'), at())
	]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	const { entries, state } = await readMessage(
		db,
		test.moderator,
		test.activityId,
		1,
		'2026-04-01'
	);
	expect(state).toBe('answered');
	expect(entries.map(({ kind }) => kind)).toEqual(['writer', 'answer']);
});

test('the same answer sent twice stands there once', async () => {
	const { db, test, message } = await openPoint();
	const same = await seen(db, message);
	const answer = words('Wir sehen es uns an.');
	await answerMessage(db, test.moderator, same, answer, at());
	await answerMessage(db, test.moderator, same, answer, at());
	const { entries } = await readMessage(db, test.moderator, test.activityId, 1, '2026-04-01');
	expect(entries).toHaveLength(2);
});

test('whoever left an address is told once, in their language, that there is an answer, and not what it says', async () => {
	const { db, test } = await openPoint();
	const message = await sent(db, test, { email: 'amir@example.org', locale: 'ar' });
	await answerMessage(db, test.moderator, await seen(db, message), words('Geheimes Wort'), at());
	await answerMessage(db, test.moderator, await seen(db, message), words('Nachtrag'), at());
	const mails = await db.selectFrom('mails').selectAll().execute();
	expect(mails).toHaveLength(1);
	expect(mails[0]!.recipient).toBe('amir@example.org');
	expect(mails[0]!.subject).toContain('رد على رسالتكم');
	expect(mails[0]!.body).toContain(`https://palaver.example/ar/contact/${test.slug}/mine/`);
	expect(mails[0]!.body).not.toContain('Geheimes Wort');
	await writeBack(db, message.writer, message.messageId, { ...words('Und nun?'), email: '' }, then);
	await answerMessage(db, test.moderator, await seen(db, message), words('Gut'), at());
	expect(await db.selectFrom('mails').selectAll().execute()).toHaveLength(2);
});

test('a matter is closed with an outcome; passed on, it says to whom', async () => {
	const { db, test, message } = await openPoint();
	await expect(
		closeMessage(db, test.moderator, await seen(db, message), answered('passedOn', ' '), then)
	).rejects.toMatchObject({ fields: { passedTo: 'text_missing' } });
	await closeMessage(
		db,
		test.moderator,
		await seen(db, message),
		answered('passedOn', 'Umweltamt'),
		then
	);
	expect(await messageOf(db, message.messageId)).toMatchObject({
		state: 'closed',
		outcome: 'passedOn',
		passedTo: 'Umweltamt',
		waitingSince: null
	});
	await expect(
		answerMessage(db, test.moderator, await seen(db, message), words('Noch was'), at())
	).rejects.toMatchObject({ reason: 'not_possible_now' });
});

test('closing is taken back: unanswered it waits as long as before, answered it is answered', async () => {
	const { db, test, message } = await openPoint();
	const { moderator } = test;
	await closeMessage(db, moderator, await seen(db, message), answered('none'), daysLater(2));
	await takeUpAgain(db, moderator, await seen(db, message));
	expect(await messageOf(db, message.messageId)).toMatchObject({
		state: 'open',
		waitingSince: '2026-04-01'
	});
	await answerMessage(db, moderator, await seen(db, message), words('Ja.'), at());
	await closeMessage(db, moderator, await seen(db, message), answered(), then);
	await takeUpAgain(db, moderator, await seen(db, message));
	expect(await messageOf(db, message.messageId)).toMatchObject({
		state: 'answered',
		waitingSince: null
	});
});

test('the list shows what waits too long first, then what waits longest, then the rest', async () => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const [young, old, done] = [
		await sent(db, test, { topicId: test.topicIds[0]! }, daysLater(9)),
		await sent(db, test, { placeId: 'bielefeld-kesselbrink' }, daysLater(1)),
		await sent(db, test, {}, daysLater(2))
	];
	await answerMessage(db, test.moderator, await seen(db, done), words('Ja'), at(daysLater(3)));
	const list = async (query: string) => {
		const filter = filterOf(new URLSearchParams(query));
		const today = '2026-04-12';
		const { rows } = await listMessages(db, test.moderator, test.activityId, filter, today);
		return rows.map(({ number, overdue }) => [number, overdue]);
	};
	expect(await list('')).toEqual([
		[old.number, true],
		[young.number, false],
		[done.number, false]
	]);
	expect(await list('state=overdue')).toEqual([[old.number, true]]);
	expect(await list('state=due')).toHaveLength(2);
	expect(await list('state=answered')).toEqual([[done.number, false]]);
	expect(await list(`topic=${test.topicIds[0]}`)).toEqual([[young.number, false]]);
	expect(await list('topic=%27')).toEqual([]);
	expect(await list('place=bielefeld-kesselbrink')).toEqual([[old.number, true]]);
	expect(await list('mine=1')).toEqual([[done.number, false]]);
	const counts = await countMessages(db, test.moderator, test.activityId, '2026-04-12');
	expect(counts).toMatchObject({ open: 2, answered: 1, overdue: 1, closed: 0 });
});

type Step = (db: Db, actor: Actor, test: TestPoint, message: SentMessage) => Promise<unknown>;
const steps: Record<string, Step> = {
	claim: async (db, actor, _test, message) => claimMessage(db, actor, await seen(db, message)),
	release: async (db, actor, _test, message) => releaseMessage(db, actor, await seen(db, message)),
	answer: async (db, actor, _test, message) =>
		answerMessage(db, actor, await seen(db, message), words('Ja'), at()),
	note: async (db, actor, _test, message) =>
		noteOnMessage(db, actor, await seen(db, message), note('Ja'), then),
	close: async (db, actor, _test, message) =>
		closeMessage(db, actor, await seen(db, message), answered(), then),
	reopen: async (db, actor, _test, message) => takeUpAgain(db, actor, await seen(db, message)),
	read: (db, actor, { activityId }, { number }) =>
		readMessage(db, actor, activityId, number, '2026-04-01'),
	list: (db, actor, { activityId }) =>
		listMessages(db, actor, activityId, filterOf(new URLSearchParams()), '2026-04-01')
};

/** What the team may do with a message in each state; the rest is refused as not possible now, or as gone. */
const possible: Record<string, readonly string[]> = {
	open: ['claim', 'answer', 'note', 'close', 'read', 'list'],
	waiting: ['claim', 'release', 'answer', 'note', 'close', 'read', 'list'],
	answered: ['claim', 'release', 'answer', 'note', 'close', 'read', 'list'],
	closed: ['note', 'reopen', 'read', 'list'],
	withdrawn: ['read', 'list']
};

async function inState(db: Db, test: TestPoint, state: string): Promise<SentMessage> {
	const message = await sent(db, test);
	const { moderator } = test;
	if (state === 'waiting') await claimMessage(db, moderator, await seen(db, message));
	if (state === 'answered' || state === 'closed')
		await answerMessage(db, moderator, await seen(db, message), words('Ja'), at());
	if (state === 'closed')
		await closeMessage(db, moderator, await seen(db, message), answered(), then);
	if (state === 'withdrawn')
		await db
			.updateTable('contactMessages')
			.set({ state, erased: true, waitingSince: null, closedOn: '2026-04-01' })
			.where('id', '=', message.messageId)
			.execute();
	return message;
}

test.each(Object.keys(possible))('of a message that is %s', async (state) => {
	const { db } = await freshDatabase();
	const test = await contactPoint(db);
	const others = [
		await staff(db, 'moderator', ['bielefeld-heepen']),
		await staff(db, 'administrator', ['bielefeld-mitte']),
		await staff(db, 'planner', ['bielefeld-mitte'])
	];
	for (const [name, step] of Object.entries(steps)) {
		const message = await inState(db, test, state);
		for (const other of others)
			await expect(step(db, other, test, message), `${name} by others`).rejects.toMatchObject({
				reason: 'not_allowed'
			});
		const work = step(db, test.moderator, test, message);
		if (possible[state]!.includes(name)) await expect(work, name).resolves.not.toThrow();
		else await expect(work, name).rejects.toMatchObject({ kind: 'conflict' });
	}
});
