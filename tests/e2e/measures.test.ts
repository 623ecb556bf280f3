import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import {
	bindBoth,
	computeAndRelease,
	importTheCatalogue,
	lebenslagenSession
} from '../fixture/lebenslagen.ts';

/** Resident and staff pages work without scripts; only axe needs them. */
const withoutScripts = { javaScriptEnabled: false };

test.beforeAll(async ({ app }) => {
	await importTheCatalogue(app.db);
	await bindBoth(app.db, await lebenslagenSession(app.db));
	await computeAndRelease(app.db, '540-3.1a');
	await computeAndRelease(app.db, '540-3.1b');
});

test.describe('without JavaScript', () => {
	test.use(withoutScripts);
	test('residents find the measure that their votes feed, and read value, target and evidence', async ({
		page
	}) => {
		await page.goto('/measures');
		await expect(page.getByRole('status')).toHaveText('39 Maßnahmen');
		await page.getByLabel('Suchen').fill('lebenslagenbericht partizipativer');
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(page.getByRole('status')).toHaveText('1 Maßnahme');
		await page.getByRole('link', { name: /540-3/ }).click();
		const indicator = page.getByRole('article', { name: /Einbezogene Organisationseinheiten/ });
		await expect(indicator).toContainText('22 verschiedene Organisationen haben mitgewirkt.');
		await expect(indicator).toContainText('mindestens 20');
		await expect(indicator).toContainText('Ziel erreicht');
		await indicator.getByText('Woher die Zahl kommt').click();
		await expect(indicator.getByRole('row', { name: /Lebenslagenbericht/ })).toContainText('30');
	});

	test('a filter that finds nothing says so and leads back', async ({ page }) => {
		await page.goto('/measures?q=zeppelin');
		await expect(page.getByText('Nichts gefunden')).toBeVisible();
		await page.locator('main').getByRole('link', { name: 'Filter zurücksetzen' }).last().click();
		await expect(page.getByRole('status')).toHaveText('39 Maßnahmen');
	});

	test('the values come as CSV, the measures over the API with an ETag', async ({ request }) => {
		const csv = await request.get('/measures/540-3/values.csv');
		expect(csv.headers()['content-type']).toContain('text/csv');
		expect(await csv.text()).toContain('540-3.1a');
		const first = await request.get('/api/v1/measures/540-3/indicators/540-3.1a');
		expect(await first.json()).toMatchObject({ value: 22, goal: 'met' });
		const again = await request.get('/api/v1/measures/540-3/indicators/540-3.1a', {
			headers: { 'if-none-match': first.headers()['etag']! }
		});
		expect(again.status()).toBe(304);
		const unknown = await request.get('/api/v1/measures/540-99');
		expect(unknown.status()).toBe(404);
		expect(unknown.headers()['content-type']).toContain('application/problem+json');
		expect((await request.get('/measures/540-99')).status()).toBe(404);
	});
});

for (const prefix of ['', '/en', '/leicht', '/ar']) {
	for (const path of ['/measures', '/measures?view=print', '/measures/540-3']) {
		test(`${prefix}${path} is accessible and fits a narrow phone`, async ({ page }) => {
			await page.setViewportSize({ width: 320, height: 700 });
			await page.goto(`${prefix}${path}`);
			for (const summary of await page.locator('main summary').all()) await summary.click();
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		});
	}
}
