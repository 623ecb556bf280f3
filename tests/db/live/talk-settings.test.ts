import { expect, test } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import {
	changeTalk,
	readTalk,
	setLocked
} from '#lib/formats/live/moderation/change-talk.server.ts';
import {
	talkMark,
	talkValuesOf,
	type TalkValues
} from '#lib/formats/live/moderation/talk-settings.ts';
import { talkingSession } from '../../fixture/live-talk.ts';
import { noon } from '../../fixture/sessions.ts';

/** A form as it is drawn now; `send` is pressing its button, whenever that is. */
async function drawnForm() {
	const session = await talkingSession();
	const { db, moderator, activityId } = session;
	const read = () => readTalk(db, moderator, activityId);
	const draw = async () => {
		const talk = await read();
		return (different: Partial<TalkValues>, actor: Actor = moderator) => {
			const typed = { ...talkValuesOf(talk), ...different };
			return changeTalk(db, actor, activityId, { typed, seen: talkMark(talk) }, noon);
		};
	};
	const told = async () =>
		(
			await db
				.selectFrom('history')
				.select('detail')
				.where('action', '=', 'live.talkChanged')
				.execute()
		).map(({ detail }) => detail);
	return { ...session, read, draw, told };
}

test('the settings, sent twice by somebody who saw the door open, leave it locked; the history says once what was changed', async () => {
	const { db, moderator, activityId, read, draw, told } = await drawnForm();
	const send = await draw();
	await setLocked(db, moderator, activityId, true);
	await send({ reactions: true, asks: 'checked' });
	await send({ reactions: true, asks: 'checked' });
	expect(await read()).toMatchObject({ joinsLocked: true, reactions: true });
	expect(await told()).toEqual([{ fields: ['asks', 'reactions'] }]);
});

test('of two people who save at once the second is told, and overwrites only what they have seen', async () => {
	const { read, draw, told } = await drawnForm();
	const [one, other] = [await draw(), await draw()];
	const both = await Promise.allSettled([one({ entries: 'checked' }), other({ asks: 'checked' })]);
	const refused = both.filter((sent) => sent.status === 'rejected');
	expect(refused.map(({ reason }) => reason as unknown)).toEqual([
		expect.objectContaining({ status: 409, reason: 'talk_moved_on' })
	]);
	expect(await told()).toHaveLength(1);
	const { entries, asks } = await read();
	expect([entries === 'checked', asks === 'checked'].filter(Boolean)).toHaveLength(1);

	await (
		await draw()
	)({ entries: 'checked', asks: 'checked' });
	expect(await read()).toMatchObject({ entries: 'checked', asks: 'checked' });
});

test('running the session meanwhile is no change of its settings', async () => {
	const { read, draw, press } = await drawnForm();
	const send = await draw();
	await press('start', 'next', 'close');
	await send({ reactions: true });
	expect(await read()).toMatchObject({ reactions: true });
});

test('what is typed wrongly into the settings is refused at its field and changes nothing', async () => {
	const { read, draw } = await drawnForm();
	const send = await draw();
	await expect(send({ asks: 'maybe', entries: '', twoPeople: true })).rejects.toMatchObject({
		status: 422,
		fields: { asks: 'choice_invalid', entries: 'choice_invalid' }
	});
	expect((await read()).twoPeople).toBe(false);
});
