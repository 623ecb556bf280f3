import { expect, test } from 'vitest';
import { archiveMap } from '#lib/formats/ideas/retention.server.ts';
import { announceAnswer } from '#lib/formats/ideas/talk/announce-answer.server.ts';
import {
	askToFollow,
	confirmFollow,
	findFollow,
	stopFollowing
} from '#lib/formats/ideas/talk/follow.server.ts';
import { tidyFollows } from '#lib/formats/ideas/talk/tidy-follows.server.ts';
import { system } from '#lib/access/actor.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { sendOne } from '#lib/platform/mail/sender.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { ideaMap, submitted, type TestMap } from '../../fixture/idea-map.ts';
import { answered, merge } from '../../fixture/idea-talk.ts';
import { mailServer, plainText } from '../../fixture/mail-server.ts';
import { meansWithClock } from '../../fixture/means.ts';

const origin = 'https://palaver.example';
const amal = { email: 'amal@post.example', locale: 'ar' } as const;
const jo = { email: 'jo@post.example', locale: 'en' } as const;

/** A map with one idea, a mail server, and a clock; mails go out when the test says so. */
async function post(start = '2026-11-25T10:00:00Z') {
	const { db } = await freshDatabase();
	const test = await ideaMap(db);
	const { ideaId, number } = await submitted(db, test, { title: 'Mehr Schatten' });
	const clock = meansWithClock(db, start);
	const { received, transport } = await mailServer();
	const deliver = async () => {
		const sending = { db, clock: () => new Date(Date.now() + 60_000) };
		while (await sendOne(sending, transport));
		return received.splice(0).map(({ to, text }) => ({ to: to[0]!, text: plainText(text) }));
	};
	return { ...clock, db, test, ideaId, number, deliver };
}

const tokenIn = (text: string): string => /\/follow\/([\w-]+)/.exec(text)![1]!;
const follows = (db: Db) => db.selectFrom('ideaFollows').select(['email', 'confirmedAt']).execute();

/** Asks, gets the mail and says yes. */
async function following(
	{ means, deliver }: Awaited<ReturnType<typeof post>>,
	{ map }: TestMap,
	number: number | null,
	who: typeof amal | typeof jo
) {
	await askToFollow(means, map, number, who);
	const [mail] = await deliver();
	await confirmFollow(means.db, tokenIn(mail!.text), means.clock());
	return tokenIn(mail!.text);
}

const announce = (db: Db, ideaId: string) =>
	db.transaction().execute((trx) =>
		announceAnswer(
			trx,
			{
				ideaId,
				status: 'planned',
				reason: { de: 'Im Frühjahr.', en: 'In spring.' },
				office: 'Umweltamt',
				dueOn: '2027-03-01'
			},
			origin
		)
	);

