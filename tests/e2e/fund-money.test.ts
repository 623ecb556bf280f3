import type { Page } from '@playwright/test';
import { applicationOf } from '#lib/formats/fund/application.server.ts';
import { beSignedIn } from '../fixture/accounts.ts';
import { allByOffice, decided } from '../fixture/fund-money.ts';
import { fundRound, keptReceipt } from '../fixture/fund.ts';
import { openPdf } from '../fixture/pdf.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { employee, press } from './fund-people.ts';

test.use({ viewport: { width: 360, height: 740 } });

/** A grant that nobody was told of, its receipt's code, and everybody's pages. */
async function project(app: App) {
	const fund = await fundRound(app.db, { rules: allByOffice });
	const application = await decided(app.db, fund);
	const { activityId, applicationId } = application;
	const mine = `/fund/${fund.slug}/mine/${await keptReceipt(app.db, fund, applicationId)}`;
	const staff = `/staff/fund/${activityId}/applications/${application.number}/money`;
	return { ...fund, application, mine, staff };
}

async function pdfOf(page: Page, address: string) {
	const answer = await page.request.get(address);
	expect(answer.headers()['content-type']).toBe('application/pdf');
	return openPdf(await answer.body());
}

test('a grant goes from the notice to the money on the account; whoever checked it does not release it', async ({
	browser,
	page,
	app
}) => {
	test.setTimeout(180_000);
	const { application, mine, staff } = await project(app);
	const both = await employee(app, 'Olga Büro', 'fundOffice', 'finance');
	await beSignedIn(page, app, both);
	await page.goto(staff);
	await page.getByLabel('Rechtsbehelfsbelehrung').fill('');
	await press(page, 'Bescheid erteilen');
	await expect(page.getByText('Ein Bescheid muss sagen')).toBeVisible();
	await page.getByLabel('Rechtsbehelfsbelehrung').fill('Klage beim Verwaltungsgericht Minden.');
	await press(page, 'Bescheid erteilen');
	await expect(page.getByRole('link', { name: /Bewilligungsbescheid/ })).toBeVisible();

	const resident = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 320, height: 640 },
		baseURL: app.origin
	});
	const phone = await resident.newPage();
	await phone.goto(`${mine}/money`);
	const notice = await pdfOf(phone, `${mine}/notice.pdf`);
	expect(notice.texts.join(' ')).toContain('Verwaltungsgericht Minden');
	await press(phone, 'Ich nehme den Bescheid an');
	await phone.getByLabel(/Wie viel Geld/).fill('1.000');
	await phone.getByLabel('Wofür?').fill('Töpfe');
	const refused = phone.waitForResponse((one) => one.request().method() === 'POST');
	await press(phone, 'Geld abrufen');
	expect((await refused).status()).toBe(422);
	await expect(phone.getByText('So viel ist nicht mehr abrufbar.')).toBeVisible();
	await expect(phone.getByLabel('Wofür?')).toHaveValue('Töpfe');
	await phone.getByLabel(/Wie viel Geld/).fill('250,50 €');
	await press(phone, 'Geld abrufen');
	await expect(phone.getByRole('heading', { name: /Abruf 1:.*250,50/ })).toBeVisible();
	await expectNoSidewaysScrolling(phone);

	await page.reload();
	await press(page, 'Sachlich und rechnerisch richtig');
	await expect(page.getByText('Sie haben diesen Abruf selbst geprüft.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Auszahlung freigeben' })).toHaveCount(0);

	await page.context().clearCookies();
	await beSignedIn(page, app, await employee(app, 'Karl Kasse', 'finance'));
	await page.goto('/staff/fund/payments');
	await page.getByRole('link', { name: 'Kochen auf dem Platz' }).first().click();
	await expect(page).toHaveURL(new RegExp(`${staff}$`));
	await press(page, 'Auszahlung freigeben');
	const order = await page.getByRole('link', { name: /Auszahlungsanordnung/ }).getAttribute('href');
	expect((await pdfOf(page, order!)).texts.join(' ')).toContain('DE02 1203');
	await expectAccessible(page);
	await expectNoSidewaysScrolling(page);
	await press(page, 'Als ausgezahlt buchen');
	await expect(page.getByRole('row', { name: /Ausgezahlt.*250,50/ }).first()).toBeVisible();
	expect(await applicationOf(app.db, application.applicationId)).toMatchObject({
		state: 'running',
		paidCents: 25_050
	});
	await phone.reload();
	await expect(phone.getByText('Ausgezahlt', { exact: true }).first()).toBeVisible();
	await resident.close();
});

test('a change is asked for, refused while it does not add up, and approved', async ({
	page,
	app
}) => {
	test.setTimeout(120_000);
	const { application, mine, staff } = await project(app);
	await app.db
		.updateTable('fundApplications')
		.set({ state: 'running' })
		.where('id', '=', application.applicationId)
		.execute();
	await page.goto(`${mine}/change`);
	await page.getByLabel(/Töpfe und Zutaten/).fill('800');
	await page.getByLabel('Warum soll sich etwas ändern?').fill('Die Miete ist teurer.');
	await press(page, 'Änderung beantragen');
	await expect(page.getByText('Die Rechnung geht nicht auf')).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel(/Miete der Küche/).fill('200');
	await press(page, 'Änderung beantragen');
	await expect(page.getByText('Das Fonds-Büro prüft Ihren Antrag.')).toBeVisible();
	await expectAccessible(page);

	await beSignedIn(page, app, await employee(app, 'Olga Büro', 'fundOffice'));
	await page.goto(staff);
	await page.locator('summary', { hasText: 'Änderungsantrag beantworten' }).click();
	const answer = page.locator('form', { has: page.getByLabel('Genehmigen') });
	await answer.getByLabel('Genehmigen').check();
	await answer.getByLabel('Begründung').fill('Einverstanden.');
	await answer.getByRole('button', { name: 'Änderungsantrag beantworten', exact: true }).click();
	await expect(page.getByText('Einverstanden.')).toBeVisible();
	await expect(page.getByText('Genehmigt', { exact: true })).toBeVisible();
});

test('the pages of the money are accessible in Arabic, on a narrow phone and a desktop', async ({
	page,
	app
}) => {
	test.setTimeout(120_000);
	const { application, mine, staff } = await project(app);
	await app.db
		.updateTable('fundApplications')
		.set({ state: 'running' })
		.where('id', '=', application.applicationId)
		.execute();
	await beSignedIn(page, app, await employee(app, 'Olga Büro', 'fundOffice', 'finance'));
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		for (const address of [`${mine}/money`, `${mine}/change`, staff, '/staff/fund/payments']) {
			await page.goto(`/ar${address}`);
			await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	}
});
