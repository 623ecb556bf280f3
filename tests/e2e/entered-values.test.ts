import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { importTheCatalogue } from '../fixture/lebenslagen.ts';

test.beforeAll(async ({ app }) => importTheCatalogue(app.db));

test.beforeEach(async ({ app, page }) => {
	const planner = await createAccount(app, {
		name: 'Jana Planung',
		roles: [{ role: 'planner', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, planner);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner enters a value with evidence, releases and corrects it; everybody sees that it was entered', async ({
		page
	}) => {
		await page.goto('/plan');
		await page.getByText(/von \d+ haben einen Wert/).click();
		await page.getByRole('link', { name: /540-1\.C3/ }).click();
		await page.getByLabel('Wert (Seitenaufrufe)').fill('1.250');
		await page.getByLabel('Zeitraum: erster Tag').fill('2026-05-01');
		await page.getByLabel('Zeitraum: letzter Tag').fill('2026-05-31');
		await page.getByLabel('Link (https)').fill('https://statistik.stadt.example/mai');
		await page.getByLabel('Quelle (Fachverfahren oder Amt)').fill('Webstatistik');
		await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		await expect(page.locator('#draft')).toContainText('1.250');
		await expect(page.locator('#draft')).toContainText('Eingetragen von Jana Planung');

		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();
		await page.locator('#released').getByText('Berichtigen', { exact: true }).click();
		const correction = page.locator('#released form');
		await correction.getByLabel('Wert (Seitenaufrufe)').fill('5.250');
		await correction
			.getByLabel('Grund der Berichtigung')
			.fill('Die Aufrufe der App hatten gefehlt.');
		await correction.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();

		await page.goto('/measures/540-1');
		const card = page.locator('[id="540-1.C3"]');
		await expect(card).toContainText('Von Hand eingetragen');
		await expect(card).toContainText('Ziel erreicht');
		await expect(card).toContainText('5.250');
		await expect(card).toContainText('die Plattform hat ihn nicht berechnet');
		await expect(card.getByRole('link', { name: 'statistik.stadt.example' })).toHaveAttribute(
			'href',
			'https://statistik.stadt.example/mai'
		);
		await expect(card).toContainText(
			'Berichtigt einen früheren Wert: Die Aufrufe der App hatten gefehlt.'
		);
	});

	test('a milestone is reached on a day', async ({ page }) => {
		await page.goto('/plan/indicators/540-2.4d1');
		await page.getByLabel('Ja, erreicht').check();
		await page.getByLabel('Am (oder geprüft am)').fill('2026-03-12');
		await page.getByLabel('Beschluss oder Vorlage (Drs.-Nr.)').fill('Drs. 4711/2020-2025');
		await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();
		await page.goto('/measures/540-2');
		const card = page.locator('[id="540-2.4d1"]');
		await expect(card).toContainText('Erreicht am 12.03.2026');
		await expect(card).toContainText('Drs. 4711/2020-2025');
		await expect(card).toContainText('Ziel erreicht');
	});

	test('what does not fit is named at its field, what was typed stays, and nothing is saved', async ({
		page
	}) => {
		await page.goto('/plan/indicators/540-1.A1');
		await page.getByLabel('Wert (Standorte)').fill('zwei');
		await page.getByLabel('Zeitraum: erster Tag').fill('2026-01-01');
		await page.getByLabel('Zeitraum: letzter Tag').fill('2099-12-31');
		await page.getByLabel('Link (https)').fill('http://stadt.example');
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
		expect((await answer).status()).toBe(422);
		await expect(page.getByText('Bitte eine Zahl angeben.')).toBeVisible();
		await expect(page.getByText('Dieser Tag liegt in der Zukunft.')).toBeVisible();
		await expect(page.getByText('Der Link muss mit https:// beginnen.')).toBeVisible();
		await expect(page.getByLabel('Wert (Standorte)')).toHaveValue('zwei');
		await expect(page.getByLabel('Zeitraum: letzter Tag')).toHaveValue('2099-12-31');
		await expect(page.getByText('Es gibt keinen Entwurf.')).toBeVisible();
	});
});

for (const prefix of ['', '/en', '/leicht', '/ar']) {
	test(`${prefix || '/de'}: number, share, milestone and their public page are accessible and fit a narrow phone`, async ({
		page
	}) => {
		test.slow(); // five long pages with everything open, each read by axe
		await page.setViewportSize({ width: 320, height: 700 });
		for (const path of [
			'/plan/indicators/540-1.C3',
			'/plan/indicators/Jobcenter-2.4a',
			'/plan/indicators/540-2.4d1',
			'/measures/540-1',
			'/plan'
		]) {
			await page.goto(`${prefix}${path}`);
			for (const summary of await page.locator('main details:not([open]) > summary').all())
				if (await summary.isVisible()) await summary.click();
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
}
