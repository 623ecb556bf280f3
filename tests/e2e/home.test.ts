import { expect, test } from './app.ts';

test('the home page answers in German without a prefix', async ({ page }) => {
	await page.goto('/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});
