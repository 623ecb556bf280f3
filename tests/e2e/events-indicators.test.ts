import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { happened, runningSeries } from '../fixture/event-facts.ts';
import { importTheCatalogue } from '../fixture/lebenslagen.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';

test.beforeAll(async ({ app }) => {
	await importTheCatalogue(app.db);
	const series = await runningSeries(app.db);
	for (const [day, went] of [
		['2026-09-13', 34],
		['2026-09-20', 51],
		['2026-09-27', 'notHeld']
	] as const)
		await happened(app.db, series, { starts: [`${day}T15:00`], went: [went] });
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner finds the band per action as the catalogue has it, looks at the value and releases it', async ({
		app,
		page
	}) => {
		const roles = [{ role: 'planner', placeId: 'bielefeld' }] as const;
		await beSignedIn(page, app, await createAccount(app, { roles }));
		await page.goto('/plan/indicators/540-2.3b2');
		await expect(page.getByRole('radio', { name: /^Jedes für sich/ })).toBeChecked();
		await expect(page.getByRole('checkbox', { name: /^Besuch eines Termins/ })).toBeChecked();
		await expect(page.locator('#eachLower')).toHaveValue('30');
		await page.locator('#eachUpper').fill('20');
		await page.getByRole('button', { name: 'Wert ansehen' }).click();
		await expect(page.locator('#eachUpper')).toHaveAttribute('aria-invalid', 'true');
		await page.locator('#eachUpper').fill('50');
		await page.getByText(/^Nur für diese Zielgruppen/).click();
		await page.getByRole('checkbox', { name: 'Familien', exact: true }).check();
		await page.getByRole('button', { name: 'Wert ansehen' }).click();
		await expect(page.getByText('nur: Begegnung auf dem Platz · für: Familien')).toBeVisible();
		await expect(page.getByText('1 von 2 erfüllen die Vorgabe: 30 bis 50.')).toBeVisible();
		await page.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
		await page.getByRole('button', { name: 'Wert jetzt berechnen' }).click();
		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();
		await page.goto('/measures/540-2');
		await expect(page.getByText('1 von 2 erfüllen die Vorgabe: 30 bis 50.')).toBeVisible();
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the editor of such an indicator is accessible at ${locale || '/de'} and fits on a narrow phone`, async ({
		app,
		page
	}) => {
		const roles = [{ role: 'planner', placeId: 'bielefeld' }] as const;
		await page.setViewportSize({ width: 320, height: 700 });
		await beSignedIn(page, app, await createAccount(app, { roles }));
		for (const key of ['540-2.3b2', '540-2.3c1', '170-1.1']) {
			const response = await page.goto(`${locale}/plan/indicators/${key}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
