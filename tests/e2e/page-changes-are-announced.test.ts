import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { buildTown } from '../fixture/town.ts';
import { expect, test } from './app.ts';

test('a change of page is told to screen readers and takes no room on the page', async ({
	page,
	app
}) => {
	await buildTown(app.db);
	const chief = await createAccount(app, {
		roles: [{ role: 'administrator', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, chief);
	await page.goto('/account');
	const announcer = page.locator('#svelte-announcer');
	await expect(announcer).toBeAttached();
	await page.evaluate(() => document.querySelector<HTMLAnchorElement>('a[href="/admin"]')!.click());
	await expect(page).toHaveURL(/\/admin$/);
	await expect(announcer).not.toBeEmpty();
	expect(await announcer.evaluate((element) => element.getBoundingClientRect().height)).toBe(1);
});

test('a new phone for the second factor takes the password', async ({ page, app }) => {
	const chief = await createAccount(app, {
		roles: [{ role: 'administrator', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, chief);
	await page.goto('/account/second-factor');
	await page.getByLabel('Code', { exact: true }).fill('000000');
	await page.locator('#current').fill('not my password');
	await page.getByRole('button', { name: 'Einrichten' }).click();
	await expect(page.locator('#current')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.getByLabel('Code', { exact: true })).toHaveValue('000000');
});
