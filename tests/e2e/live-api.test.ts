import { request as rawRequest } from 'node:http';
import type { APIRequestContext } from '@playwright/test';
import type { z } from 'zod';
import {
	ballotOutput,
	joinOutput,
	snapshotSchema,
	tallySchema
} from '#lib/formats/live/api/schemas.ts';
import { problemSchema } from '#lib/platform/http/openapi.ts';
import { choiceOf, openSession, tallies, type OpenSession } from '../fixture/session.ts';
import { howWellInvolved, squareInWords, whatIsMissing } from '../fixture/live-session.ts';
import { expect, test, type App } from './app.ts';

const tenOptions = Array.from({ length: 10 }, (_, index) => `option${index + 1}`);

/** A program that has joined. */
async function participant(app: App, request: APIRequestContext, session: OpenSession) {
	const base = `${app.origin}/api/v1/live/${session.code}`;
	// Not by `request`: it keeps the cookie, and everybody would be the same person.
	const joined = await fetch(`${base}/join`, { method: 'POST' });
	const { participant: token } = (await joined.json()) as { participant: string };
	const headers = { authorization: `Bearer ${token}` };
	const vote = (answer: unknown, more: object = {}, query = '?locale=en') =>
		request.post(`${base}/ballots${query}`, {
			headers,
			data: { question: session.questionId, round: 1, answer, ...more }
		});
	return { base, token, headers, vote };
}

test('a program joins, votes, follows the session and reads the result once it is revealed', async ({
	app,
	request
}) => {
	const session = await openSession(app.db);
	const { base, vote } = await participant(app, request, session);
	expect(await (await vote(['bank'])).json()).toEqual({ counted: true });
	const hidden = await request.get(`${base}/results?locale=en`);
	expect(hidden.status()).toBe(404);
	expect(await hidden.json()).toMatchObject({ title: 'The result is not shown yet.' });
	await session.press('reveal');
	const results = await request.get(`${base}/results`);
	expect(await results.json()).toEqual({ ballots: 1, counts: { bank: 1 } });
	expect(await (await request.get(base)).json()).toMatchObject({ phase: 'revealed' });
	await session.press('close');
	const late = await vote(['baum']);
	expect(late.status()).toBe(409);
	expect(await late.json()).toMatchObject({
		reason: 'question_closed',
		title: 'This question is closed. Your vote was not counted.'
	});
});

test('the cookie of joining is enough to vote from our own page, and only from there', async ({
	app,
	request
}) => {
	const session = await openSession(app.db);
	const base = `${app.origin}/api/v1/live/${session.code}`;
	const joined = await request.post(`${base}/join`);
	expect(joined.headers()['set-cookie']).toMatch(
		new RegExp(
			`^palaver-${session.code}=[\\w-]{43}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax$`
		)
	);
	const data = { question: session.questionId, round: 1, answer: ['bank'] };
	const foreign = await request.post(`${base}/ballots?locale=en`, {
		data,
		headers: { origin: 'https://elsewhere.example' }
	});
	expect(foreign.status()).toBe(403);
	expect(await foreign.json()).toMatchObject({ reason: 'origin_foreign' });
	expect((await tallies(app.db, session.roundId)).recounted).toEqual({});
	const own = await request.post(`${base}/ballots`, { data, headers: { origin: app.origin } });
	expect(await own.json()).toEqual({ counted: true });
});

test('who comes late, when the result is long, gets it compressed with joining', async ({
	app
}) => {
	const session = await openSession(app.db, { questions: [choiceOf(tenOptions, 10)] });
	const joined = await fetch(`${app.origin}/api/v1/live/${session.code}/join`, {
		method: 'POST',
		headers: { 'accept-encoding': 'gzip, br' }
	});
	expect(joined.headers.get('content-encoding')).toBe('br');
	expect(await joined.json()).toMatchObject({ session: { code: session.code } });
});

