import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { buildTown } from '../fixture/town.ts';
import { expect, test } from './app.ts';

test.use({ javaScriptEnabled: false });

test('a link that counts no more is explained and answers 404', async ({ page }) => {
	for (const path of ['/reset/unknown', '/invitation/unknown']) {
		const answer = await page.goto(path);
		expect(answer?.status()).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.locator('input[type=password]')).toHaveCount(0);
	}
});

test('a date that is none is named at its field, keeps what was typed, and answers 422', async ({
	page,
	app
}) => {
	await buildTown(app.db);
	const chief = await createAccount(app, {
		roles: [{ role: 'administrator', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, chief);
	expect((await page.goto('/admin/history?from=2026-02-31&subject=haus'))?.status()).toBe(422);
	await expect(page.locator('#from')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('#subject')).toHaveValue('haus');
	expect((await page.goto('/admin/history?from=2026-02-28'))?.status()).toBe(200);
});
