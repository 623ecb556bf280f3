import { quarterWithLife } from '../fixture/quarter.ts';
import { expect, test } from './app.ts';

test.beforeAll(({ app }) => quarterWithLife(app.db));

test('a quarter shows what runs in it, what comes and what became of earlier things', async ({
	page
}) => {
	await page.goto('/q/bielefeld');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bielefeld');
	for (const title of ['Lebenslagenbericht', 'Aktionstag Treppenplatz', 'Stadtteilbegehung']) {
		await expect(page.getByRole('heading', { name: title })).toBeVisible();
	}
});

test('a square shows the way back to its city and its place among its neighbours', async ({
	page
}) => {
	await page.goto('/q/bielefeld-kesselbrink');
	await expect(page.getByRole('img', { name: /Karte von Mitte/ })).toBeVisible();
	await page.getByRole('navigation', { name: 'Sie sind hier' }).getByText('Mitte').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mitte');
});

test('an unknown quarter is a page that helps to find one', async ({ page }) => {
	const answer = await page.goto('/q/atlantis');
	expect(answer?.status()).toBe(404);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Diese Seite gibt es nicht');
	await page.getByLabel('Einen Ort suchen').fill('joellen');
	await page.getByRole('button', { name: 'Suchen' }).click();
	await expect(page.getByText('1 Ort zu „joellen“')).toBeVisible();
	await page.getByRole('link', { name: 'Jöllenbeck' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jöllenbeck');
});

test('a search without a hit leads back to all places', async ({ page }) => {
	await page.goto('/en/q?name=%3Cb%3Eatlantis');
	await expect(page.getByText('0 places for “<b>atlantis”')).toBeVisible();
	await page.getByRole('link', { name: 'Show all places' }).click();
	await expect(page.getByRole('link', { name: 'Kesselbrink' })).toBeVisible();
});

for (const page_ of ['0', '-3', '1e9', 'x', '2.7']) {
	test(`?page=${page_} is no fault`, async ({ page }) => {
		const answer = await page.goto(`/q/bielefeld?page=${page_}`);
		expect(answer?.status()).toBe(200);
	});
}
