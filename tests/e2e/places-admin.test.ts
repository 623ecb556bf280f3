import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { quarterWithLife } from '../fixture/quarter.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';

test.describe.configure({ mode: 'serial' });
test.beforeAll(({ app }) => quarterWithLife(app.db));
test.beforeEach(async ({ app, page }) => {
	const roles = [{ role: 'administrator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles }));
});

const jsonFile = (name: string, text: string) => ({
	name,
	mimeType: 'application/json',
	buffer: Buffer.from(text)
});
const place = (name: string, more: object = {}) =>
	jsonFile(
		'orte.json',
		JSON.stringify([
			{ id: 'bielefeld-kamphof', name, kind: 'quarter', parent: 'bielefeld-mitte', ...more }
		])
	);
const outline = (east: number) =>
	jsonFile(
		'umrisse.geojson',
		JSON.stringify({
			type: 'FeatureCollection',
			features: [
				{
					type: 'Feature',
					properties: { name: 'Heepen' },
					geometry: {
						type: 'Polygon',
						coordinates: [
							[
								[8.55, 52],
								[east, 52],
								[east, 52.05],
								[8.55, 52]
							]
						]
					}
				}
			]
		})
	);

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled });
		const name = javaScriptEnabled ? 'Kamphof am Park' : 'Kamphof am See';

		test('an import shows what would change, then changes it', async ({ page }) => {
			await page.goto('/admin/places');
			await page.getByRole('link', { name: 'Orte importieren' }).click();
			await page.getByLabel('Datei').setInputFiles(place(name));
			await page.getByRole('button', { name: 'Prüfen' }).click();
			await expect(page.getByRole('cell', { name })).toBeVisible();
			await page.getByRole('button', { name: '1 Änderung übernehmen' }).click();
			await expect(page.getByText('1 Änderung ist übernommen.')).toBeVisible();
			await expect(page.getByText(name, { exact: true })).toBeVisible();
		});

		test('an outline comes from a file and goes after a question', async ({ page }) => {
			await page.goto('/admin/places/import?kind=boundaries');
			await page.getByLabel('Datei').setInputFiles(outline(javaScriptEnabled ? 8.6 : 8.65));
			await page.getByRole('button', { name: 'Prüfen' }).click();
			await page.getByRole('button', { name: '1 Änderung übernehmen' }).click();
			await page.goto('/admin/places/bielefeld-heepen');
			await expect(page.getByRole('img', { name: /Karte von Heepen/ })).toBeVisible();
			const remove = page.getByText('Umriss entfernen', { exact: true });
			await remove.first().click();
			await expect(page.getByText(/verschwindet von allen Seiten/)).toBeVisible();
			await page.getByRole('button', { name: 'Umriss entfernen' }).click();
			await expect(page.getByText('Der Umriss ist entfernt.')).toBeVisible();
		});

		test('a wrong position is told at its field and what was typed stays', async ({ page }) => {
			await page.goto('/admin/places/bielefeld-heepen');
			await page.getByLabel('Geografische Breite').fill('520,2');
			await page.getByLabel('Geografische Länge').fill('8.6');
			await page.getByRole('button', { name: 'Speichern' }).click();
			const field = page.getByLabel('Geografische Breite');
			await expect(field).toHaveValue('520,2');
			await expect(field).toHaveAttribute('aria-invalid', 'true');
			await expect(page.getByText(/zwischen -90 und 90/)).toBeVisible();
			await field.fill('52,02');
			await page.getByRole('button', { name: 'Speichern' }).click();
			await expect(page.getByText('Gespeichert.')).toBeVisible();
			await expect(field).toHaveValue('52.02');
		});
	});
}

test('a wrong file names line, field and what stands there', async ({ page }) => {
	await page.goto('/admin/places/import?kind=places');
	await page.getByLabel('Datei').setInputFiles(place('Kamphof', { kind: 'Viertel' }));
	await page.getByRole('button', { name: 'Prüfen' }).click();
	const row = page.getByRole('row', { name: /Zeile 1 · kind/ });
	await expect(row).toContainText('Diese Art von Ort gibt es nicht.');
	await expect(row).toContainText('Viertel');
	await expectAccessible(page);
});

test('a file of more than two million characters is refused with a reason', async ({ page }) => {
	await page.goto('/admin/places/import?kind=places');
	await page.getByLabel('Datei').setInputFiles(jsonFile('gross.json', ' '.repeat(2_100_000)));
	await page.getByRole('button', { name: 'Prüfen' }).click();
	await expect(page.getByText(/größer als 2 Millionen Zeichen/)).toBeVisible();
});

test('no other form takes as much as an import', async ({ page, app }) => {
	const answer = await page.request.post(`${app.origin}/?/choose`, {
		form: { place: 'x'.repeat(600_000) },
		headers: { origin: app.origin }
	});
	expect(answer.status()).toBe(413);
});

test('what somebody else changed after the preview is shown before it is done', async ({
	page,
	app
}) => {
	await page.goto('/admin/places/import?kind=places');
	await page.getByLabel('Datei').setInputFiles(place('Kamphof neu'));
	await page.getByRole('button', { name: 'Prüfen' }).click();
	await app.db
		.updateTable('places')
		.set({ name: 'Kamphof dazwischen' })
		.where('id', '=', 'bielefeld-kamphof')
		.execute();
	await page.getByRole('button', { name: '1 Änderung übernehmen' }).click();
	await expect(page.getByText(/Inzwischen hat jemand die Orte geändert/)).toBeVisible();
	await expect(page.getByRole('cell', { name: 'Kamphof dazwischen' })).toBeVisible();
});

test('places of another city are refused', async ({ page }) => {
	await page.goto('/admin/places/import?kind=places');
	const elsewhere = { id: 'hamm-mitte', kind: 'district', parent: 'hamm' };
	await page.getByLabel('Datei').setInputFiles(place('Mitte', elsewhere));
	await page.getByRole('button', { name: 'Prüfen' }).click();
	await expect(page.getByText(/Orte, die Sie nicht verwalten/)).toBeVisible();
	await expect(page.getByRole('link', { name: /^Bearbeiten.*Hamm/ })).toHaveCount(0);
});

test('a moderator sees no places to keep', async ({ page, app }) => {
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles }));
	for (const path of ['/admin/places', '/admin/places/bielefeld', '/admin/places/import']) {
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBe(403);
	}
});

for (const prefix of ['', '/leicht', '/en', '/ar']) {
	test(`the pages under "${prefix}/admin/places" are accessible and fit a phone`, async ({
		page
	}) => {
		for (const path of [
			'',
			'/bielefeld-heepen',
			'/import?kind=places',
			'/import?kind=boundaries'
		]) {
			await page.setViewportSize({ width: 1280, height: 800 });
			await page.goto(`${prefix}/admin/places${path}`);
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 256 });
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
}

test('on a phone the menu opens without JavaScript and marks where one is', async ({
	browser,
	app
}) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		locale: 'de-DE',
		viewport: { width: 320, height: 600 }
	});
	const page = await context.newPage();
	const roles = [{ role: 'administrator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles, name: 'Kim Nowak' }));
	await page.goto(`${app.origin}/admin/places`);
	await page.getByText('Menü').click();
	const menu = page.getByRole('navigation', { name: 'Arbeitsbereich' });
	await expect(menu.getByRole('link', { name: 'Verwaltung' })).toHaveAttribute(
		'aria-current',
		'true'
	);
	await expect(menu.getByRole('link', { name: 'Planung' })).toHaveCount(0);
	await expect(page.getByText('Angemeldet als Kim Nowak').first()).toBeVisible();
	await context.close();
});
