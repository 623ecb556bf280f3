import { expect, onTestFinished, test } from 'vitest';
import {
	controlActor,
	listControlLinks,
	shareControl,
	withdrawControl
} from '#lib/formats/live/control-links.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { liveSession } from '../../fixture/live-session.ts';
import { noon } from '../../fixture/sessions.ts';

/** Everything that a second phone hears until its stream ends, or until it heard `wanted`. */
async function heard(response: Response, wanted?: RegExp): Promise<string> {
	let text = '';
	const decoder = new TextDecoder();
	for await (const chunk of response.body!) {
		text += decoder.decode(chunk as Uint8Array, { stream: true });
		if (wanted?.test(text)) break;
	}
	return text;
}

async function square() {
	const database = await freshDatabase();
	const { db } = database;
	const [here, there] = [await appProcess(database), await appProcess(database)];
	const session = await liveSession(db);
	await session.press('start');
	const { moderator, activityId } = session;
	let phones = 0;
	const phone = async () => {
		// One after the other: links are listed in the order in which they were made.
		const madeAt = new Date(noon.getTime() + 1000 * phones++);
		const { key } = await shareControl(db, moderator, activityId, madeAt);
		const mayStay = async () => (await controlActor(db, activityId, key, noon)) !== null;
		return { key, mayStay, open: () => here.control.open(activityId, mayStay) };
	};
	return { db, here, there, session, moderator, activityId, phone };
}

test('a withdrawn phone is told so on its open stream; the others go on', async () => {
	const { db, here, session, moderator, activityId, phone } = await square();
	const [kept, lost] = [await phone(), await phone()];
	const streams = { kept: kept.open(), lost: lost.open() };
	const [, second] = await listControlLinks(db, moderator, activityId, noon);
	const end = heard(streams.lost);
	await withdrawControl(db, moderator, activityId, second!.id, noon);
	expect(await end).toMatch(/event: over\ndata: \{\}\n\n$/);
	await session.press('next');
	expect(await heard(streams.kept, /"phase":"open"/)).not.toContain('event: over');
	expect(here.hub.subscribers()).toBe(0);
});

test('when the session ends, so do the streams of the links', async () => {
	const { session, phone } = await square();
	const end = heard((await phone()).open());
	await session.press('end');
	expect(await end).toContain('event: over');
});

test('where the right cannot be asked for, the stream ends without a word and the phone comes again', async () => {
	const { here, session, activityId } = await square();
	const stream = here.control.open(activityId, () =>
		Promise.reject(new Error('the database is away'))
	);
	const end = heard(stream);
	await session.press('next');
	expect(await end).not.toContain('event: over');
	onTestFinished(() => expect(here.hub.subscribers()).toBe(0));
});
