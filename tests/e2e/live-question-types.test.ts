import type { Page } from '@playwright/test';
import {
	howManyTrees,
	howMuchOfEach,
	howTheSquareIs,
	importantAndFeasible,
	whatFirst,
	whenBuilt,
	whichDay
} from '../fixture/question-types.ts';
import { countedBallots, liveSession } from '../fixture/live-session.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { expectCounted, openSession, takePhone } from './phones.ts';

/** Of each type how it is answered by keyboard, how it is stored and read back, and what the result then says. */
const journeys = [
	{
		question: whatFirst,
		async answer(page: Page) {
			await page.getByRole('button', { name: 'Bänke', exact: true }).press('Enter');
			await page.getByRole('button', { name: 'Schatten', exact: true }).press('Enter');
			await page.getByRole('button', { name: 'Schatten einen Platz nach vorn' }).press('Space');
			await expect(page.getByText('Schatten: Platz 1.')).toBeAttached();
		},
		stored: ['shade', 'benches'],
		read: '1. Schatten, 2. Bänke',
		told: 'Die meisten Punkte: Schatten (3 von höchstens 3).'
	},
	{
		question: howMuchOfEach,
		async answer(page: Page) {
			await page.getByLabel('Schatten').focus();
			await page.keyboard.type('7');
			await expect(page.getByText('Punkte übrig: 3')).toBeVisible();
			await page.keyboard.press('Tab');
			await page.keyboard.type('3');
		},
		stored: { shade: 7, benches: 3 },
		read: 'Schatten: 7, Bänke: 3',
		told: 'Im Mittel die meisten Punkte: Schatten (7 von 10).'
	},
	{
		question: howTheSquareIs,
		async answer(page: Page) {
			await page.getByRole('radio', { name: 'Ich fühle mich sicher gar nicht' }).focus();
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Space');
		},
		stored: { safe: 3, clean: 1 },
		read: 'Ich fühle mich sicher: eher ja, Es ist sauber: gar nicht',
		told: 'Im Mittel am höchsten: Ich fühle mich sicher (3 von 4).'
	},
	{
		question: howManyTrees,
		async answer(page: Page) {
			await page.getByRole('textbox').focus();
			await page.keyboard.type('42');
		},
		stored: 42,
		read: '42',
		told: 'Richtig ist 42 Bäume; genau das sagten 1 von 1.'
	},
	{
		question: importantAndFeasible,
		async answer(page: Page) {
			await page
				.getByRole('radiogroup', { name: 'Schatten wichtig' })
				.getByRole('radio', { name: '5' })
				.focus();
			await page.keyboard.press('Space');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Space');
			await page.keyboard.press('ArrowLeft');
		},
		stored: { shade: { x: 5, y: 5 } },
		read: 'Schatten, wichtig: 5, Schatten, machbar: 5',
		told: 'In beidem über der Mitte: Schatten.'
	},
	{
		question: whichDay,
		async answer(page: Page) {
			await page.locator('input[type=date]').focus();
			// In the order of the browser’s own language, which is English here.
			await page.keyboard.type('02292028');
		},
		stored: '2028-02-29',
		read: '2028-02-29',
		told: 'Am häufigsten: 29. Februar 2028 (1 von 1).'
	},
	{
		question: whenBuilt,
		async answer(page: Page) {
			await page.getByRole('radio', { name: 'seit 1900' }).focus();
			await page.keyboard.press('ArrowDown');
		},
		stored: ['y1950'],
		read: 'seit 1950',
		told: 'Richtig: seit 1950 (1 von 1).'
	}
];

const rightAnswers = [howManyTrees, whenBuilt];
const others = ['/en', '/leicht', '/ar'];

test('every type is answered by keyboard, accessible in four languages, and keeps what is right to itself', async ({
	app,
	browser,
	request
}) => {
	test.setTimeout(240_000);
	const session = await liveSession(app.db, {
		questions: journeys.map(({ question }) => question)
	});
	await session.press('start');
	const { page, context } = await takePhone(browser, app.origin);
	await openSession(page, session.code);
	const elsewhere: Page[] = [];
	for (const prefix of others) {
		const narrow = { viewport: { width: 320, height: 640 } };
		const { page: phone } = await takePhone(browser, app.origin, narrow);
		await openSession(phone, session.code, prefix);
		elsewhere.push(phone);
	}
	const stage = await context.newPage();
	await stage.setViewportSize({ width: 1280, height: 720 });
	await stage.goto(`/live/${session.code}/stage`);
	// Side by side: the phones wait for the same moment.
	const everywhere = (look: (phone: Page) => Promise<void>) =>
		Promise.all([page, ...elsewhere].map(look));
	const known = async () => (await request.get(`/api/v1/live/${session.code}`)).text();

	for (const { question, answer, stored, read, told } of journeys) {
		const hasRight = rightAnswers.includes(question);
		await session.press('next');
		await everywhere(async (phone) => {
			await expect(phone.locator('#view')).toHaveAttribute('data-phase', 'open');
			await expectAccessible(phone);
			await expectNoSidewaysScrolling(phone);
		});
		if (hasRight) expect(await known()).not.toContain('"right"');
		await answer(page);
		await page.getByRole('button', { name: 'Antwort abgeben' }).press('Enter');
		await expectCounted(page, read);
		expect(await countedBallots(app.db, session.activityId)).toEqual([stored]);
		await session.press('close');
		if (hasRight) expect(await known()).not.toContain('"right"');
		await session.press('reveal');
		await everywhere(async (phone) => {
			await expect(phone.getByRole('figure')).toBeVisible();
			await expectAccessible(phone);
			await expectNoSidewaysScrolling(phone);
		});
		const figure = page.getByRole('figure');
		const said = (await figure.locator('figcaption').innerText()).replace(/[\u2066-\u2069]/g, '');
		expect(said.replaceAll('\u00A0', ' ')).toContain(told);
		if (hasRight) expect(await known()).toContain('"right"');
		if (hasRight)
			await expect(figure.getByRole('rowheader').filter({ hasText: '✓ richtig' })).toHaveCount(1);
		await expect(stage.getByRole('figure')).toBeVisible();
		await expectAccessible(stage);
	}
});

test('without scripts an order is made with lists, and points that do not add up are told and kept', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db, { questions: [whatFirst, howMuchOfEach] });
	await session.press('start', 'next');
	const { page, context } = await takePhone(browser, app.origin, { javaScriptEnabled: false });
	await page.goto(`/j/${session.code}`);
	await page.getByLabel('1. Wahl').selectOption('Trinkwasser');
	await page.getByLabel('3. Wahl').selectOption('Bänke');
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	await expectCounted(page, '1. Trinkwasser, 2. Bänke');

	await session.press('close', 'next');
	await page.goto(`/j/${session.code}`);
	await page.getByLabel('Schatten').fill('8');
	await page.getByLabel('Bänke').fill('5');
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	expect((await answered).status()).toBe(422);
	await expect(page.getByRole('alert')).toHaveText(
		'Das sind 3 zu viel: Es gibt 10 Punkte, Sie haben 13 verteilt.'
	);
	await expect(page.getByLabel('Bänke')).toHaveValue('5');
	expect(await countedBallots(app.db, session.activityId)).toEqual([]);
	await context.close();
});
