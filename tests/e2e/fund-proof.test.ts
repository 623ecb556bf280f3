import type { Page } from '@playwright/test';
import { beSignedIn } from '../fixture/accounts.ts';
import { fundRound, keptReceipt, type TestFund } from '../fixture/fund.ts';
import { runningProject, type Project } from '../fixture/fund-proof.ts';
import { openPdf } from '../fixture/pdf.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';
import { employee } from './fund-people.ts';
import { handIn, photo, proveEverything, receipt } from './fund-proof-steps.ts';

const phone = { width: 360, height: 740 };

type Own = Readonly<{ fund: TestFund; project: Project; path: string; staffPath: string }>;

/** A project that ended yesterday, and the address under which its applicant finds its proof. */
async function ended(app: App): Promise<Own> {
	const fund = await fundRound(app.db);
	const project = await runningProject(app.db, fund, {
		startsOn: dayIn(-90),
		endsOn: dayIn(-1)
	});
	const code = await keptReceipt(app.db, fund, project.id);
	return {
		fund,
		project,
		path: `/fund/${fund.slug}/mine/${code}/proof`,
		staffPath: `/staff/fund/${fund.activityId}/applications/1/proof`
	};
}

const beTheOffice = async (app: App, page: Page) =>
	beSignedIn(page, app, await employee(app, 'Olga Büro', 'fundOffice'));

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
			{ Betrag: 'zwölf', 'Bezahlt am': dayIn(-120), 'An wen wurde bezahlt?': 'Markthalle' },
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
		await page.getByLabel('Bezahlt am').fill(dayIn(-30));
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
	await page.getByLabel('Antwort bis').fill(dayIn(14));
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
