import { quarterWithLife, silence } from '../fixture/quarter.ts';
import { expect, test } from './app.ts';

test.describe.configure({ mode: 'serial' });

test('an empty house says so and shows the way for a code', async ({ page, app }) => {
	await silence(app.db);
	await page.goto('/');
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await expect(page.getByText('Gerade läuft hier nichts.')).toBeVisible();
	await expect(page.getByLabel('Code eingeben')).toHaveAttribute('inputmode', 'numeric');
});

test.describe('with something on', () => {
	test.beforeAll(({ app }) => quarterWithLife(app.db));

	test('the home page sends no JavaScript and nothing from elsewhere', async ({ page, app }) => {
		const requests: string[] = [];
		page.on('request', (request) => requests.push(request.url()));
		await page.goto('/');
		expect(requests.filter((url) => !url.startsWith(app.origin))).toEqual([]);
		expect(requests.filter((url) => new URL(url).pathname.endsWith('.js'))).toEqual([]);
	});

	test('a typed code leads to the session', async ({ page }) => {
		await page.goto('/');
		await page.getByLabel('Code eingeben').fill('402 619');
		await page.getByRole('button', { name: 'Mitmachen' }).click();
		await expect(page).toHaveURL(/\/j\/402619/);
	});

	test('what is running leads to taking part', async ({ page }) => {
		await page.goto('/');
		await page.getByRole('link', { name: /^Jetzt mitmachen/ }).click();
		await expect(page).toHaveURL(/\/j\/402619/);
	});

	test('nothing is remembered before somebody chooses, then only the place', async ({ page }) => {
		await page.goto('/');
		expect(await page.context().cookies()).toEqual([]);
		await page.getByLabel('Mein Quartier').selectOption('bielefeld-brackwede');
		await page.getByRole('button', { name: 'Zeigen' }).click();
		await expect(page.getByRole('heading', { name: 'Was läuft: Brackwede' })).toBeVisible();
		await expect(page.getByText('Aktionstag Treppenplatz')).toBeVisible();
		await expect(page.getByRole('heading', { name: /^Lebenslagenbericht/ })).toBeHidden();
		expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['palaver_place']);
	});

	test('a choice can be taken back', async ({ page }) => {
		await page.goto('/q/bielefeld-brackwede');
		await page.getByRole('button', { name: 'Das ist mein Quartier' }).click();
		await page.goto('/');
		await page.getByRole('button', { name: 'Alle Orte zeigen' }).click();
		await expect(page.getByRole('heading', { name: /^Lebenslagenbericht/ })).toBeVisible();
		expect(await page.context().cookies()).toEqual([]);
	});

	test('a place that does not exist cannot be chosen', async ({ page }) => {
		await page.goto('/');
		const answer = await page.request.post('/?/choose', {
			form: { place: 'atlantis' },
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' }
		});
		expect(answer.status()).toBe(422);
		expect(await answer.text()).toContain('Diesen Ort kennen wir nicht.');
		expect(answer.headers()['set-cookie']).toBeUndefined();
	});

	test('answers that are overdue are counted in public', async ({ page }) => {
		await page.goto('/');
		await expect(page.getByText('Zu 1 Aktion fehlt noch eine Antwort.')).toBeVisible();
		await expect(page.getByText('Antwort überfällig')).toBeVisible();
		await expect(page.getByText('Zwei neue Laternen stehen seit Oktober.')).toBeVisible();
	});

	test('the language switch keeps the page and speaks each language itself', async ({ page }) => {
		await page.goto('/q?name=kessel');
		for (const [name, lang, path] of [
			['Leichte Sprache', 'de-simple', '/leicht/q'],
			['English', 'en', '/en/q'],
			['العربية', 'ar', '/ar/q'],
			['Deutsch', 'de', '/q']
		] as const) {
			const link = page.locator('header nav').getByRole('link', { name, exact: true });
			await expect(link).toHaveAttribute('lang', lang);
			await link.click();
			await expect(page).toHaveURL(`${path}?name=kessel`);
			await expect(page.locator('html')).toHaveAttribute('lang', lang);
			await expect(page.locator('html')).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
		}
	});

	test('by keyboard the first stop leads past the header, and the code can be entered', async ({
		page
	}) => {
		await page.goto('/');
		await page.keyboard.press('Tab');
		await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused();
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		await expect(page.getByLabel('Code eingeben')).toBeFocused();
		await page.keyboard.type('402619');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(/\/j\/402619/);
	});
});
