import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { correctIdea } from '#lib/formats/ideas/receipt/correct-idea.server.ts';
import { withdrawIdea } from '#lib/formats/ideas/receipt/withdraw-idea.server.ts';
import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { openPictures } from '#lib/platform/pictures/store.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import {
	idea,
	ideaMap,
	kesselbrink,
	phone as someonesPhone,
	submitted
} from '../fixture/idea-map.ts';
import { jpeg, jpegWithPosition, svgWithScript } from '../fixture/photos.ts';
import { weigh } from '../fixture/weigh.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.use({ viewport: { width: 390, height: 844 } });

type Shape = Parameters<typeof ideaMap>[1];

/** A map of its own, and somebody who wants to say something there. */
async function atTheForm(page: Page, app: App, { shape = {} as Shape, prefix = '' } = {}) {
	const map = await ideaMap(app.db, shape);
	await page.goto(`${prefix}/ideas/${map.slug}/new`);
	return { ...map, path: `/ideas/${map.slug}` };
}

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const canvas = (page: Page) => page.getByRole('application');
/** The buttons of a step in every language; the first of each name is for the enter key and not seen. */
const press = (page: Page, value: string) =>
	page.locator(`button[name=press][value=${value}]:not([aria-hidden])`).click();

async function chooseTheQuarter(page: Page): Promise<void> {
	await page.locator('input[name=where][value=quarter]').check();
	await press(page, 'what');
}

async function write(page: Page, headline: string, text = ''): Promise<void> {
	await page.locator('input[name=category]').first().check();
	await page.locator('input[name=title]').fill(headline);
	await page.locator('textarea[name=body]').fill(text);
}

/** Whoever is too fast is asked to press again, with everything still there. */
async function send(page: Page): Promise<void> {
	await expect(async () => {
		if ((await page.locator('[data-contribute=done]').count()) > 0) return;
		await press(page, 'send');
		await expect(page.locator('[data-contribute=done]')).toBeVisible({ timeout: 1000 });
	}).toPass();
}

const ideasOf = (app: App, activityId: string) =>
	app.db
		.selectFrom('ideas')
		.select(['title', 'body', 'whereabouts', 'placeId', 'lat', 'lng', 'visibility', 'supports'])
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();

const photoFile = async (buffer: Buffer | Promise<Buffer>, name = 'brunnen.jpg') => ({
	name,
	mimeType: 'image/jpeg',
	buffer: await buffer
});
const fromTheGallery = (page: Page) => page.getByLabel('Aus der Galerie wählen');

/** What everybody is served tells nothing of where and with what it was taken. */
async function expectWithoutPosition(page: Page, address: string): Promise<void> {
	const answer = await page.request.get(address);
	expect(answer.status()).toBe(200);
	const bytes = await answer.body();
	expect(bytes.includes('Palaverphone')).toBe(false);
	expect((await sharp(bytes).metadata()).exif).toBeUndefined();
}

