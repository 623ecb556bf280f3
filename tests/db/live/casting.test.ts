import { expect, test } from 'vitest';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { openSession, tallies } from '../../fixture/session.ts';

test('a vote is counted, and the same vote again changes nothing', async () => {
	const database = await freshDatabase();
	const { service } = await appProcess(database);
	const session = await openSession(database.db);
	const { token } = await service.join({ code: session.code, token: null });
	const ballot = { code: session.code, token, question: session.questionId, round: 1 };
	await service.cast({ ...ballot, answer: ['bank'] });
	await service.cast({ ...ballot, answer: ['bank'] });
	expect(await tallies(database.db, session.roundId)).toEqual({
		kept: { '*': 1, bank: 1 },
		recounted: { '*': 1, bank: 1 }
	});
	expect(await service.ownAnswer({ code: session.code, token })).toEqual(['bank']);
	await session.press('reveal');
	expect(await service.snapshot(session.code)).toMatchObject({
		phase: 'revealed',
		participants: 1,
		question: { open: true, ballots: 1 },
		result: { ballots: 1, counts: { bank: 1 } }
	});
	await session.press('close');
	await expect(service.cast({ ...ballot, answer: ['baum'] })).rejects.toMatchObject({
		reason: 'question_closed'
	});
});
