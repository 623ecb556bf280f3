import type { Page } from '@playwright/test';
import { system } from '#lib/access/actor.ts';
import { approveProfile, writeProfile } from '#lib/core/people/organisations/profile.server.ts';
import { createOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { beSignedIn, createAccount, meansOf, signIn } from '../fixture/accounts.ts';
import { buildTown } from '../fixture/town.ts';

test.beforeAll(async ({ app }) => buildTown(app.db));

let count = 0;

/** An association with somebody who manages it. */
async function association(app: App) {
	const name = `Nachbarschaft ${++count} e. V.`;
	const id = await createOrganisation(meansOf(app), system, {
		name,
		kind: 'association',
		placeId: 'bielefeld-mitte'
	});
	const manager = await createAccount(app, {
		name: 'Mira Leitung',
		secondFactor: false,
		organisation: { id, role: 'manager' }
	});
	return { id, name, manager };
}

const asked = async (page: Page, label: string, within = 'main') => {
	await page.locator(within).getByText(label, { exact: true }).first().click();
	await page.locator(within).getByRole('button', { name: label }).first().click();
};

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a manager signs in, lands on the organisation, writes its profile; an administrator approves; everybody reads it', async ({
		page,
		app,
		browser
	}) => {
		test.slow(); // two people at work
		const { id, name, manager } = await association(app);
		await signIn(page, app, manager);
		await expect(page).toHaveURL(`${app.origin}/org/${id}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
		await page.getByRole('link', { name: 'Profil bearbeiten' }).click();
		await page.getByLabel('Kurzer Text (Deutsch)').fill('Wir gärtnern am Kesselbrink.');
		await page.getByLabel('Webseite').fill('gärten');
		await page.getByRole('checkbox', { name: 'Kesselbrink' }).check();
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('die mit https:// beginnt')).toBeVisible();
		await expect(page.getByLabel('Webseite')).toHaveValue('gärten');
		await expect(page.getByLabel('Kurzer Text (Deutsch)')).toHaveValue(
			'Wir gärtnern am Kesselbrink.'
		);
		await page.getByLabel('Webseite').fill('https://gaerten.example');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Wartet auf Freigabe')).toBeVisible();
		expect((await page.goto(`/organisations/${id}`))?.status()).toBe(404);

		const chief = await createAccount(app, {
			roles: [{ role: 'administrator', placeId: 'bielefeld' }]
		});
		const office = await browser.newContext({ javaScriptEnabled: false, baseURL: app.origin });
		const desk = await office.newPage();
		await beSignedIn(desk, app, chief);
		await desk.goto('/admin/organisations');
		await desk
			.getByRole('link', { name: /Profil und Mitglieder/ })
			.filter({ hasText: name })
			.click();
		await asked(desk, 'Profil freigeben');
		await expect(desk.getByText('Öffentlich', { exact: true })).toBeVisible();
		await office.close();

		await page.goto(`/organisations/${id}`);
		await expect(page.getByText('Wir gärtnern am Kesselbrink.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'https://gaerten.example/' })).toBeVisible();
	});

	test('a manager invites a member, makes a member manager, hands over and leaves; the last one cannot', async ({
		page,
		app
	}) => {
		const { id, name, manager } = await association(app);
		await createAccount(app, {
			name: 'Ben Mitglied',
			secondFactor: false,
			organisation: { id, role: 'member' }
		});
		await beSignedIn(page, app, manager);
		await page.goto('/org');
		await asked(page, 'Organisation verlassen');
		await expect(page.getByText('Jemand muss die Organisation leiten.')).toBeVisible();

		await page.getByText('Mitglied einladen').click();
		await page.getByLabel('E-Mail-Adresse').fill('keine-adresse');
		await page.getByLabel('Name', { exact: true }).fill('Cem Neu');
		// The browser itself would stop the wrong address; the server has to, too.
		await page
			.locator('form[action="?/invite"]')
			.evaluate((form) => form.setAttribute('novalidate', ''));
		await page.getByRole('button', { name: 'Einladung senden' }).click();
		await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Cem Neu');
		await page.getByLabel('E-Mail-Adresse').fill(`cem${count}@verein.example`);
		await page.getByRole('button', { name: 'Einladung senden' }).click();
		await expect(page.getByText('Die E-Mail ist unterwegs.')).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Cem Neu' })).toContainText(
			'eingeladen'
		);

		await page.getByText('Leitung übergeben', { exact: true }).first().click();
		await page.getByLabel('An wen?').selectOption('Ben Mitglied');
		await page.locator('form[action="?/handOver"] summary').click();
		await page.locator('form[action="?/handOver"]').getByRole('button').click();
		await expect(page.getByRole('listitem').filter({ hasText: 'Ben Mitglied' })).toContainText(
			'Leitung'
		);
		await expect(page.getByText('Mitglied einladen')).toHaveCount(0);
		await asked(page, 'Organisation verlassen');
		await expect(page.getByText('Sie gehören nicht mehr zu dieser Organisation.')).toBeVisible();
		expect((await page.goto(`/org/${id}`))?.status()).toBe(403);
		expect(name).toBeTruthy();
	});
});

test('the entry in the navigation is for members only, and strangers are refused', async ({
	page,
	app
}) => {
	const { id, manager } = await association(app);
	await beSignedIn(page, app, manager);
	await page.goto('/account');
	await expect(
		page.getByRole('link', { name: 'Organisation', exact: true }).first()
	).toBeAttached();
	const moderator = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, moderator);
	await page.goto('/account');
	await expect(page.getByRole('link', { name: 'Organisation', exact: true })).toHaveCount(0);
	for (const path of ['/org', `/org/${id}`, `/org/${id}/profile`])
		expect((await page.goto(path))?.status(), path).toBe(403);
});

for (const [locale, prefix] of Object.entries({
	de: '',
	en: '/en',
	'de-simple': '/leicht',
	ar: '/ar'
})) {
	test(`the pages of an organisation can be used by everybody: ${locale}`, async ({
		page,
		app
	}) => {
		const { id, manager } = await association(app);
		await createAccount(app, { name: 'Ben', organisation: { id, role: 'member' } });
		const text = { de: 'Wir gärtnern.', en: 'We garden.', ar: 'نحن نعتني بالحديقة.' };
		await writeProfile(
			meansOf(app),
			system,
			id,
			{
				website: 'https://gaerten.example/eine/lange/adresse/die/nicht/in/eine/zeile/passt',
				email: 'buero@gaerten.example',
				phone: '+49 521 51-0',
				places: ['bielefeld-kesselbrink'],
				text
			},
			0
		);
		await approveProfile(meansOf(app), system, id, 1);
		await beSignedIn(page, app, manager);
		await page.setViewportSize({ width: 320, height: 640 });
		for (const path of [`/org/${id}`, `/org/${id}/profile`, `/organisations/${id}`]) {
			await page.goto(`${prefix}${path}`);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			for (const summary of await page.locator('main details > summary').all())
				if (await summary.isVisible()) await summary.click();
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
}