test('a point on the map, a photo and a few words become an idea; its code shows, corrects and withdraws it', async ({
	app,
	page
}) => {
	test.slow();
	const { path, activityId } = await atTheForm(page, app);
	await expect(page.locator('.map-crosshair')).toBeAttached();
	await canvas(page).click({ position: { x: 150, y: 150 } });
	await expect(page.getByRole('radio', { name: 'Ein Punkt auf der Karte' })).toBeChecked();
	await page.getByRole('button', { name: 'Weiter', exact: true }).click();

	await expect(title(page)).toHaveText('Worum geht es?');
	await write(page, 'Mehr Schatten am Brunnen', 'Erste Zeile\nZweite Zeile');
	await fromTheGallery(page).setInputFiles(await photoFile(jpegWithPosition()));
	await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
	await page.getByLabel(/Was ist auf Foto 1 zu sehen/).fill('Der Brunnen in der Sonne');
	await expect(page.getByLabel('Überschrift')).toHaveValue('Mehr Schatten am Brunnen');
	await page.getByRole('button', { name: 'Zur Vorschau' }).click();

	await expect(title(page)).toHaveText('Stimmt das so?');
	await expect(page.getByRole('heading', { name: 'Mehr Schatten am Brunnen' })).toBeVisible();
	await expect(page.getByText('Öffentlich ist nur der Punkt')).toBeVisible();
	expect(await ideasOf(app, activityId)).toEqual([]);
	await send(page);
	await expect(title(page)).toHaveText('Danke für Ihre Idee!');
	const [sent] = await ideasOf(app, activityId);
	expect(sent).toMatchObject({ whereabouts: 'pin', body: 'Erste Zeile\nZweite Zeile' });
	expect(Math.abs(sent!.lat! - kesselbrink.lat)).toBeLessThan(0.01);

	const code = (await page.locator('.code').textContent())!;
	await page.getByRole('link', { name: 'Meine Idee ansehen' }).click();
	const shown = page.getByRole('img', { name: 'Der Brunnen in der Sonne' });
	await expect(shown).toBeVisible();
	const address = (await shown.getAttribute('src'))!;
	await expectWithoutPosition(page, address);

	await page.goto('/receipt');
	await page.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '));
	await page.getByRole('button', { name: 'Anzeigen' }).click();
	await expect(page.getByText('Ihre Idee ist öffentlich.')).toBeVisible();
	await page.getByRole('heading', { name: 'Idee ändern' }).click();
	await page.getByLabel('Überschrift').fill(' ');
	await page.getByLabel(/Was ist auf Foto 1 zu sehen/).fill('Der Brunnen');
	await page.getByRole('button', { name: 'Änderung speichern' }).click();
	await expect(page.getByText('Bitte schreiben Sie eine Überschrift.')).toBeVisible();
	await expect(page.getByLabel(/Was ist auf Foto 1 zu sehen/)).toHaveValue('Der Brunnen');
	await page.getByLabel('Überschrift').fill('Mehr Schatten und Bänke');
	await page.getByRole('button', { name: 'Änderung speichern' }).click();
	await expect(page.getByText('Gespeichert.')).toBeVisible();
	await expect(title(page)).toHaveText('Mehr Schatten und Bänke');
	await expect(page.getByRole('img', { name: 'Der Brunnen', exact: true })).toBeAttached();

	await page.locator('summary').filter({ hasText: 'Idee zurückziehen' }).click();
	await page.getByRole('button', { name: 'Endgültig löschen' }).click();
	await expect(title(page)).toHaveText('Sie haben diese Idee zurückgezogen.');
	expect(await ideasOf(app, activityId)).toMatchObject([
		{ title: '–', body: '', lat: null, visibility: 'withdrawn' }
	]);
	expect((await page.request.get(address)).status()).toBe(404);
	expect((await page.goto(`${path}/1`))?.status()).toBe(410);
});

test('who is shown the same idea supports it instead of writing it again', async ({
	app,
	page
}) => {
	const map = await atTheForm(page, app);
	await submitted(app.db, map, { where: { kind: 'quarter' } });
	await chooseTheQuarter(page);
	await write(page, 'Mehr Schatten am Brunnen bitte');
	await press(page, 'preview');
	await expect(page.getByRole('heading', { name: 'Gibt es das schon?' })).toBeVisible();
	await page.getByRole('button', { name: /^Diese Idee unterstützen/ }).click();
	await expect(title(page)).toHaveText('Danke, Ihre Stimme zählt!');
	await expectAccessible(page);
	expect(await ideasOf(app, map.activityId)).toMatchObject([{ supports: 1 }]);
	await page.getByRole('link', { name: 'Diese Idee ansehen' }).click();
	await expect(page.getByText('Sie sind dabei.')).toBeVisible();
	await page.goto(`${map.path}/new`);
	await chooseTheQuarter(page);
	await expect(page.getByLabel('Überschrift')).toHaveValue('');
});

test('the preview warns of a phone number and a name, and sends all the same', async ({
	app,
	page
}) => {
	const { activityId } = await atTheForm(page, app);
	await chooseTheQuarter(page);
	await write(page, 'Bank reparieren', 'Bitte bei Frau Schmidt melden: 0521 123456');
	await press(page, 'preview');
	const warning = page.getByRole('status').filter({ hasText: 'Steht da etwas Persönliches?' });
	await expect(warning).toContainText('Telefonnummer: 0521 123456');
	await expect(warning).toContainText('Name: Frau Schmidt');
	await press(page, 'edit');
	await page.getByLabel('Beschreibung').fill('Bitte bei mir melden.');
	await press(page, 'preview');
	await expect(title(page)).toHaveText('Stimmt das so?');
	await expect(warning).toHaveCount(0);
	await send(page);
	expect(await ideasOf(app, activityId)).toMatchObject([{ body: 'Bitte bei mir melden.' }]);
});

