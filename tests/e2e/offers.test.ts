import type { Page } from '@playwright/test';
import { system } from '#lib/access/actor.ts';
import type { OfferInput } from '#lib/core/offers/schema.ts';
import { archiveOffer } from '#lib/core/offers/archive.server.ts';
import { createOffer } from '#lib/core/offers/writes.server.ts';
import { createOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import { approveProfile, writeProfile } from '#lib/core/people/organisations/profile.server.ts';
import { emptyProfile } from '#lib/core/people/organisations/profile-schema.ts';
import { beSignedIn, createAccount, meansOf } from '../fixture/accounts.ts';
import { offerInput } from '../fixture/offers.ts';
import { quarterWithLife } from '../fixture/quarter.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(async ({ app }) => quarterWithLife(app.db));

const day = 86_400_000;
let count = 0;

/** An organisation with a public page and somebody who belongs to it. */
async function neighbours(app: App) {
	const means = meansOf(app);
	const name = `Nachbarn ${++count}`;
	const id = await createOrganisation(means, system, {
		name,
		kind: 'provider',
		placeId: 'bielefeld-mitte'
	});
	await writeProfile(means, system, id, emptyProfile, 0);
	await approveProfile(means, system, id, 1);
	const member = await createAccount(app, {
		name: 'Mira Mitglied',
		secondFactor: false,
		organisation: { id, role: 'member' }
	});
	return { id, name, member };
}

/** Enters an offer as somebody did so many days ago. */
const offer = (app: App, id: string, different: Partial<OfferInput>, daysAgo = 0) =>
	createOffer(
		{ db: app.db, clock: () => new Date(Date.now() - daysAgo * day) },
		system,
		id,
		offerInput(different)
	);

const listed = (page: Page, name: string) =>
	page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 } });

	test('somebody finds an offer from the page of the quarter, by filter and on the map', async ({
		page,
		app
	}) => {
		const { id, name } = await neighbours(app);
		await offer(app, id, { name: { de: 'Nähstube', en: 'Sewing room' }, kind: 'meeting' }, 182);
		await offer(app, id, { name: { de: 'Suppenküche' }, kind: 'food', lat: '52.04', lng: '8.56' });

		await page.goto('/q/bielefeld-kesselbrink');
		await page.getByRole('link', { name: /Angebote auf Liste und Karte/ }).click();
		await page.getByLabel('Wörter').fill('nahstube');
		await page.getByLabel('Treffpunkt').check();
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(page.getByRole('status').first()).toHaveText(/^1 von \d+ Angeboten$/);
		await expect(listed(page, 'Suppenküche')).toHaveCount(0);
		await page.getByRole('link', { name: 'Nähstube' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nähstube');
		await expect(page.getByText('Seit mehr als 180 Tagen nicht geprüft.')).toBeVisible();
		await expect(page.getByText('Deutsch, Arabisch')).toBeVisible();
		await expect(page.getByRole('link', { name: '0521 51-0' })).toHaveAttribute(
			'href',
			'tel:0521510'
		);
		await page.getByRole('link', { name }).click();
		await expect(page).toHaveURL(new RegExp(`/organisations/${id}$`));
		await expect(listed(page, 'Suppenküche')).toBeVisible();

		await page.goto('/en/offers?q=suppenk%C3%BCche');
		await page.getByRole('link', { name: 'Map', exact: true }).click();
		await expect(page.getByRole('region', { name: 'List' })).toBeHidden();
		await page.locator('.map-pin', { has: page.locator('svg') }).click();
		await expect(page).toHaveURL(/\/en\/offers\/[\da-f-]{36}$/);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Suppenküche');
		await expect(page.getByText('Not checked for more than')).toHaveCount(0);
	});

	test('offers on one spot are one button on the map, which lists them', async ({ page, app }) => {
		const { id } = await neighbours(app);
		for (const de of ['Haustreff Eins', 'Haustreff Zwei']) await offer(app, id, { name: { de } });
		await page.goto('/offers?q=haustreff#map');
		await page.getByRole('button', { name: 'Angebote hier: 2' }).click();
		await page.getByRole('link', { name: 'Haustreff Zwei' }).last().click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Haustreff Zwei');
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('list and a picture of the map are there, and what is not found leads back to all', async ({
		page,
		app
	}) => {
		const { id } = await neighbours(app);
		await offer(app, id, { name: { de: 'Spielkreis' }, kind: 'family' });
		await page.goto('/offers?q=spielkreis');
		await expect(listed(page, 'Spielkreis')).toBeVisible();
		await expect(page.getByRole('img', { name: 'Karte mit Angeboten: 1' })).toBeAttached();
		await page.goto('/offers?q=mondrakete');
		await page.getByRole('link', { name: 'Alle zeigen' }).last().click();
		await expect(listed(page, 'Spielkreis')).toBeVisible();
		expect((await page.goto(`/offers/${crypto.randomUUID()}`))?.status()).toBe(404);
	});

	test('a member adds an offer; a mistake keeps what was typed; then everybody reads it', async ({
		page,
		app
	}) => {
		const { id, member } = await neighbours(app);
		await beSignedIn(page, app, member);
		await page.goto(`/org/${id}`);
		await page.getByRole('link', { name: 'Angebote pflegen' }).click();
		await expect(page.getByText('Noch keine Angebote.')).toBeVisible();
		await page.getByRole('link', { name: 'Angebot eintragen' }).click();
		await page.getByLabel('Name des Angebots (Deutsch)', { exact: true }).fill('Gartenstunde');
		await page.getByLabel('Wann? (Deutsch)', { exact: true }).fill('samstags 10 Uhr');
		await page.getByLabel('Webseite').fill('gaerten');
		await page.getByLabel('Ukrainisch').check();
		const answered = page.waitForResponse((one) => one.request().method() === 'POST');
		await page.getByRole('button', { name: 'Speichern' }).click();
		expect((await answered).status()).toBe(422);
		await expect(page.getByLabel('Name des Angebots (Deutsch)', { exact: true })).toHaveValue(
			'Gartenstunde'
		);
		await expect(page.getByLabel('Ukrainisch')).toBeChecked();
		await expect(page.getByLabel('Webseite')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByLabel('Art', { exact: true })).toHaveAttribute('aria-invalid', 'true');
		await page.getByLabel('Webseite').fill('https://gaerten.example');
		await page.getByLabel('Art', { exact: true }).selectOption('Treffpunkt');
		await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld-kesselbrink');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('„Gartenstunde“ steht jetzt in Liste und Karte.')).toBeVisible();
		await page.getByRole('link', { name: 'Gartenstunde' }).click();
		await expect(page.getByText('samstags 10 Uhr')).toBeVisible();
		await expect(page.getByRole('link', { name: 'https://gaerten.example/' })).toBeVisible();
	});

	test('“checked today”, archiving with a question, and undoing it', async ({ page, app }) => {
		const { id, member } = await neighbours(app);
		await offer(app, id, { name: { de: 'Altes Angebot' } }, 300);
		await beSignedIn(page, app, member);
		await page.goto(`/org/${id}/offers`);
		const old = listed(page, 'Altes Angebot');
		await expect(old.getByText('lange nicht geprüft')).toBeVisible();
		for (const fact of ['dienstags 16 bis 18 Uhr', '0521 51-0', 'Kesselbrink 2'])
			await expect(old.getByText(fact, { exact: true })).toBeVisible();
		await expect(old.getByText('https://nachbarn.example/')).toBeVisible();
		await old.getByRole('button', { name: 'Heute geprüft' }).click();
		await expect(page.getByText('„Altes Angebot“ gilt als heute geprüft.')).toBeVisible();
		await expect(old.getByText('lange nicht geprüft')).toHaveCount(0);
		await expect(old.getByText('von Mira Mitglied')).toBeVisible();
		await page.getByRole('button', { name: 'Rückgängig machen' }).click();
		await expect(page.getByText('steht wieder wie vorher')).toBeVisible();
		await expect(old.getByText('lange nicht geprüft')).toBeVisible();
		await app.db
			.updateTable('offers')
			.set({ version: 2 })
			.where('organisationId', '=', id)
			.execute();
		await old.getByRole('button', { name: 'Heute geprüft' }).click();
		await expect(page.getByRole('alert')).toContainText('sehen Sie es noch einmal an');
		await old.getByRole('button', { name: 'Heute geprüft' }).click();
		await expect(page.getByText('„Altes Angebot“ gilt als heute geprüft.')).toBeVisible();
		await old.getByText('Archivieren', { exact: true }).first().click();
		await old.getByRole('button', { name: 'Archivieren' }).click();
		await expect(page.getByRole('heading', { name: 'Archiviert' })).toBeVisible();
		await page.getByRole('button', { name: 'Rückgängig machen' }).click();
		await expect(page.getByText('„Altes Angebot“ ist wieder zu sehen.')).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Archiviert' })).toHaveCount(0);
	});

	test('a member reads why an offer that the city archived does not come back', async ({
		page,
		app
	}) => {
		const { id, member } = await neighbours(app);
		const offerId = await offer(app, id, { name: { de: 'Gesperrtes Angebot' } });
		await archiveOffer(meansOf(app), system, offerId);
		await beSignedIn(page, app, member);
		await page.goto(`/org/${id}/offers`);
		const gone = listed(page, 'Gesperrtes Angebot');
		await expect(gone.getByText('Die Stadt hat das Angebot archiviert.')).toBeVisible();
		await expect(gone.getByRole('button')).toHaveCount(0);
		for (const path of ['/offers', '/api/v1/offers.geojson'])
			expect((await page.request.get(`${path}?place=%00`)).status(), path).toBe(200);
		expect((await page.request.get('/q/%00')).status()).toBe(404);
	});

	test('who saves what somebody else has changed meanwhile is told, and keeps what was typed', async ({
		page,
		app
	}) => {
		const { id, member } = await neighbours(app);
		const offerId = await offer(app, id, { name: { de: 'Chor' } });
		await beSignedIn(page, app, member);
		await page.goto(`/org/${id}/offers/${offerId}`);
		const name = page.getByLabel('Name des Angebots (Deutsch)', { exact: true });
		await name.fill('Mein Chor');
		await app.db.updateTable('offers').set({ version: 2 }).where('id', '=', offerId).execute();
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByRole('alert')).toContainText('inzwischen geändert');
		await expect(name).toHaveValue('Mein Chor');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('„Mein Chor“ ist geändert.')).toBeVisible();
	});

	test('a moderator sees what is overdue first and enters an offer for an organisation', async ({
		page,
		app
	}) => {
		const { id, name } = await neighbours(app);
		await offer(app, id, { name: { de: 'Uraltes Angebot' } }, 900);
		await offer(app, id, { name: { de: 'Anderswo' }, placeId: 'bielefeld-baumheide' }, 950);
		const moderator = await createAccount(app, {
			roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
		});
		await beSignedIn(page, app, moderator);
		await page.goto('/staff/offers');
		await expect(page.getByRole('heading', { level: 3 }).first()).toHaveText('Uraltes Angebot');
		await expect(listed(page, 'Anderswo')).toHaveCount(0);
		await page.getByLabel('Wer bietet es an?').selectOption(name);
		await page.getByRole('button', { name: 'Angebot eintragen' }).click();
		await page.getByLabel('Name des Angebots (Deutsch)', { exact: true }).fill('Neu vom Platz');
		await page.getByLabel('Art', { exact: true }).selectOption('Beratung');
		await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld-kesselbrink');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page).toHaveURL(/\/staff\/offers\?/);
		await expect(page.getByText('„Neu vom Platz“ steht jetzt')).toBeVisible();
	});
});

