import type { Page } from '@playwright/test';
import { correctIdea } from '#lib/formats/ideas/receipt/correct-idea.server.ts';
import { withdrawIdea } from '#lib/formats/ideas/receipt/withdraw-idea.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { ideaMap, kesselbrink, submitted } from '../fixture/idea-map.ts';
import { jpeg, jpegWithPosition } from '../fixture/photos.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import {
	atTheForm,
	canvas,
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

test.use({ viewport: { width: 390, height: 844 } });

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
