import { expect, test } from './app.ts';
import { openSession } from '../fixture/session.ts';

test('a program joins, votes, follows the session and reads the result once it is revealed', async ({
	app,
	request
}) => {
	const session = await openSession(app.db);
	const base = `${app.origin}/api/v1/live/${session.code}`;
	const joined = await (await request.post(`${base}/join`)).json();
	const headers = { authorization: `Bearer ${joined.participant}` };
	const data = { question: session.questionId, round: 1, answer: ['bank'] };
	const counted = await request.post(`${base}/ballots`, { headers, data });
	expect(await counted.json()).toEqual({ counted: true });
	expect((await request.get(`${base}/results`)).status()).toBe(404);
	await session.press('reveal');
	const results = await request.get(`${base}/results`);
	expect(await results.json()).toEqual({ ballots: 1, counts: { bank: 1 } });
	expect(await (await request.get(base)).json()).toMatchObject({ phase: 'revealed' });
	await session.press('close');
	const late = await request.post(`${base}/ballots?locale=en`, {
		headers,
		data: { ...data, answer: ['baum'] }
	});
	expect(late.status()).toBe(409);
	expect(await late.json()).toMatchObject({
		reason: 'question_closed',
		title: 'This question is closed. Your vote was not counted.'
	});
});

test('the stream begins with the current state', async ({ app }) => {
	const session = await openSession(app.db);
	const stream = await fetch(`${app.origin}/api/v1/live/${session.code}/stream`);
	expect(stream.headers.get('content-type')).toBe('text/event-stream');
	let text = '';
	for await (const chunk of stream.body!) {
		text += Buffer.from(chunk).toString();
		if (text.includes('\n\ndata:') || text.includes('event: state')) break;
	}
	expect(text).toMatch(/id: 1\nevent: state\ndata: \{.*"phase":"open"/);
});
