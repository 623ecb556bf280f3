import type { Page } from '@playwright/test';
import {
	countedBallots,
	howWellInvolved,
	liveSession,
	squareInWords,
	useOfTheSquare,
	whatIsMissing
} from '../fixture/live-session.ts';
import { expect, test } from './app.ts';
import { expectCounted, question, send } from './phones.ts';

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

/** What a browser without scripts does by itself after some seconds, done now. */
async function reloadBySelf(page: Page): Promise<void> {
	await expect(page.locator('noscript meta[http-equiv=refresh]')).toHaveCount(1);
	await page.goto(page.url());
}

test('the whole session by plain pages: code, four questions, change, results, thanks', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, {
		questions: [useOfTheSquare, howWellInvolved, squareInWords, whatIsMissing]
	});
	await session.press('start');

	await page.goto('/j');
	await page.getByLabel('Code').fill(session.code);
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await expect(page.getByText('Sie sind dabei.')).toBeVisible();

	await session.press('next');
	await reloadBySelf(page);
	await page.getByText('Ruhe und Schatten').click();
	await send(page);
	await expectCounted(page, 'Ruhe und Schatten');

	await page.getByRole('link', { name: 'Antwort ändern' }).click();
	await expect(page.getByRole('radio', { name: 'Ruhe und Schatten' })).toBeChecked();
	await page.getByText('Markt und Feste').click();
	await page.getByRole('button', { name: 'Neue Antwort abgeben' }).click();
	await expectCounted(page, 'Markt und Feste');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['market']]);

	await session.press('close');
	await reloadBySelf(page);
	await expect(page.getByRole('heading', { name: 'Die Abstimmung ist beendet' })).toBeVisible();
	await expect(page.getByText('Ihre Antwort: Markt und Feste')).toBeVisible();

	await session.press('reveal');
	await reloadBySelf(page);
	await expect(page.getByRole('figure')).toContainText('Eine Person hat geantwortet');

	await session.press('next');
	await reloadBySelf(page);
	await page.getByRole('radio', { name: '8', exact: true }).check();
	await send(page);
	await expectCounted(page, '8');

	await session.press('close', 'next');
	await reloadBySelf(page);
	await page.getByLabel('Wort 1').fill('Treffpunkt');
	await page.getByLabel('Wort 2').fill('ساحة');
	await send(page);
	await expectCounted(page, 'Treffpunkt, ساحة');

	await session.press('close', 'next');
	await reloadBySelf(page);
	await page.getByRole('textbox').fill('Schatten');
	await send(page);
	await expectCounted(page, 'Schatten');

	await session.press('close', 'end');
	await reloadBySelf(page);
	await expect(question(page)).toHaveText('Danke fürs Mitmachen!');
	await expect(page.locator('noscript meta[http-equiv=refresh]')).toHaveCount(0);
});

test('a page on which somebody fills in an answer never reloads by itself', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await page.goto(`/j/${session.code}`);
	await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
	await expect(page.getByRole('link', { name: 'Seite neu laden' })).toBeVisible();
});

test('whoever does not want reloading can pause it', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start');
	await page.goto(`/j/${session.code}`);
	await page.getByRole('link', { name: 'Anhalten' }).click();
	await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
	await page.getByRole('link', { name: 'Wieder von selbst neu laden' }).click();
	await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(1);
});

test('voting joins: nobody needs a step before the first answer', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await page.goto(`/j/${session.code}`);
	await page.getByText('Sport und Bewegung').click();
	await send(page);
	await expectCounted(page, 'Sport und Bewegung');
});

test('looking at the page makes no participant: a preview of the link is nobody', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await page.goto(`/j/${session.code}`);
	const people = await app.db
		.selectFrom('liveParticipants')
		.select('participant')
		.where('activityId', '=', session.activityId)
		.execute();
	expect(people).toEqual([]);
});

test('an empty ballot is told at the question; too many words are kept to be shortened', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [useOfTheSquare, whatIsMissing] });
	await session.press('start', 'next');
	await page.goto(`/j/${session.code}`);
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await send(page);
	expect((await answered).status()).toBe(422);
	await expect(page.getByRole('alert')).toBeVisible();

	await session.press('close', 'next');
	await page.goto(`/j/${session.code}`);
	const typed = '😀'.repeat(301);
	await page.getByRole('textbox').fill(typed);
	await send(page);
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByRole('textbox')).toHaveValue(typed);
});

test('a written answer that comes too late is shown again, with the reason', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [whatIsMissing, useOfTheSquare] });
	await session.press('start', 'next');
	await page.goto(`/j/${session.code}`);
	await page.getByRole('textbox').fill('Mehr Bänke');
	await session.press('close', 'next');
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await send(page);
	expect((await answered).status()).toBe(409);
	await expect(page.getByText('Sie wurde nicht gezählt.')).toBeVisible();
	await expect(page.getByText('Mehr Bänke')).toBeVisible();
	await expect(question(page)).toContainText('Wofür soll der Kesselbrink');
});

test('the organisation is asked for once, kept when refused, and optional where it is optional', async ({
	app,
	page
}) => {
	const optional = await liveSession(app.db, { organisationField: 'optional' });
	await optional.press('start');
	await page.goto(`/j/${optional.code}`);
	const field = page.getByLabel('Für welche Organisation sind Sie hier?');
	await field.fill('A'.repeat(121));
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await expect(page.getByText('Der Name ist zu lang.')).toBeVisible();
	await expect(field).toHaveValue('A'.repeat(121));
	await field.fill('');
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await expect(page.getByText('Sie sind dabei.')).toBeVisible();
});

test('names of the register are offered while typing', async ({ app, page }) => {
	const session = await liveSession(app.db, { organisationField: 'required' });
	await app.db
		.insertInto('organisations')
		.values({
			name: 'Sportfreunde Kesselbrink',
			nameKey: 'sportfreunde kesselbrink',
			kind: 'association'
		})
		.execute();
	await session.press('start');
	await page.goto(`/j/${session.code}`);
	await expect(page.locator('datalist option[value="Sportfreunde Kesselbrink"]')).toHaveCount(1);
});

test('the stage shows everything without a script, too', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await page.goto(`/live/${session.code}/stage`);
	await expect(question(page)).toContainText('Wofür soll der Kesselbrink');
	await expect(page.getByRole('img', { name: /^QR-Code/ })).toBeVisible();
	await expect(page.locator('noscript meta[http-equiv=refresh]')).toHaveCount(1);
});

test('a wrong code is 404, an expired one 410; both are told and what was typed stays', async ({
	app,
	page
}) => {
	const unknown = await page.goto('/j?code=12%2034');
	expect(unknown?.status()).toBe(404);
	await expect(page.getByText('Ein Code hat genau sechs Ziffern.')).toBeVisible();
	await expect(page.getByLabel('Code')).toHaveValue('12 34');

	const free = await page.goto('/j?code=٠٠٠ ٠٠٠');
	expect(free?.status()).toBe(404);
	await expect(page.getByText('Diesen Code gibt es nicht.')).toBeVisible();
	await expect(page.getByLabel('Code')).toHaveValue('٠٠٠ ٠٠٠');

	const session = await liveSession(app.db);
	await session.press('start');
	await app.db
		.updateTable('liveSessions')
		.set({ codeExpiredAt: new Date() })
		.where('activityId', '=', session.activityId)
		.execute();
	const expired = await page.goto(`/j/${session.code}`);
	expect(expired?.status()).toBe(410);
	await expect(page.getByText('der Code gilt nicht mehr')).toBeVisible();
	await expect(page.getByLabel('Code')).toHaveValue(session.code);
});