test('the stream begins with the current state and goes on with each change', async ({ app }) => {
	const session = await openSession(app.db);
	const stream = await fetch(`${app.origin}/api/v1/live/${session.code}/stream`);
	expect(stream.headers.get('content-type')).toBe('text/event-stream');
	expect(stream.headers.get('x-accel-buffering')).toBe('no');
	expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
	let text = '';
	const decoder = new TextDecoder();
	for await (const chunk of stream.body!) {
		text += decoder.decode(chunk, { stream: true });
		if (/id: 1\nevent: state\ndata: .*"phase":"open"/.test(text) && !text.includes('id: 2'))
			await session.press('close');
		if (text.includes('"phase":"closed"')) break;
	}
	expect(text).toMatch(/id: 2\nevent: state\ndata: \{.*"phase":"closed".*\n\n$/);
});

test.describe('bad input is refused with a reason, and nothing is counted', () => {
	const of: Record<string, Parameters<typeof openSession>[1]> = {
		choice: { questions: [choiceOf(tenOptions, 10)] },
		scale: { locales: ['de', 'en', 'ar'], questions: [howWellInvolved] },
		words: { locales: ['de', 'en', 'ar'], questions: [squareInWords] },
		text: { locales: ['de', 'en', 'ar'], questions: [whatIsMissing] }
	};
	const cases: [string, keyof typeof of, unknown][] = [
		['an 11th choice of 10', 'choice', [...tenOptions, 'option11']],
		['the same option eleven times', 'choice', Array.from({ length: 11 }, () => 'option1')],
		['an unknown option', 'choice', ['fountain']],
		['nothing chosen', 'choice', []],
		['a text where options are chosen', 'choice', 'option1'],
		['an object where options are chosen', 'choice', { option1: true }],
		['no answer at all', 'choice', undefined],
		['a number beside the scale', 'scale', 11],
		['half a step', 'scale', 7.5],
		['a text where a number is asked', 'scale', 'seven'],
		['a text longer than allowed', 'text', 'x'.repeat(60_000)],
		['a text of nothing but control characters', 'text', '\u0000\u0007\u001b'],
		['more words than allowed', 'words', ['a', 'b', 'c', 'd']]
	];
	for (const [what, kind, answer] of cases) {
		test(what, async ({ app, request }) => {
			const session = await openSession(app.db, of[kind]);
			const { vote } = await participant(app, request, session);
			const said: string[] = [];
			for (const locale of ['de', 'en', 'de-simple', 'ar']) {
				const refused = await vote(answer, {}, `?locale=${locale}`);
				expect(refused.status()).toBe(422);
				expect(refused.headers()['content-type']).toBe('application/problem+json');
				const problem = (await refused.json()) as {
					reason: string;
					fields: { answer: { reason: string; text: string } };
				};
				expect(problem.reason).toBe('answer_invalid');
				said.push(problem.fields.answer.text);
			}
			expect(said.every((text) => text.length > 10)).toBe(true);
			expect(said[3]).toMatch(/[\u0600-\u06ff]/);
			expect(new Set(said).size).toBeGreaterThan(2);
			expect((await tallies(app.db, session.roundId)).recounted).toEqual({});
		});
	}

	test('a megabyte', async ({ app, request }) => {
		const session = await openSession(app.db, of['text']);
		const { vote } = await participant(app, request, session);
		const refused = await vote('x'.repeat(1_000_000));
		expect(refused.status()).toBe(413);
		expect(await refused.json()).toMatchObject({ reason: 'body_too_large' });
		expect((await tallies(app.db, session.roundId)).recounted).toEqual({});
	});

	test('a megabyte that does not say how long it is', async ({ app, request }) => {
		const session = await openSession(app.db, of['text']);
		const { base, headers } = await participant(app, request, session);
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const sent = rawRequest(
				`${base}/ballots`,
				{ method: 'POST', headers: { ...headers, 'content-type': 'application/json' } },
				(answer) => resolve(answer.statusCode)
			);
			sent.on('error', reject);
			for (let part = 0; part < 16; part++) sent.write('x'.repeat(65_536));
			sent.end();
		});
		expect(status).toBe(413);
	});

	test('a forged participant', async ({ app, request }) => {
		const session = await openSession(app.db);
		const refused = await request.post(
			`${app.origin}/api/v1/live/${session.code}/ballots?locale=en`,
			{
				headers: { authorization: `Bearer ${'A'.repeat(43)}` },
				data: { question: session.questionId, round: 1, answer: ['bank'] }
			}
		);
		expect(refused.status()).toBe(401);
		expect(await refused.json()).toMatchObject({
			title: 'You have not joined yet. Please join with the code, then vote.'
		});
		expect((await tallies(app.db, session.roundId)).recounted).toEqual({});
	});

	test('a wrong code and an expired one', async ({ app, request }) => {
		const session = await openSession(app.db);
		const data = { question: session.questionId, round: 1, answer: ['bank'] };
		const unknown = `${app.origin}/api/v1/live/000000`;
		expect((await request.post(`${unknown}/ballots`, { data })).status()).toBe(404);
		for (const path of [unknown, `${unknown}/stream`, `${unknown}/results`])
			expect((await request.get(path)).status()).toBe(404);
		await session.press('end');
		await app.db
			.updateTable('liveSessions')
			.set({ codeExpiredAt: new Date() })
			.where('activityId', '=', session.activityId)
			.execute();
		const expired = await request.get(`${app.origin}/api/v1/live/${session.code}/stream?locale=en`);
		expect(expired.status()).toBe(410);
		expect(await expired.json()).toMatchObject({
			title: 'This code is no longer valid. The session is over.'
		});
	});

	test('what is no JSON, has no type, or lacks a field', async ({ app, request }) => {
		const session = await openSession(app.db);
		const { base, headers, vote } = await participant(app, request, session);
		const post = (type: string, data: string) =>
			request.post(`${base}/ballots`, {
				headers: { ...headers, 'content-type': type },
				// As bytes: a text would be turned into JSON first.
				data: Buffer.from(data)
			});
		expect((await post('application/json', '{"question":')).status()).toBe(400);
		expect((await post('text/plain', '{}')).status()).toBe(415);
		expect((await post('application/x-www-form-urlencoded', 'answer=bank')).status()).toBe(415);
		const lacking = await post('application/json', '{"answer":["bank"]}');
		expect(lacking.status()).toBe(422);
		expect(Object.keys((await lacking.json()).fields)).toEqual(['question', 'round']);
		for (const round of [0, 1.5, '1', null])
			expect((await vote(['bank'], { round })).status()).toBe(422);
		expect((await vote(['bank'], { round: 7 })).status()).toBe(409);
		expect((await vote(['bank'], { question: crypto.randomUUID() })).status()).toBe(409);
		expect((await tallies(app.db, session.roundId)).recounted).toEqual({});
	});
});

