import { networkInterfaces } from 'node:os';
import { liveSession, useOfTheSquare } from '../fixture/live-session.ts';
import { weigh } from '../fixture/weigh.ts';
import { expect, freePort, startServer, test } from './app.ts';
import { expectCounted, openSession, send, takePhone } from './phones.ts';

/** As other devices in the same network reach this machine; without a network its own address. */
const addressHere = (): string =>
	Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';

test('in a laptop’s own Wi-Fi without internet a phone follows the QR code, votes, sees the result and asks nobody else', async ({
	app,
	browser
}) => {
	test.setTimeout(120_000);
	const port = await freePort();
	const server = await startServer({ ...app, port, origin: '', env: { HOST: '0.0.0.0' } });
	const wifi = `http://${addressHere()}:${port}`;
	const session = await liveSession(app.db, { questions: [useOfTheSquare] });
	await session.press('start');
	const { page: stage } = await takePhone(browser, wifi);
	const { page: phone } = await takePhone(browser, wifi);
	const [onStage, onPhone] = [await weigh(stage, wifi), await weigh(phone, wifi)];

	await stage.goto(`/live/${session.code}/stage`);
	await expect(stage.getByRole('img', { name: /^QR-Code/ })).toBeVisible();
	await expect(stage.getByText(`${wifi.slice('http://'.length)}/j`).first()).toBeVisible();
	await openSession(phone, session.code);
	await session.press('next');
	await phone.getByRole('radio', { name: 'Ruhe und Schatten' }).check();
	await send(phone);
	await expectCounted(phone, 'Ruhe und Schatten');
	await session.press('close', 'reveal');
	for (const page of [phone, stage]) await expect(page.getByRole('figure')).toBeVisible();
	expect([...onStage().thirdParty, ...onPhone().thirdParty]).toEqual([]);
	await server.end('SIGTERM');
});

test('without a configured address people vote by plain forms at whatever address they reach the laptop', async ({
	app,
	playwright
}) => {
	const port = await freePort();
	const server = await startServer({ ...app, port, origin: '' });
	const session = await liveSession(app.db, { questions: [useOfTheSquare] });
	await session.press('start');
	const wifi = `http://127.0.0.1:${port}`;
	const phone = await playwright.request.newContext({ baseURL: wifi });
	const join = (origin: string) =>
		phone.post(`/j/${session.code}?/join`, {
			form: {},
			headers: { origin, accept: 'text/html' },
			maxRedirects: 0
		});

	expect((await join('http://foreign.example')).status()).toBe(403);
	expect((await join(`https://127.0.0.1:${port}`)).status()).toBe(403);
	expect((await join(wifi)).status()).toBe(303);
	const spoofed = await phone.post(`/j/${session.code}?/join`, {
		form: {},
		headers: {
			accept: 'text/html',
			origin: `https://127.0.0.1:${port}`,
			'x-palaver-protocol': 'https'
		},
		maxRedirects: 0
	});
	expect(spoofed.status()).toBe(403);
	const stage = await (await phone.get(`/live/${session.code}/stage`)).text();
	expect(stage).toContain(`127.0.0.1:${port}/j`);
	expect(stage).not.toContain(`localhost:${port}`);

	await phone.dispose();
	await server.end('SIGTERM');
});

test('with a configured address forms from another one are refused', async ({ app, request }) => {
	const session = await liveSession(app.db, { questions: [useOfTheSquare] });
	await session.press('start');
	const elsewhere = app.origin.replace('localhost', '127.0.0.1');
	const refused = await request.post(`${elsewhere}/j/${session.code}?/join`, {
		form: {},
		headers: { origin: elsewhere, accept: 'text/html' },
		maxRedirects: 0
	});
	expect(refused.status()).toBe(403);
});
