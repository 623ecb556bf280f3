import { expect, test } from 'vitest';
import { askApi } from '#lib/formats/live/ask/api.server.ts';
import { askListSchema } from '#lib/formats/live/api/schemas.ts';
import { openAskDesk } from '#lib/formats/live/ask/desk.server.ts';
import { askBrake } from '#lib/formats/live/ask/rules.ts';
import { apiRequestOfWeb } from '#lib/platform/http/web-api.server.ts';
import type { ApiAnswer } from '#lib/platform/http/api.server.ts';
import { freshDatabase } from '../../fixture/database.ts';
import { appProcess } from '../../fixture/live.ts';
import { setTalk } from '../../fixture/live-asks.ts';
import { liveSession } from '../../fixture/live-session.ts';
import { noon } from '../../fixture/sessions.ts';

async function api() {
	const database = await freshDatabase();
	const { db } = database;
	const { service } = await appProcess(database);
	const { activityId, code, moderator, press } = await liveSession(db);
	await setTalk(db, moderator, activityId, { asks: 'atOnce' });
	await press('start');
	const desk = openAskDesk({ db, clock: () => noon });
	const asks = askApi(service, desk, 'https://palaver.example');
	const join = async () => (await service.join({ code, token: null })).token;
	const request = (token: string | null, body?: unknown) =>
		apiRequestOfWeb(
			new Request('https://palaver.example/api', {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					...(token && { authorization: `Bearer ${token}` })
				},
				...(body !== undefined && { body: JSON.stringify(body) })
			})
		);
	const write = (token: string | null, text: string, confirmed = false) =>
		asks.ask(request(token, { text, locale: 'en', confirmed }), code);
	return { asks, code, desk, service, join, request, write };
}

const bodyOf = (answer: ApiAnswer) => JSON.parse(String(answer.body)) as Record<string, unknown>;

test('a program asks, supports, takes the support back, and reads what everybody sees', async () => {
	const { asks, code, join, request, write } = await api();
	const asked = bodyOf(await write(await join(), 'When will there be shade?'));
	expect(asked).toMatchObject({ number: 1, approved: true });
	const other = await join();
	const count = async () => {
		const list = bodyOf(await asks.list(request(null), code));
		expect(askListSchema.safeParse(list).error).toBeUndefined();
		return askListSchema.parse(list).asks[0]!.supporters;
	};
	const id = String(asked['id']);
	for (let n = 0; n < 2; n++) await asks.support(request(other), code, id);
	expect(await count()).toBe(2);
	for (let n = 0; n < 2; n++) await asks.withdrawSupport(request(other), code, id);
	expect(await count()).toBe(1);
});

test('who has not joined is told so, and what is no question of this session is missing', async () => {
	const { asks, code, join, request, write } = await api();
	expect(await write(null, 'Who?')).toMatchObject({ status: 401 });
	const token = await join();
	for (const id of ['x', '00000000-0000-4000-8000-000000000000'])
		expect(await asks.support(request(token), code, id)).toMatchObject({ status: 404 });
	expect(await asks.ask(request(token, { text: 5 }), code)).toMatchObject({ status: 422 });
});

test('a text with a phone number is taken once its writer knows that everybody sees it', async () => {
	const { join, write } = await api();
	const token = await join();
	const text = 'Call me: 0521 51-12345';
	const refused = await write(token, text);
	expect(refused.status).toBe(422);
	expect(bodyOf(refused)).toMatchObject({ reason: 'personal_unconfirmed' });
	expect((await write(token, text, true)).status).toBe(200);
});

test('who asks and takes back faster than anybody types waits', async () => {
	const { desk, join, service, code, write } = await api();
	const token = await join();
	const { activityId, participant } = await service.person({ code, token });
	for (let n = 0; n < askBrake.limit; n++) {
		const { id } = bodyOf(await write(token, `Number ${n}?`));
		await desk.withdraw({ activityId, participant: participant! }, String(id));
	}
	const refused = await write(token, 'One more?');
	expect([refused.status, bodyOf(refused)['reason']]).toEqual([429, 'asks_busy']);
});