test('emoji, joined letters and right-to-left text are counted as they were written', async ({
	app,
	request
}) => {
	const session = await openSession(app.db, {
		locales: ['de', 'en', 'ar'],
		questions: [whatIsMissing]
	});
	for (const text of ['🌳👩‍👩‍👧‍👦 mehr Grün!', 'مقاعد في الظل', 'می‌خواهم', 'Straße "unten" \\ {a,b}']) {
		const { vote } = await participant(app, request, session);
		expect(await (await vote(text)).json()).toEqual({ counted: true });
		const stored = await app.db
			.selectFrom('ballots')
			.select('answer')
			.where('roundId', '=', session.roundId)
			.execute();
		expect(stored.map(({ answer }) => answer)).toContain(text);
	}
	const { kept, recounted } = await tallies(app.db, session.roundId);
	expect(kept).toEqual(recounted);
	expect(kept['*']).toBe(4);
});

test('the API describes itself, and its answers are as it says', async ({ app, request }) => {
	const document = (await (await request.get(`${app.origin}/api/v1/openapi.json`)).json()) as {
		openapi: string;
		paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
	};
	expect(document.openapi).toBe('3.1.0');
	expect(Object.keys(document.paths).sort()).toEqual([
		'/api/v1/events/{slug}.atom',
		'/api/v1/events/{slug}.geojson',
		'/api/v1/events/{slug}.ics',
		'/api/v1/events/{slug}.json',
		'/api/v1/events/{slug}/map.geojson',
		'/api/v1/events/{slug}/{number}.ics',
		'/api/v1/fund/projects',
		'/api/v1/fund/projects.geojson',
		'/api/v1/fund/{slug}/projects',
		'/api/v1/fund/{slug}/projects.geojson',
		'/api/v1/fund/{slug}/vote',
		'/api/v1/fund/{slug}/vote/ballots',
		'/api/v1/fund/{slug}/vote/join',
		'/api/v1/fund/{slug}/vote/results',
		'/api/v1/ideas/{slug}.geojson',
		'/api/v1/live/{code}',
		'/api/v1/live/{code}/asks',
		'/api/v1/live/{code}/asks/stream',
		'/api/v1/live/{code}/asks/{ask}/support',
		'/api/v1/live/{code}/ballots',
		'/api/v1/live/{code}/join',
		'/api/v1/live/{code}/reactions',
		'/api/v1/live/{code}/results',
		'/api/v1/live/{code}/stream',
		'/api/v1/measures',
		'/api/v1/measures/{code}',
		'/api/v1/measures/{code}/indicators/{key}',
		'/api/v1/offers.geojson'
	]);
	const ballots = document.paths['/api/v1/live/{code}/ballots']!['post']!;
	expect(Object.keys(ballots.responses)).toEqual(
		expect.arrayContaining(['200', '401', '404', '409', '410', '413', '415', '422', '429'])
	);

	// What a schema does not know it drops: equal means that nothing is missing, wrong or undescribed.
	const session = await openSession(app.db);
	const { base, vote } = await participant(app, request, session);
	const told = async (path: string, schema: z.ZodType) => {
		const answer: unknown = await (await request.get(path)).json();
		expect(schema.parse(answer)).toEqual(answer);
	};
	await told(base, snapshotSchema);
	const counted: unknown = await (await vote(['bank'])).json();
	expect(ballotOutput.parse(counted)).toEqual(counted);
	await session.press('reveal');
	await told(base, snapshotSchema);
	await told(`${base}/results`, tallySchema);
	const refused: unknown = await (await vote(['fountain'])).json();
	expect(problemSchema.parse(refused)).toEqual(refused);
	const joined: unknown = await (await request.post(`${base}/join`)).json();
	expect(joinOutput.parse(joined)).toEqual(joined);
});