test('the keyboard alone moves the crosshair, takes a point and sends an idea', async ({
	app,
	page
}) => {
	test.slow();
	const { activityId } = await atTheForm(page, app);
	await expect(page.locator('.map-crosshair')).toBeAttached();
	const reach = async (selector: string) => {
		const wanted = page.locator(selector).filter({ visible: true }).first();
		for (let presses = 0; presses < 60; presses++) {
			if (await wanted.evaluate((element) => element === document.activeElement)) return;
			await page.keyboard.press('Tab');
		}
		await expect(wanted).toBeFocused();
	};
	await reach('[role=application]');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('+');
	await expect(page.locator('[data-map-says]')).toContainText('Fadenkreuz');
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-map-says]')).toContainText('Gewählt');
	await reach('button[value=what]:not([aria-hidden])');
	await page.keyboard.press('Enter');
	await expect(title(page)).toHaveText('Worum geht es?');
	await reach('input[name=category]');
	await page.keyboard.press('Space');
	await reach('input[name=title]');
	await page.keyboard.type('Nur mit der Tastatur');
	await page.keyboard.press('Enter');
	await expect(title(page)).toHaveText('Stimmt das so?');
	await expect(async () => {
		await reach('button[value=send]:not([aria-hidden])');
		await page.keyboard.press('Enter');
		await expect(page.locator('[data-contribute=done]')).toBeVisible({ timeout: 1000 });
	}).toPass();
	expect(await ideasOf(app, activityId)).toMatchObject([
		{ title: 'Nur mit der Tastatur', whereabouts: 'pin' }
	]);
});

test.describe('the position of the phone', () => {
	const take = (page: Page) => page.getByRole('button', { name: 'Meinen Standort nehmen' }).click();
	const says = (page: Page) => page.locator('[data-map-says]');
	const point = (page: Page) => page.getByRole('radio', { name: 'Ein Punkt auf der Karte' });

	test('is taken inside the area', async ({ app, page, context }) => {
		await context.grantPermissions(['geolocation']);
		await context.setGeolocation({ latitude: kesselbrink.lat, longitude: kesselbrink.lng });
		await atTheForm(page, app);
		await take(page);
		await expect(point(page)).toBeChecked();
		await expect(says(page)).toContainText('Ihr Standort:');
		await press(page, 'what');
		await expect(title(page)).toHaveText('Worum geht es?');
	});

	test('is not taken elsewhere, with a word of what else works', async ({ app, page, context }) => {
		await context.grantPermissions(['geolocation']);
		await context.setGeolocation({ latitude: 53.55, longitude: 9.99 });
		await atTheForm(page, app);
		await take(page);
		await expect(says(page)).toContainText('Sie sind gerade außerhalb des Gebiets.');
		await expect(point(page)).toBeHidden();
	});

	test('may be denied: map and list work all the same', async ({ app, page }) => {
		await atTheForm(page, app);
		await take(page);
		await expect(says(page)).toContainText('Ihr Gerät gibt den Standort nicht frei.');
		await canvas(page).click({ position: { x: 150, y: 150 } });
		await expect(point(page)).toBeChecked();
	});
});

test('a point outside the area is refused, and another one is taken', async ({ app, page }) => {
	await atTheForm(page, app);
	await expect(page.locator('.map-crosshair')).toBeAttached();
	await canvas(page).focus();
	for (let presses = 0; presses < 8; presses++) await page.keyboard.press('Shift+ArrowLeft');
	await page.keyboard.press('Enter');
	await press(page, 'what');
	const problem = page.locator('#where-problem');
	await expect(problem).toContainText('Der Punkt liegt außerhalb des Gebiets');
	await expect(page.getByRole('radio', { name: 'Ein Punkt auf der Karte' })).toBeChecked();
	await page.getByRole('radio', { name: /Kesselbrink/ }).check();
	await press(page, 'what');
	await expect(title(page)).toHaveText('Worum geht es?');
});

test('a list of ideas with photos weighs at most 50 kB without them', async ({ app, page }) => {
	const map = await ideaMap(app.db);
	const pictures = openPictures(app.db, app.appSecret, () => new Date());
	for (let nth = 0; nth < 20; nth++) {
		const ticket = await pictures.take(await jpeg(), 'form');
		const photo = { pictureId: pictures.idOf(ticket, 'form')!, description: `Bild ${nth}` };
		await submitIdea(app.db, map.map, someonesPhone(), idea(map), new Date(), [photo]);
	}
	await page.route('**/pictures/**', (route) => route.abort());
	const weight = await weigh(page, app.origin);
	await page.goto(`/ideas/${map.slug}`, { waitUntil: 'networkidle' });
	await expect(page.getByRole('img', { name: 'Bild 19' })).toBeAttached();
	await expect(page.locator('article img')).toHaveCount(20);
	for (const [name, value] of [
		['loading', 'lazy'],
		['width', '40'],
		['height', '30']
	] as const)
		await expect(page.locator('article img').first()).toHaveAttribute(name, value);
	expect(weight().thirdParty).toEqual([]);
	expect(weight().bytes).toBeLessThanOrEqual(50_000);
	await page.setViewportSize({ width: 320, height: 640 });
	await expectNoSidewaysScrolling(page);
	await expectAccessible(page);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

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
});

