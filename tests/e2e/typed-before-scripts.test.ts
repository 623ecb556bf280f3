import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { buildTown } from '../fixture/town.ts';
import { expect, test } from './app.ts';

test('what was typed, ticked, chosen and unfolded before the scripts arrived is still there after', async ({
	app,
	page
}) => {
	await buildTown(app.db);
	const moderator = await createAccount(app, {
		roles: [
			{ role: 'moderator', placeId: 'bielefeld-mitte' },
			{ role: 'moderator', placeId: 'bielefeld-heepen' }
		]
	});
	await beSignedIn(page, app, moderator);
	let letThemCome = () => {};
	const held = new Promise<void>((resolve) => (letThemCome = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto('/staff/live/new?template=platzpalaver', { waitUntil: 'commit' });
	const title = page.getByLabel('Titel: Deutsch', { exact: true });
	const place = page.getByLabel('Ort', { exact: true });
	const arabic = page.getByRole('checkbox', { name: 'Arabisch' });
	await title.fill('Getippt im Funkloch');
	await place.selectOption('bielefeld-heepen');
	const wasTicked = await arabic.isChecked();
	await arabic.setChecked(!wasTicked);
	const fold = page.locator('main details').first();
	await fold.locator('summary').click();
	const isOpen = await fold.evaluate((details: HTMLDetailsElement) => details.open);
	const started = page.waitForFunction(() =>
		Object.keys(window).some((key) => key.startsWith('__svelte'))
	);
	letThemCome();
	await started;
	await page.waitForLoadState('networkidle');
	await expect(title).toHaveValue('Getippt im Funkloch');
	await expect(place).toHaveValue('bielefeld-heepen');
	await expect(arabic).toBeChecked({ checked: !wasTicked });
	expect(await fold.evaluate((details: HTMLDetailsElement) => details.open)).toBe(isOpen);
});
