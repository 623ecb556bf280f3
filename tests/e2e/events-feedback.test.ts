import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { openDoor, type OpenDoor } from '../fixture/event-door.ts';
import { openPdf } from '../fixture/pdf.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => buildTown(app.db));

async function beHost(app: App, page: Page, { series }: OpenDoor): Promise<void> {
	const account = await createAccount(app, {
		name: 'Vera Verein',
		organisation: { id: series.organisationId, role: 'manager' },
		secondFactor: false
	});
	await beSignedIn(page, app, account);
}

/** Presses the button and reads the codes from the paper that comes. */
async function printedCodes(page: Page): Promise<string[]> {
	const downloading = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Codes ziehen und drucken' }).click();
	const path = await (await downloading).path();
	const { texts } = await openPdf(new Uint8Array(await readFile(path)));
	return texts
		.join('')
		.replace(/\s+/g, '')
		.match(/[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}/g)!;
}

const openForm = ({ series, on }: OpenDoor): string =>
	`/events/${series.slug}/${on.event.number}/feedback/${on.dateId}`;

async function answerOpenly(page: Page, door: OpenDoor, face: string): Promise<void> {
	await page.goto(openForm(door));
	await page.getByRole('radio', { name: face, exact: true }).check();
	await page.getByRole('button', { name: 'Abschicken' }).click();
	await expect(page.getByRole('heading', { name: 'Vielen Dank!' })).toBeVisible();
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a host prints slips, a visitor types the code and answers once', async ({ app, page }) => {
		test.slow();
		const door = await openDoor(app.db);
		await beHost(app, page, door);
		await page.goto(`${door.ofHost}/feedback`);
		await page.getByLabel('Besucher*innen auch fragen').check();
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await page.locator('#count').fill('300');
		await page.getByRole('button', { name: 'Codes ziehen und drucken' }).click();
		await expect(page.locator('#count')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#count')).toHaveValue('300');
		await page.locator('#count').fill('3');
		const codes = await printedCodes(page);
		expect(codes).toHaveLength(3);

		await page.context().clearCookies();
		await page.goto('/f');
		await page.locator('#code').fill('K7M4-QX2P');
		await page.getByRole('button', { name: 'Weiter' }).click();
		await expect(page.getByText('Diesen Code gibt es nicht.')).toBeVisible();
		await expect(page.locator('#code')).toHaveValue('K7M4-QX2P');
		await page.locator('#code').fill(codes[0]!.toLowerCase());
		await page.getByRole('button', { name: 'Weiter' }).click();
		await page.locator('#words').fill('Schön war es');
		await page.getByRole('button', { name: 'Abschicken' }).click();
		await expect(page.getByText('Bitte wählen Sie ein Gesicht.')).toBeVisible();
		await expect(page.locator('#words')).toHaveValue('Schön war es');
		await page.getByRole('radio', { name: 'sehr gut', exact: true }).check();
		await page.getByRole('radio', { name: 'Ja' }).check();
		await page.getByRole('button', { name: 'Abschicken' }).click();
		await expect(page.getByRole('heading', { name: 'Vielen Dank!' })).toBeVisible();
		await page.goto(`/f/${codes[0]}`);
		await expect(page.getByText('Mit diesem Code ist schon geantwortet worden.')).toBeVisible();
	});

	test('who was let in gets a code on their own page and answers with it', async ({
		app,
		page
	}) => {
		const door = await openDoor(app.db);
		await beHost(app, page, door);
		await page.goto(door.ofHost);
		await page.getByRole('button', { name: 'Ist da: Bo' }).click();
		await page.context().clearCookies();
		await page.goto(`/events/${door.series.slug}/mine/${door.bo}`);
		await page.getByRole('button', { name: 'Code holen und antworten' }).click();
		await page.getByRole('radio', { name: 'gut', exact: true }).check();
		await page.getByRole('button', { name: 'Abschicken' }).click();
		await expect(page.getByRole('heading', { name: 'Vielen Dank!' })).toBeVisible();
		await page.goto(`/events/${door.series.slug}/mine/${door.bo}`);
		await expect(page.getByRole('button', { name: 'Code holen und antworten' })).toHaveCount(0);
	});

	test('the host sees results from five answers on', async ({ app, page }) => {
		test.slow();
		const door = await openDoor(app.db);
		for (const face of ['sehr gut', 'gut', 'gut', 'schlecht']) await answerOpenly(page, door, face);
		await beHost(app, page, door);
		await page.goto(`${door.ofHost}/feedback`);
		await expect(page.getByText('Ab 5 Antworten sind hier Ergebnisse zu sehen.')).toHaveCount(2);
		await answerOpenly(page, door, 'sehr gut');
		await page.goto(`${door.ofHost}/feedback`);
		await expect(page.getByText('Antworten: 5. Gut oder sehr gut fanden es 4.')).toBeVisible();
		const response = await page.request.get(`${door.ofHost}/feedback/feedback.csv`);
		expect(await response.text()).toContain('Besucher*innen,gut,2');
		const poster = await page.request.get(`${door.ofHost}/feedback/poster.pdf?for=exhibitors`);
		const { isTagged, texts } = await openPdf(new Uint8Array(await poster.body()));
		expect(isTagged).toBe(true);
		expect(texts.join('').replace(/\s+/g, '')).toContain(`${openForm(door)}?for=exhibitors`);
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of feedback are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const door = await openDoor(app.db);
		await page.setViewportSize({ width: 320, height: 700 });
		await beHost(app, page, door);
		for (const path of ['/f', openForm(door), `${door.ofHost}/feedback`]) {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