test('whoever operates it sees that it works and how much goes on; others see no figures', async ({
	app,
	request
}) => {
	const session = await openSession(app.db);
	const { vote } = await participant(app, request, session);
	await vote(['bank']);
	expect((await request.get(`${app.origin}/healthz`)).status()).toBe(200);
	expect(await (await request.get(`${app.origin}/readyz`)).json()).toEqual({
		database: true,
		bus: true
	});
	const figures = await (await request.get(`${app.origin}/metrics`)).text();
	expect(figures).toMatch(/^palaver_ballots_total [1-9]/m);
	expect(figures).toMatch(/^nodejs_eventloop_lag_seconds /m);
	const passedOn = await request.get(`${app.origin}/metrics`, {
		headers: { 'x-forwarded-for': '203.0.113.7' }
	});
	expect(passedOn.status()).toBe(404);
});

test('every answer carries the security headers', async ({ app, request }) => {
	const session = await openSession(app.db);
	const { base, vote } = await participant(app, request, session);
	const answers = [await request.get(app.origin), await request.get(base), await vote(['bank'])];
	for (const answer of answers)
		expect(answer.headers()).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'strict-origin-when-cross-origin',
			'permissions-policy': expect.stringContaining('camera=()')
		});
	expect(answers[0]!.headers()['content-security-policy']).toContain("script-src 'self'");
});
