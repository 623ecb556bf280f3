import type { Page } from '@playwright/test';
import { drawReceiptToken, keepReceipt } from '#lib/core/receipts/receipts.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { fundRound, type TestFund } from '../fixture/fund.ts';
import { runningProject, type Project } from '../fixture/fund-proof.ts';
import { openPdf } from '../fixture/pdf.ts';
import { jpeg } from '../fixture/photos.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

const phone = { width: 360, height: 740 };
const daysAgo = (days: number) =>
	new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

type Own = Readonly<{ fund: TestFund; project: Project; path: string; staffPath: string }>;

/** A project that ended yesterday, and the address under which its applicant finds its proof. */
async function ended(app: App): Promise<Own> {
	const fund = await fundRound(app.db);
	const project = await runningProject(app.db, fund, {
		startsOn: daysAgo(90),
		endsOn: daysAgo(1)
	});
	const token = drawReceiptToken();
	await app.db
		.transaction()
		.execute((trx) =>
			keepReceipt(trx, token, { activityId: fund.activityId, subjectId: project.id })
		);
	return {
		fund,
		project,
		path: `/fund/${fund.slug}/mine/${token}/proof`,
		staffPath: `/staff/fund/${fund.activityId}/applications/1/proof`
	};
}

/** Tests share a database, in which each receipt and each photo proves one expense only. */
let drawn = 0;
const photo = async () => ({
	name: 'beleg.jpg',
	mimeType: 'image/jpeg',
	buffer: await jpeg(400 + drawn++, 300)
});

const beTheOffice = async (app: App, page: Page) =>
	beSignedIn(
		page,
		app,
		await createAccount(app, { roles: [{ role: 'fundOffice', placeId: 'bielefeld-mitte' }] })
	);

async function receipt(page: Page, values: Record<string, string>, line: RegExp): Promise<void> {
	for (const [label, value] of Object.entries(values))
		await page.getByLabel(label, { exact: true }).fill(value);
	const option = await page
		.locator('#lineId option')
		.filter({ hasText: line })
		.getAttribute('value');
	await page.locator('#lineId').selectOption(option);
}

/** Both receipts, the report and the own money, from the proof's page on. */
async function proveEverything(page: Page, path: string): Promise<void> {
	await page.goto(`${path}/receipts/new`);
	const market = {
		Betrag: '450,00',
		'Bezahlt am': daysAgo(30),
		'An wen wurde bezahlt?': 'Markthalle',
		'Beleg-Nummer': `R-${drawn}`
	};
	await receipt(page, market, /Töpfe/);
	await page.locator('#file').setInputFiles(await photo());
	await page.getByRole('button', { name: 'Speichern und noch einen' }).click();
	await expect(page.getByRole('status').first()).toContainText('Der Beleg ist gespeichert.');
	await receipt(
		page,
		{ ...market, Betrag: '50', 'An wen wurde bezahlt?': 'Bürgerhaus' },
		/Miete der Küche/
	);
	await page.locator('#file').setInputFiles(await photo());
	await page.getByRole('button', { name: 'Beleg speichern' }).click();

	await page.getByRole('link', { name: 'Bericht schreiben' }).click();
	await page.getByLabel('Wie viele Menschen waren dabei?').fill('42');
	await page.getByLabel('Was ist passiert?').fill('Jeden Monat wurde gekocht.');
	await page.getByLabel('Was ist gut gelaufen?').fill('Viele kamen wieder.');
	await page.getByLabel('Was war schwierig?').fill('Der Regen im Mai.');
	for (const question of ['Hat das Projekt sein Ziel erreicht?', 'Würden Sie es wieder machen?'])
		await page.getByRole('group', { name: question }).getByLabel('Ja').check();
	await page.getByRole('button', { name: 'Speichern' }).last().click();
	await page.getByRole('link', { name: 'Anderes Geld und Erklärungen' }).first().click();
	await page.getByLabel('Wie viel ist wirklich gekommen?').fill('50,00');
	await page.getByRole('button', { name: 'Speichern' }).click();
}

async function handIn(page: Page): Promise<void> {
	await page.locator('#submit summary').click();
	await page.getByRole('button', { name: 'Ja, einreichen' }).click();
}

