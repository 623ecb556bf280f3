import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { takeBackPaper, typePaper } from '#lib/formats/live/voices/type-paper.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { currentRound, openSession, tallies } from '../../fixture/session.ts';

test('a sheet typed again after being taken back is a sheet again, and the form of another round is none', async () => {
	const { db } = await freshDatabase();
	const session = await openSession(db);
	const on = { db, actor: session.moderator, ...session };
	const nonce = randomUUID();
	const { number } = await typePaper(on, { answer: ['bank'], nonce });
	await takeBackPaper(on, number);
	expect(await typePaper(on, { answer: ['baum'], nonce })).toEqual({ number: 1 });
	expect((await tallies(db, session.roundId)).kept).toEqual({ '*': 1, baum: 1 });
	await session.press('close', 'repeat');
	const { roundId } = await currentRound(db, session.activityId);
	await expect(typePaper({ ...on, roundId }, { answer: ['bank'], nonce })).rejects.toMatchObject({
		status: 422
	});
});
