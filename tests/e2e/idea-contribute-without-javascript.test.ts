import { jpeg, jpegWithPosition, svgWithScript } from '../fixture/photos.ts';
import { expect, test } from './app.ts';
import {
	atTheForm,
	chooseTheQuarter,
	expectWithoutPosition,
	fromTheGallery,
	ideasOf,
	photoFile,
	press,
	send,
	title,
	write
} from './contribute-steps.ts';

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

test('a square from the list, a photo and a few words become an idea', async ({ app, page }) => {
	test.slow();
	const { path, activityId } = await atTheForm(page, app);
	await expect(page.locator('[data-map]')).toBeHidden();
	await page.getByLabel('Platz oder Viertel suchen').fill('kessel');
	await page.getByRole('button', { name: 'Suchen' }).click();
	await expect(page.getByText('1 Ort gefunden.')).toBeVisible();
	await page.getByRole('radio', { name: /Kesselbrink/ }).check();
	await press(page, 'what');
	await write(page, 'Bänke', 'Erste Zeile\nZweite Zeile');
	await fromTheGallery(page).setInputFiles(await photoFile(jpegWithPosition()));
	await press(page, 'photos');
	await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
	await expect(page.getByLabel('Beschreibung', { exact: true })).toHaveValue(
		'Erste Zeile\nZweite Zeile'
	);
	await press(page, 'preview');
	await send(page);
	expect(await ideasOf(app, activityId)).toMatchObject([
		{ whereabouts: 'place', placeId: 'bielefeld-kesselbrink', body: 'Erste Zeile\nZweite Zeile' }
	]);
	await page.goto(`${path}/1`);
	const shown = page.getByRole('img', { name: 'Foto 1 ohne Beschreibung' });
	await expectWithoutPosition(page, (await shown.getAttribute('src'))!);
});

test('what is wrong is said at its field, and what was typed stays', async ({ app, page }) => {
	const { path, activityId } = await atTheForm(page, app);
	const status = page.waitForResponse((response) => response.request().method() === 'POST');
	await press(page, 'what');
	expect((await status).status()).toBe(422);
	await expect(page.locator('#where-problem')).toContainText('Bitte wählen Sie einen Ort aus.');
	await chooseTheQuarter(page);

	const long = 'x'.repeat(121);
	await page.getByLabel('Überschrift').fill(long);
	await page.getByLabel('Beschreibung', { exact: true }).fill('Im Sommer ist es zu heiß.');
	const refused = page.waitForResponse((response) => response.request().method() === 'POST');
	await press(page, 'preview');
	expect((await refused).status()).toBe(422);
	await expect(page.getByLabel('Überschrift')).toHaveValue(long);
	await expect(page.getByLabel('Überschrift')).toHaveAttribute('aria-invalid', 'true');
	await expect(page.locator('#category-problem')).toContainText('Bitte wählen Sie aus');
	await expect(page.getByLabel('Beschreibung', { exact: true })).toHaveValue(
		'Im Sommer ist es zu heiß.'
	);
	await page.goto(`${path}/new?lat=53.55&lng=9.99`);
	await press(page, 'what');
	await expect(page.locator('#where-problem')).toContainText('außerhalb des Gebiets');
	expect(await ideasOf(app, activityId)).toEqual([]);
});

test('what is no photo is refused with what to do; the text and the good photo stay', async ({
	app,
	page
}) => {
	await atTheForm(page, app);
	await chooseTheQuarter(page);
	await write(page, 'Mit Fotos');
	await fromTheGallery(page).setInputFiles(await photoFile(jpeg()));
	await press(page, 'photos');
	const broken = (await jpeg(400, 300)).subarray(0, 200);
	for (const [file, words] of [
		[await photoFile(svgWithScript(), 'bild.jpg'), 'Eine Datei ist kein Foto.'],
		[await photoFile(broken, 'kaputt.jpg'), 'Ein Foto ist beschädigt.']
	] as const) {
		await fromTheGallery(page).setInputFiles(file);
		const refused = page.waitForResponse((response) => response.request().method() === 'POST');
		await press(page, 'preview');
		expect((await refused).status()).toBe(422);
		await expect(page.locator('#photo-problem')).toContainText(words);
		await expect(page.getByLabel('Überschrift')).toHaveValue('Mit Fotos');
		await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
	}
	await press(page, 'preview');
	await expect(title(page)).toHaveText('Stimmt das so?');
});

test('signs of HTML are text, everywhere', async ({ app, page }) => {
	test.slow();
	const { path, activityId } = await atTheForm(page, app);
	const evil = '<img src=x onerror=alert(1)><b>fett</b>';
	await chooseTheQuarter(page);
	await write(page, evil, `</textarea>${evil}`);
	await press(page, 'preview');
	await expect(page.getByRole('heading', { name: evil })).toBeVisible();
	await send(page);
	expect(await ideasOf(app, activityId)).toMatchObject([
		{ title: evil, body: `</textarea>${evil}` }
	]);
	for (const address of [path, `${path}/1`, `${path}/print`, `/embed${path}`]) {
		await page.goto(address);
		await expect(page.getByText(evil).first()).toBeVisible();
		await expect(page.locator('img[src=x]')).toHaveCount(0);
	}
});

test('who sends after the collection is over can copy what they typed', async ({ app, page }) => {
	const { activityId } = await atTheForm(page, app);
	await chooseTheQuarter(page);
	await write(page, 'Zu spät');
	await press(page, 'preview');
	await app.db
		.updateTable('ideaPhases')
		.set({ kind: 'report' })
		.where('activityId', '=', activityId)
		.execute();
	const late = page.waitForResponse((response) => response.request().method() === 'POST');
	await press(page, 'send');
	expect((await late).status()).toBe(409);
	await expect(title(page)).toHaveText('Gerade nehmen wir keine Ideen an');
	await expect(page.getByText('Zu spät')).toBeVisible();
});
