import type { Page } from '@playwright/test';
import {
	howWellInvolved,
	liveSession,
	squareInWords,
	useOfTheSquare,
	whatIsMissing
} from '../fixture/live-session.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { openSession, question, takePhone } from './phones.ts';

const languages = [
	['de', ''],
	['en', '/en'],
	['de-simple', '/leicht'],
	['ar', '/ar']
] as const;

async function expectGood(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNoSidewaysScrolling(page);
}

for (const [locale, prefix] of languages) {
	test(`every state of the phone and the stage is accessible at 320 px (${locale})`, async ({
		app,
		browser
	}) => {
		test.setTimeout(180_000);
		const session = await liveSession(app.db, {
			questions: [useOfTheSquare, howWellInvolved, squareInWords, whatIsMissing]
		});
		const { page, context } = await takePhone(browser, app.origin, {
			viewport: { width: 320, height: 640 }
		});
		const stage = await context.newPage();
		await stage.setViewportSize({ width: 1280, height: 720 });
		await page.goto(`${prefix}/j`);
		await expectGood(page);
		await page.goto(`${prefix}/j?code=1`);
		await expectGood(page);

		await session.press('start');
		await openSession(page, session.code, prefix);
		await stage.goto(`${prefix}/live/${session.code}/stage`);
		await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr');
		await expectGood(page);
		await expectGood(stage);

		for (const commands of [['next'], ['close'], ['reveal']] as const) {
			await session.press(...commands);
			const phase = { next: 'open', close: 'closed', reveal: 'revealed' }[commands[0]];
			await expect(page.locator('#view')).toHaveAttribute('data-phase', phase);
			await expectGood(page);
			await expectGood(stage);
		}

		for (const type of ['scale', 'words', 'text']) {
			await session.press('next');
			await expect(page.locator('#view')).toHaveAttribute('data-phase', 'open');
			await expectGood(page);
			const field =
				type === 'scale' ? page.getByRole('radio').first() : page.getByRole('textbox').first();
			if (type === 'scale') await field.check();
			else await field.fill('ساحة Platz 🛹');
			await page.locator('[data-ballot] button').click();
			await expect(page.locator('[data-counted]')).toBeVisible();
			await expectGood(page);
			await session.press('close', 'reveal');
			await expect(page.getByRole('figure')).toBeVisible();
			await expectGood(page);
			await expect(stage.getByRole('figure')).toBeVisible();
			await expectGood(stage);
		}

		await session.press('end');
		await expect(page.locator('#view')).toHaveAttribute('data-phase', 'ended');
		await expectGood(page);
		await expectGood(stage);
		await context.close();
	});
}

test('the link has no language in it: the phone decides, and the switch decides for good', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	const { page, context } = await takePhone(browser, app.origin, { locale: 'ar-SY' });
	await page.goto(`/j/${session.code}`);
	await expect(page).toHaveURL(`/ar/j/${session.code}`);
	await expect(question(page)).toContainText('كيسلبرينك');
	await page.locator('summary').click();
	await page.getByRole('link', { name: 'Deutsch' }).click();
	await expect(page).toHaveURL(`/j/${session.code}`);
	await page.goto(`/j/${session.code}`);
	await expect(question(page)).toContainText('Wofür soll der Kesselbrink');
	await context.close();
});

test('a language we do not have gets German, and the question in the language it has', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db, {
		title: { en: 'Square talk' },
		locales: ['en'],
		questions: [{ ...squareInWords, prompt: { en: 'What is the square to you?' } }]
	});
	await session.press('start', 'next');
	const { page, context } = await takePhone(browser, app.origin, { locale: 'pl-PL' });
	await page.goto(`/j/${session.code}`);
	await expect(page.getByRole('button', { name: 'Antwort abgeben' })).toBeVisible();
	await expect(question(page)).toHaveText('What is the square to you?');
	await expect(question(page)).toHaveAttribute('lang', 'en');
	await context.close();
});

test('everything by keyboard: choose, send, change, and the focus is where the news is', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await openSession(page, session.code);
	await page.getByRole('radio', { name: 'Sport und Bewegung' }).focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Antwort abgeben' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('region', { name: 'Ihre Antwort ist gezählt' })).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('radio', { name: 'Markt und Feste' })).toBeChecked();
	await expect(page.getByRole('radio').first()).toBeFocused();
});

test('a screen reader hears the new question and the result, once each', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start');
	await openSession(page, session.code);
	const heard = page.locator('#announcer');
	await session.press('next');
	await expect(heard).toHaveText(
		'Neue Frage: Wofür soll der Kesselbrink im Sommer vor allem da sein?'
	);
	await session.press('close');
	await expect(heard).toHaveText('Die Abstimmung ist beendet');
	await session.press('reveal');
	await expect(heard).toHaveText(/^Ergebnis: Noch hat niemand geantwortet\.$/);
});