test.describe('without JavaScript, on a phone', () => {
	test.use({ javaScriptEnabled: false, viewport: phone });

	test('a neighbour enters receipts with photos, tells what happened and hands the proof in', async ({
		app,
		page
	}) => {
		test.slow();
		const { path, project } = await ended(app);
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Verwendungsnachweis');
		await expect(page.locator('#submit')).toContainText('Es fehlt noch etwas');
		await proveEverything(page, path);
		await expectNoSidewaysScrolling(page);
		await handIn(page);
		await expect(page.getByText('Danke! Der Nachweis ist eingereicht.')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Ändern' })).toHaveCount(0);
		expect((await page.goto(`${path}/receipts/new`))?.status()).toBe(409);
		const file = await page.request.get(`${path}/proof.pdf`);
		const pdf = await openPdf(await file.body());
		expect(pdf.texts.join(' ')).toContain('Jeden Monat wurde gekocht.');
		const { state } = await app.db
			.selectFrom('fundApplications')
			.select('state')
			.where('id', '=', project.id)
			.executeTakeFirstOrThrow();
		expect(state).toBe('proofSubmitted');
	});

	test('what is wrong with a receipt is said at its field; the photo and what was typed stay', async ({
		app,
		page
	}) => {
		const { path } = await ended(app);
		await page.goto(`${path}/receipts/new`);
		await receipt(
			page,
			{ Betrag: 'zwölf', 'Bezahlt am': daysAgo(120), 'An wen wurde bezahlt?': 'Markthalle' },
			/Töpfe/
		);
		await page.locator('#file').setInputFiles(await photo());
		const answer = async () => {
			const sent = page.waitForResponse((response) => response.request().method() === 'POST');
			await page.getByRole('button', { name: 'Beleg speichern' }).click();
			return (await sent).status();
		};
		expect(await answer()).toBe(422);
		await expect(page.locator('#amount-error')).toContainText('Das ist kein Betrag');
		await expect(page.getByLabel('Betrag')).toHaveValue('zwölf');
		await expect(page.getByText('Schon da:')).toContainText('beleg.jpg');
		await page.getByLabel('Betrag').fill('12');
		expect(await answer()).toBe(422);
		await expect(page.locator('#paidOn-error')).toContainText('vor dem bewilligten Zeitraum');
		await page.getByLabel('Bezahlt am').fill(daysAgo(30));
		await page.getByRole('button', { name: 'Beleg speichern' }).click();
		await expect(page.getByText('Der Beleg ist gespeichert.')).toBeVisible();

		// The photo came with the first answer and is there, for whoever holds the receipt only.
		const link = (await page.getByRole('link', { name: /Beleg ansehen/ }).getAttribute('href'))!;
		const file = await page.request.get(link);
		expect(file.headers()['content-type']).toBe('image/jpeg');
		const guessed = link.replace(/mine\/[^/]+/, 'mine/22222222222222222222');
		expect((await page.request.get(guessed)).status()).toBe(404);

		await page.getByRole('link', { name: /^Ändern/ }).click();
		await expect(page.getByLabel('Betrag')).toHaveValue('12,00');
		await page.getByText('Beleg löschen', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, löschen' }).click();
		await expect(page.getByText('Der Beleg ist gelöscht.')).toBeVisible();
	});
});

test('the office asks, the neighbour answers, the office recognises and closes', async ({
	app,
	page,
	browser
}) => {
	test.slow();
	const { path, staffPath } = await ended(app);
	const neighbour = await browser.newPage({
		baseURL: app.origin,
		locale: 'de-DE',
		viewport: phone
	});
	await proveEverything(neighbour, path);
	await handIn(neighbour);

	await beTheOffice(app, page);
	await page.goto(staffPath);
	await page.getByLabel('Was fehlt oder unklar ist').fill('Wo wurde im Mai gekocht?');
	await page.getByRole('button', { name: 'Zurückgeben und nachfragen' }).click();
	await expect(page.locator('#dueOn-error')).toBeVisible();
	await page.getByLabel('Antwort bis').fill(daysAgo(-14));
	await page.getByRole('button', { name: 'Zurückgeben und nachfragen' }).click();
	await expect(page.getByText('Die Nachforderung ist unterwegs.')).toBeVisible();

	await neighbour.goto(path);
	await expect(neighbour.getByText('Wo wurde im Mai gekocht?')).toBeVisible();
	await neighbour.getByLabel('Ihre Antwort').fill('Im Bürgerhaus.');
	await handIn(neighbour);
	await expect(neighbour.getByText('Danke! Der Nachweis ist eingereicht.')).toBeVisible();

	await page.goto(staffPath);
	await expect(page.getByRole('img', { name: 'Bild des Belegs von Markthalle' })).toBeVisible();
	await page.getByLabel('Anerkannter Betrag').first().fill('400');
	await page.getByRole('button', { name: 'Anerkennung speichern' }).click();
	await expect(page.getByText('Bitte schreiben Sie, warum Sie weniger anerkennen.')).toBeVisible();
	await page.getByLabel('Anerkannter Betrag').first().fill('450');
	await page.getByRole('button', { name: 'Anerkennung speichern' }).click();
	await expect(page.getByText('Die Anerkennung ist gespeichert.')).toBeVisible();
	await expect(page.getByLabel('Erfolge')).toHaveValue('Viele kamen wieder.');
	await page.getByText('Projekt abschließen', { exact: true }).last().click();
	await page.getByRole('button', { name: 'Ja, abschließen' }).click();
	await expect(page.getByText('Das Projekt ist abgeschlossen.')).toBeVisible();
	await expect(page.getByText('Das Projekt war erfolgreich.')).toBeVisible();
	await neighbour.goto(path);
	await expect(neighbour.getByText('Danke für Ihr Projekt!')).toBeVisible();
	await neighbour.close();
});

for (const prefix of ['', '/leicht', '/en', '/ar']) {
	test(`the pages of the proof are accessible and fit 320 px (${prefix || 'de'})`, async ({
		app,
		page
	}) => {
		test.slow();
		const { path, staffPath } = await ended(app);
		await page.setViewportSize({ width: 320, height: 800 });
		await proveEverything(page, path);
		for (const address of [path, `${path}/receipts/new`, `${path}/report`, `${path}/money`]) {
			await page.goto(`${prefix}${address}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
		await page.goto(path);
		await handIn(page);
		await beTheOffice(app, page);
		for (const address of [`${prefix}${path}`, `${prefix}${staffPath}`]) {
			await page.goto(address);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
}