test('moderators read that an author corrected and withdrew an idea: by its day, without a name', async ({
	app,
	page
}) => {
	const map = await ideaMap(app.db);
	const { ideaId } = await submitted(app.db, map);
	const [categoryId, now] = [map.map.categories[0]!.id, new Date('2026-11-24T15:37:00Z')];
	const correction = { categoryId, title: 'Bänke', body: '', where: null, photos: [] };
	await correctIdea(app.db, map.map, ideaId, correction, now);
	const roles = [{ role: 'administrator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles: [...roles] }));
	await page.goto(`/staff/moderation?activity=${map.activityId}`);
	await page.locator('[data-queue-item] summary').filter({ hasText: 'Verlauf' }).click();
	const told = (words: string) => page.getByRole('listitem').filter({ hasText: words }).last();
	await expect(told('Von der Person selbst geändert')).toContainText(
		/24\. November 2026 · Die Person selbst, ohne Namen/
	);
	await withdrawIdea(app.db, map.map, ideaId, now);
	await page.goto(`/staff/ideas/${map.activityId}/ideas/1`);
	await page.getByRole('heading', { name: 'Verlauf' }).click();
	await expect(told('Von der Person selbst zurückgezogen')).toContainText(/24\. November 2026 ·/);
	await page.goto('/admin/history?action=ideas.withdrawn&to=2026-11-24');
	const row = page.getByRole('row').filter({ hasText: 'Von der Person selbst zurückgezogen' });
	await expect(row).toContainText('Die Person selbst, ohne Namen');
	await expect(row.getByRole('cell').first()).toHaveText('24. November 2026');
});

for (const [locale, prefix] of [
	['de', ''],
	['en', '/en'],
	['de-simple', '/leicht'],
	['ar', '/ar']
] as const) {
	test(`every step can be used by everybody on a narrow screen: ${locale}`, async ({
		app,
		page
	}) => {
		test.slow();
		await page.setViewportSize({ width: 320, height: 640 });
		const map = await atTheForm(page, app, { prefix });
		await submitted(app.db, map, { where: { kind: 'quarter' } });
		const expectUsable = async () => {
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		};
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr');
		await expect(page.locator('.map-crosshair')).toBeAttached();
		await expectUsable();
		await canvas(page).click({ position: { x: 100, y: 100 } });
		await expect(page.locator('input[name=where][value=pin]')).toBeChecked();
		await expectUsable();
		await chooseTheQuarter(page);
		await expect(page.locator('[data-contribute=what]')).toBeVisible();
		await expectUsable();
		await press(page, 'preview');
		await expect(page.locator('#category-problem')).toBeVisible();
		await expectUsable();
		const [headline, text] =
			locale === 'ar'
				? ['مزيد من الظل قرب النافورة', 'الجو حار في الصيف']
				: ['Mehr Schatten am Brunnen', 'Bitte bei Frau Schmidt melden: 0521 123456'];
		await write(page, headline, text);
		await page
			.locator('input[type=file]')
			.last()
			.setInputFiles(await photoFile(jpeg()));
		await expect(page.locator('[name=description]')).toBeVisible();
		await expectUsable();
		await press(page, 'preview');
		await expect(page.locator('[data-contribute=preview]')).toBeVisible();
		await expect(page.locator('#similar-title')).toHaveCount(locale === 'ar' ? 0 : 1);
		await expectUsable();
		await send(page);
		await expectUsable();
		const address = (await page.locator('.address').textContent())!.trim();
		const code = (await page.locator('.code').textContent())!;
		expect(address).toContain('/receipt');
		await page.goto(`${prefix}/receipt`);
		await expectUsable();
		await page.locator('input[name=code]').fill(code);
		await page.locator('main form button').click();
		await expect(page.locator('form[action="?/withdraw"]')).toBeAttached();
		await page.locator('main details > summary').first().click();
		await expectUsable();
		await app.db
			.updateTable('ideaPhases')
			.set({ kind: 'report' })
			.where('activityId', '=', map.activityId)
			.execute();
		await page.goto(`${prefix}${map.path}/new`);
		await expect(page.locator('[data-contribute]')).toHaveCount(0);
		await expectUsable();
	});
}