test('a member chooses the point on the map, and strangers are refused', async ({ page, app }) => {
	const { id, member } = await neighbours(app);
	const offerId = await offer(app, id, { name: { de: 'Ohne Punkt' }, lat: '', lng: '' });
	await beSignedIn(page, app, member);
	await page.goto(`/org/${id}/offers/${offerId}`);
	await page.locator('.map-frame').scrollIntoViewIfNeeded();
	await page.locator('.map-canvas').click();
	await expect(page.getByLabel(/Breite/)).toHaveValue(/^5[12]\.\d+$/);
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('„Ohne Punkt“ ist geändert.')).toBeVisible();
	const other = await neighbours(app);
	await beSignedIn(page, app, other.member);
	for (const path of ['', '/new', `/${offerId}`])
		expect((await page.goto(`/org/${id}/offers${path}`))?.status(), path).toBe(403);
	expect((await page.goto('/staff/offers'))?.status()).toBe(403);
});

for (const [locale, prefix] of Object.entries({
	de: '',
	en: '/en',
	'de-simple': '/leicht',
	ar: '/ar'
})) {
	test(`the pages of offers can be used by everybody: ${locale}`, async ({ page, app }) => {
		test.slow(); // eight pages
		const { id } = await neighbours(app);
		const offerId = await offer(
			app,
			id,
			{ website: 'https://nachbarn.example/eine/lange/adresse/die/nicht/in/eine/zeile/passt' },
			200
		);
		const both = await createAccount(app, {
			roles: [{ role: 'moderator', placeId: 'bielefeld' }],
			organisation: { id, role: 'member' }
		});
		await beSignedIn(page, app, both);
		await page.setViewportSize({ width: 320, height: 640 });
		const paths = [
			'/offers',
			'/offers?q=mondrakete',
			`/offers/${offerId}`,
			`/organisations/${id}`,
			`/org/${id}/offers?done=checked&offer=${offerId}`,
			`/org/${id}/offers/new`,
			`/org/${id}/offers/${offerId}`,
			'/staff/offers'
		];
		for (const path of paths) {
			await page.goto(`${prefix}${path}`);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			for (const summary of await page.locator('main details > summary').all())
				if (await summary.isVisible()) await summary.click();
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
		await page.goto(`${prefix}/offers#map`);
		await expect(page.locator('.map-pin, .map-cluster').first()).toBeVisible();
		await expectAccessible(page);
	});
}