test('nobody gets a mail about an answer before they have agreed by the link in the first mail', async () => {
	const house = await post();
	const { means, db, test, ideaId, number, deliver } = house;
	await askToFollow(means, test.map, number, jo);
	const [mail] = await deliver();
	expect(mail!.to).toBe(jo.email);
	expect(mail!.text).toContain('Idea 1');
	expect(mail!.text).toContain(`${origin}/en/follow/`);
	expect(await announce(db, ideaId)).toBe(0);
	await confirmFollow(db, tokenIn(mail!.text), means.clock());
	await confirmFollow(db, tokenIn(mail!.text), means.clock());
	expect(await announce(db, ideaId)).toBe(1);
	const [answer] = await deliver();
	expect(answer!.text).toContain('In spring.');
	expect(answer!.text).toContain('planned');
	expect(answer!.text).toContain(`${origin}/en/ideas/${test.slug}/1`);
	expect(answer!.text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
});

test('a mail is in the language its reader asked in', async () => {
	const house = await post();
	await following(house, house.test, house.number, amal);
	await announce(house.db, house.ideaId);
	const [mail] = await house.deliver();
	expect(mail!.text).toContain('مرحبًا');
	expect(mail!.text).toContain('/ar/ideas/');
});

test('the link in the first mail works for seven days, and then the address is forgotten', async () => {
	const { means, wait, db, test, number, deliver } = await post();
	await askToFollow(means, test.map, number, jo);
	const token = tokenIn((await deliver())[0]!.text);
	wait(7 * 86_400 - 60);
	await tidyFollows(db, means.clock(), origin);
	expect(await findFollow(db, token, means.clock())).toMatchObject({ confirmed: false });
	wait(120);
	expect(await findFollow(db, token, means.clock())).toBeNull();
	await expect(confirmFollow(db, token, means.clock())).rejects.toMatchObject({ kind: 'gone' });
	await tidyFollows(db, means.clock(), origin);
	expect(await follows(db)).toEqual([]);
});

test('asking again answers the same: who waits gets the link again, who follows gets nothing', async () => {
	const house = await post();
	const { means, db, test, number, deliver } = house;
	await askToFollow(means, test.map, number, jo);
	const first = tokenIn((await deliver())[0]!.text);
	expect(await askToFollow(means, test.map, number, jo)).toBeUndefined();
	expect(tokenIn((await deliver())[0]!.text)).toBe(first);
	await confirmFollow(db, first, means.clock());
	expect(await askToFollow(means, test.map, number, jo)).toBeUndefined();
	expect(await deliver()).toEqual([]);
	expect(await follows(db)).toHaveLength(1);
});

test('nobody fills a mailbox through us: after ten requests an address has to wait', async () => {
	const { means, wait, test, deliver } = await post();
	for (let i = 0; i < 10; i++) await askToFollow(means, test.map, null, jo);
	await expect(askToFollow(means, test.map, null, jo)).rejects.toMatchObject({
		kind: 'busy',
		reason: 'too_many_attempts'
	});
	expect(await deliver()).toHaveLength(10);
	await askToFollow(means, test.map, null, amal);
	wait(3601);
	await askToFollow(means, test.map, null, jo);
});

test('one click stops the mails, deletes the address and what is still on its way; a second one is fine too', async () => {
	const house = await post();
	const { db, test, ideaId, number } = house;
	const token = await following(house, test, number, jo);
	await announce(db, ideaId);
	await stopFollowing(db, token, origin);
	await stopFollowing(db, token, origin);
	expect(await follows(db)).toEqual([]);
	expect(await house.deliver()).toEqual([]);
	expect(await announce(db, ideaId)).toBe(0);
	const rows = await db.selectFrom('mails').select('recipient').execute();
	expect(rows).toEqual([]);
});

test('who follows an idea and its duplicate gets one mail once they are merged', async () => {
	const house = await post();
	const { db, test, ideaId } = house;
	const twin = await submitted(db, test);
	await following(house, test, house.number, jo);
	await following(house, test, twin.number, jo);
	await merge(db, twin.ideaId, ideaId);
	expect(await announce(db, ideaId)).toBe(1);
});

test('archiving the map forgets every address; nobody can follow it any more', async () => {
	const house = await post();
	const { means, db, test } = house;
	await following(house, test, null, jo);
	await db.updateTable('activities').set({ status: 'finished' }).execute();
	await archiveMap(db, system, test.activityId);
	expect(await follows(db)).toEqual([]);
	await expect(askToFollow(means, test.map, null, jo)).rejects.toMatchObject({
		reason: 'archived'
	});
});

/** Ideas and answers of one day. */
async function newsOn(db: Db, test: TestMap, day: string) {
	const { ideaId } = await submitted(db, test, { title: `Vom ${day}` });
	await db.updateTable('ideas').set({ publishedOn: day }).where('id', '=', ideaId).execute();
	return ideaId;
}

test('who follows the map gets one mail a day, in the morning, about whole days and nothing twice', async () => {
	const house = await post('2026-11-25T10:00:00Z');
	const { means, wait, db, test, deliver } = house;
	await db.updateTable('ideas').set({ publishedOn: '2026-11-01' }).execute();
	await following(house, test, null, jo);
	const answeredIdea = await newsOn(db, test, '2026-11-25');
	await answered(db, answeredIdea, { answeredOn: '2026-11-25' });
	await newsOn(db, test, '2026-11-26');
	await tidyFollows(db, means.clock(), origin);
	expect(await deliver()).toEqual([]);
	wait(19 * 3600); // six in the morning of the next day, in Berlin
	await tidyFollows(db, means.clock(), origin);
	expect(await deliver()).toEqual([]);
	wait(3600);
	for (let i = 0; i < 3; i++) await tidyFollows(db, means.clock(), origin);
	const [mail, ...more] = await deliver();
	expect(more).toEqual([]);
	expect(mail!.text).toContain('Vom 2026-11-25');
	expect(mail!.text).toContain('planned');
	expect(mail!.text).not.toContain('Vom 2026-11-26');
	expect(mail!.text).not.toContain('Mehr Schatten');
	wait(86_400);
	await tidyFollows(db, means.clock(), origin);
	expect((await deliver())[0]!.text).toContain('Vom 2026-11-26');
});

test('a day without news brings no mail; imported and hidden ideas are no news', async () => {
	const house = await post('2026-11-25T10:00:00Z');
	const { means, wait, db, test, deliver } = house;
	await db.updateTable('ideas').set({ publishedOn: '2026-11-01' }).execute();
	await following(house, test, null, jo);
	const [imported, hidden] = [
		await newsOn(db, test, '2026-11-25'),
		await newsOn(db, test, '2026-11-25')
	];
	await db.updateTable('ideas').set({ source: 'import' }).where('id', '=', imported).execute();
	await db
		.updateTable('ideas')
		.set({ visibility: 'hidden', hiddenReason: 'spam' })
		.where('id', '=', hidden)
		.execute();
	wait(86_400);
	await tidyFollows(db, means.clock(), origin);
	expect(await deliver()).toEqual([]);
});

test('two houses at the same hour send one mail', async () => {
	const house = await post('2026-11-25T10:00:00Z');
	const { means, wait, db, test, deliver } = house;
	await following(house, test, null, jo);
	await newsOn(db, test, '2026-11-25');
	wait(86_400);
	await Promise.all([1, 2, 3].map(() => tidyFollows(db, means.clock(), origin)));
	expect(await deliver()).toHaveLength(1);
});

test('very much news is told in twenty lines and a number', async () => {
	const house = await post('2026-11-25T10:00:00Z');
	const { means, wait, db, test, deliver } = house;
	await following(house, test, null, jo);
	for (let i = 0; i < 22; i++) await submitted(db, test);
	await db.updateTable('ideas').set({ publishedOn: '2026-11-25' }).execute();
	wait(86_400);
	await tidyFollows(db, means.clock(), origin);
	expect((await deliver())[0]!.text).toContain('and 3 more');
});
