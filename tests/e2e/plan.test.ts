import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { importTheCatalogue, lebenslagenSession } from '../fixture/lebenslagen.ts';

/** Resident and staff pages work without scripts; only axe needs them. */
const withoutScripts = { javaScriptEnabled: false };

test.beforeAll(async ({ app }) => {
	await importTheCatalogue(app.db);
	await lebenslagenSession(app.db, {
		title: 'Planungsrunde',
		question: 'Wie gut war die Planungsrunde?'
	});
});

test.beforeEach(async ({ app, page }) => {
	const planner = await createAccount(app, { roles: [{ role: 'planner', placeId: 'bielefeld' }] });
	await beSignedIn(page, app, planner);
});

test.describe('without JavaScript', () => {
	test.use(withoutScripts);
	test('a planner connects an indicator, looks at the value, releases and corrects it, without JavaScript', async ({
		page
	}) => {
		await page.goto('/plan/indicators/540-3.1c');
		// The catalogue thinks of an event; here people were asked in a session.
		await page.getByRole('checkbox', { name: /^Besuch eines Termins/ }).uncheck();
		await page.getByLabel('Format', { exact: true }).selectOption('live');
		await page.getByRole('checkbox', { name: /^Antwort \(eine/ }).check();
		await page.getByRole('radio', { name: 'Mittelwert' }).check();
		await page.getByText('Aktivitäten und Fragen').click();
		await page.getByLabel('Wie gut war die Planungsrunde?').check();
		await page.getByRole('button', { name: 'Wert ansehen' }).click();
		await expect(page.getByText('30 Antworten zählen; der Mittelwert ist 7,5.')).toBeVisible();
		await page.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
		await page.getByRole('button', { name: 'Wert jetzt berechnen' }).click();
		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();
		await expect(page.getByText('Noch nicht erreicht')).toBeVisible();

		await page.getByText('Berichtigen', { exact: true }).first().click();
		await page.getByLabel('Grund der Berichtigung').fill('Eine Runde wurde zu spät geschlossen.');
		await page.getByRole('button', { name: 'Berichtigen' }).click();
		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();
		await page.goto('/measures/540-3');
		await expect(
			page.getByText('Berichtigt einen früheren Wert: Eine Runde wurde zu spät geschlossen.')
		).toBeVisible();

		await page.goto('/plan/indicators/540-3.1c');
		await page.getByRole('link', { name: 'Herkunft' }).first().click();
		await expect(page.getByRole('row')).toHaveCount(31);
	});

	test('an incomplete definition names the field and keeps what was typed', async ({ page }) => {
		await page.goto('/plan/indicators/540-3.1d');
		await page.getByLabel('Format', { exact: true }).selectOption('live');
		await page.getByRole('checkbox', { name: /^Antwort \(eine/ }).check();
		await page.getByRole('radio', { name: 'Anteil in Prozent' }).check();
		await page.getByLabel('Wert ab').fill('sieben');
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Wert ansehen' }).click();
		expect((await answer).status()).toBe(422);
		await expect(page.getByLabel('Wert ab')).toHaveValue('sieben');
		await expect(page.getByText('Bitte eine Zahl angeben.')).toBeVisible();
	});

	test('a planner translates the texts of a measure; readers of that language read them', async ({
		page
	}) => {
		await page.goto('/plan/measures/540-3?in=en');
		await page.getByLabel('Titel').fill('Planning with everybody');
		await page.getByLabel('Kennzahl 540-3.1c').fill('x'.repeat(301));
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Höchstens 300 Zeichen.')).toBeVisible();
		await expect(page.getByLabel('Titel')).toHaveValue('Planning with everybody');
		await page.getByLabel('Kennzahl 540-3.1c').fill('');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await page.goto('/en/measures/540-3');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Planning with everybody');
		const untranslated = page.locator('[id="540-3.1c-label"] bdi');
		await expect(untranslated).toHaveAttribute('lang', 'de');
		await page.goto('/ar/measures/540-3');
		await expect(page.locator('h1 bdi')).toHaveAttribute('lang', 'ar');
	});

	test('the import shows what changes before anything changes, and names line and field of a mistake', async ({
		page
	}) => {
		const upload = (text: string) =>
			page.getByLabel('Datei (JSON)').setInputFiles({
				name: 'katalog.json',
				mimeType: 'application/json',
				buffer: Buffer.from(text)
			});
		const { readFileSync } = await import('node:fs');
		const original = readFileSync('demo/measures.json', 'utf8');
		await page.goto('/plan/measures');
		await upload(original.replace('"target": 543', '"target": "many"'));
		await page.getByRole('button', { name: 'Änderungen ansehen' }).click();
		await expect(page.getByRole('row', { name: /Jobcenter-1.1 target/ })).toContainText(
			'falsche Art'
		);

		await upload(original.replace('"target": 543', '"target": 600'));
		await page.getByRole('button', { name: 'Änderungen ansehen' }).click();
		// Translations that an earlier test wrote may change too.
		const target = page.getByRole('listitem').filter({ hasText: 'Jobcenter-1.1' });
		await expect(target.locator('ins')).toHaveText('600');
		await page.getByText('Genau so übernehmen').first().click();
		await page.getByRole('button', { name: 'Genau so übernehmen' }).click();
		await expect(page.getByText('Der Katalog ist übernommen.')).toBeVisible();
		await page.goto('/measures/Jobcenter-1');
		await expect(page.getByText('mindestens 600')).toBeVisible();
	});
});

for (const prefix of ['', '/en', '/leicht', '/ar']) {
	for (const path of [
		'/plan',
		'/plan/measures',
		'/plan/measures/540-3',
		'/plan/indicators/540-3.1a'
	]) {
		test(`${prefix}${path} is accessible and fits a narrow phone`, async ({ page }) => {
			await page.setViewportSize({ width: 320, height: 700 });
			await page.goto(`${prefix}${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		});
	}
}

test('who plans nowhere is refused', async ({ app, page }) => {
	const moderator = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, moderator);
	for (const path of [
		'/plan',
		'/plan/measures',
		'/plan/measures/540-3',
		'/plan/indicators/540-3.1a'
	]) {
		expect((await page.goto(path))?.status(), path).toBe(403);
	}
});
