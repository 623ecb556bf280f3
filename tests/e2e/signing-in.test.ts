import type { Page } from '@playwright/test';
import { beSignedIn, createAccount, freshCode, signIn } from '../fixture/accounts.ts';
import { mailedLink } from '../fixture/mails.ts';
import { buildTown } from '../fixture/town.ts';
import { totpOf } from '#lib/core/people/sign-in/totp.server.ts';
import { expect, test } from './app.ts';

const administrator = [{ role: 'administrator', placeId: 'bielefeld' }] as const;
const newPassword = 'tasse regen leiter blau';

test.beforeAll(async ({ app }) => buildTown(app.db));

const fillIn = async (page: Page, email: string, password: string) => {
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Passwort').fill(password);
	await page.getByRole('button', { name: 'Anmelden' }).click();
};

test('somebody signs in with password and code, comes to the wanted page and signs out', async ({
	page,
	app
}) => {
	const account = await createAccount(app, { roles: administrator });
	await page.goto('/admin/people?search=a');
	await expect(page).toHaveURL(/\/sign-in\?next=/);
	await fillIn(page, account.email, account.password);
	await page.getByLabel('Code').fill(await freshCode(app.db, account));
	await page.getByRole('button', { name: 'Weiter' }).click();
	await expect(page).toHaveURL(/\/admin\/people\?search=a$/);
	const [cookie] = (await page.context().cookies()).filter(
		({ name }) => name === 'palaver_session'
	);
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
	await page.getByRole('button', { name: 'Abmelden' }).first().click();
	await expect(page.getByText('Sie sind abgemeldet.')).toBeVisible();
	await page.goto('/admin');
	await expect(page).toHaveURL(/\/sign-in/);
});

test('a wrong password and an unknown address get the same answer; the address stays in the form', async ({
	page,
	app
}) => {
	const account = await createAccount(app);
	const answers: string[] = [];
	for (const email of [account.email, 'niemand@stadt.example']) {
		await page.goto('/sign-in');
		const answered = page.waitForResponse((response) => response.request().method() === 'POST');
		await fillIn(page, email, 'falsch falsch falsch');
		const { status } = { status: (await answered).status() };
		await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue(email);
		answers.push(`${status} ${await page.getByRole('alert').innerText()}`);
	}
	expect(answers[0]).toBe(answers[1]);
	expect(answers[0]).toBe('422 E-Mail-Adresse oder Passwort stimmen nicht.');
});

test('a next that leads to another host is dropped', async ({ page, app }) => {
	const account = await createAccount(app, { secondFactor: false });
	await page.goto('/sign-in?next=//evil.example/');
	await fillIn(page, account.email, account.password);
	await expect(page).toHaveURL(`${app.origin}/account`);
});

test('a form posted from another site is refused', async ({ app }) => {
	const answer = await fetch(`${app.origin}/sign-out`, {
		method: 'POST',
		headers: {
			origin: 'https://evil.example',
			'content-type': 'application/x-www-form-urlencoded'
		},
		body: ''
	});
	expect(answer.status).toBe(403);
});

test('a staff member sets up the second factor at the first sign-in and gets recovery codes once', async ({
	page,
	app
}) => {
	const account = await createAccount(app, { roles: administrator, secondFactor: false });
	await page.goto('/sign-in?next=/admin/people');
	await fillIn(page, account.email, account.password);
	await expect(page).toHaveURL(/\/account\/second-factor/);
	await expect(page.getByRole('img', { name: 'QR-Code für die Authenticator-App' })).toBeVisible();
	const secret = (await page.getByTestId('secret').innerText()).replaceAll(' ', '');
	await page.getByLabel('Code', { exact: true }).fill('000000');
	await page.getByRole('button', { name: 'Einrichten' }).click();
	await expect(page.getByText('Dieser Code stimmt nicht')).toBeVisible();
	await page.getByLabel('Code', { exact: true }).fill(totpOf(secret, '').generate());
	await page.getByRole('button', { name: 'Einrichten' }).click();
	await expect(page.getByRole('heading', { name: 'Ihre Wiederherstellungscodes' })).toBeVisible();
	const codes = await page.locator('main code').allInnerTexts();
	expect(codes).toHaveLength(10);
	await page.getByRole('link', { name: 'Ich habe die Codes' }).click();
	await page.goto('/admin/people');
	await expect(page.getByRole('heading', { name: 'Personen' })).toBeVisible();
	// A recovery code replaces the phone.
	await page.getByRole('button', { name: 'Abmelden' }).first().click();
	await fillIn(page, account.email, account.password);
	await page.getByLabel('Code').fill(codes[0]!);
	await page.getByRole('button', { name: 'Weiter' }).click();
	await expect(page).toHaveURL(/\/admin$/);
});

test('new recovery codes ask for the password; the list of sign-ins says when they end', async ({
	page,
	app
}) => {
	const account = await createAccount(app, { roles: administrator });
	await beSignedIn(page, app, account);
	await page.goto('/account/recovery-codes');
	await page.getByLabel('Ihr Passwort').fill('a guess that is long enough');
	await page.getByRole('button', { name: 'Neue Codes erzeugen' }).click();
	await expect(page.locator('#current-error')).toBeVisible();
	await expect(page.locator('main code')).toHaveCount(0);
	await page.getByLabel('Ihr Passwort').fill(account.password);
	await page.getByRole('button', { name: 'Neue Codes erzeugen' }).click();
	await expect(page.locator('main code')).toHaveCount(10);
	await page.goto('/account/sessions');
	await expect(page.getByText(/^Endet spätestens am \d/)).toBeVisible();
	await expect(page.getByText('spätestens 7 Tage nach der Anmeldung')).toBeVisible();
});

test('a forgotten password is replaced by the link in the mail, once', async ({ page, app }) => {
	const account = await createAccount(app, { secondFactor: false });
	await page.goto('/sign-in');
	await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
	await page.getByLabel('E-Mail-Adresse').fill(account.email);
	await page.getByRole('button', { name: 'Link schicken' }).click();
	await expect(page.getByText('Bitte sehen Sie in Ihr Postfach')).toBeVisible();
	const link = await mailedLink(app.dataDir, account.email);
	await page.goto(link);
	await page.getByLabel('Neues Passwort').fill('passwort1234');
	await page.getByRole('button', { name: 'Passwort speichern' }).click();
	await expect(page.getByText('Liste der häufigsten')).toBeVisible();
	await page.getByLabel('Neues Passwort').fill(newPassword);
	await page.getByRole('button', { name: 'Passwort speichern' }).click();
	await expect(page.getByText('Ihr neues Passwort gilt.')).toBeVisible();
	await fillIn(page, account.email, newPassword);
	await expect(page).toHaveURL(/\/account$/);
	await page.goto(link);
	await expect(page.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible();
});

test('an administrator invites somebody, who takes the account in the own language', async ({
	page,
	browser,
	app
}) => {
	const chief = await createAccount(app, { roles: administrator });
	await beSignedIn(page, app, chief);
	const email = `neu${Date.now()}@stadt.example`;
	await page.goto('/admin/people/invite');
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Name').fill('Nadia Haddad');
	await page.getByLabel('Sprache der E-Mails').selectOption('ar');
	await page.getByRole('button', { name: 'Einladen' }).click();
	await expect(page.getByText('Geben Sie mindestens eine Rolle')).toBeVisible();
	await expect(page.getByLabel('Name')).toHaveValue('Nadia Haddad');
	await page.getByLabel('Rolle').selectOption('moderator');
	await page.getByLabel('Ort').selectOption('bielefeld-mitte');
	await page.getByRole('button', { name: 'Einladen' }).click();
	await expect(page.getByText('Die Einladung ist unterwegs.')).toBeVisible();

	const link = await mailedLink(app.dataDir, email);
	expect(link).toContain('/ar/invitation/');
	const context = await browser.newContext();
	const guest = await context.newPage();
	await guest.goto(link);
	await expect(guest.locator('html')).toHaveAttribute('dir', 'rtl');
	await guest.locator('#password').fill(newPassword);
	await guest.locator('main form button.primary').click();
	await expect(guest).toHaveURL(/\/ar\/account\/second-factor/);
	await context.close();

	await page.goto('/admin/outbox');
	await expect(page.getByRole('row', { name: email })).toContainText('gesendet');
	await page.goto('/admin/history?action=account.invitationAccepted');
	await expect(page.getByRole('cell', { name: 'Nadia Haddad' }).first()).toBeVisible();
});

test('a person signs out another device from the list', async ({ page, browser, app }) => {
	const account = await createAccount(app, { secondFactor: false });
	const other = await browser.newContext();
	await beSignedIn(await other.newPage(), app, account);
	await beSignedIn(page, app, account);
	await page.goto('/account/sessions');
	await page.getByRole('button', { name: 'Chrome, Linux abmelden' }).click();
	await expect(page.getByText('Sie sind nur auf diesem Gerät angemeldet.')).toBeVisible();
	const abandoned = other.pages()[0]!;
	await abandoned.goto(`${app.origin}/account`);
	await expect(abandoned).toHaveURL(/\/sign-in/);
	await other.close();
});

test('signing in needs no mouse', async ({ page, app }) => {
	const account = await createAccount(app, { secondFactor: false });
	await page.goto('/sign-in');
	await page.getByLabel('E-Mail-Adresse').focus();
	await page.keyboard.type(account.email);
	await page.keyboard.press('Tab');
	await page.keyboard.type(account.password);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: 'Anmelden' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/account$/);
});

test('signing in needs no JavaScript, nor does looking after people', async ({ browser, app }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' });
	const page = await context.newPage();
	const account = await createAccount(app, { roles: administrator });
	const somebody = await createAccount(app, { name: 'Bernd Ohne' });
	await signIn(page, app, account);
	await expect(page).toHaveURL(/\/admin$/);
	await page.goto(`${app.origin}/admin/people/${somebody.id}`);
	await page.getByLabel('Rolle', { exact: true }).selectOption('planner');
	await page.getByRole('button', { name: 'Rolle geben' }).click();
	await expect(page.getByText('Sozialplanung: Bielefeld')).toBeVisible();
	await page.locator('summary', { hasText: 'Entziehen' }).click();
	await page.getByRole('button', { name: 'Entziehen' }).click();
	await expect(page.getByText('Diese Person hat keine Rolle')).toBeVisible();
	await context.close();
});

test('who has no staff role is told so on administration pages', async ({ page, app }) => {
	await beSignedIn(page, app, await createAccount(app));
	for (const path of [
		'',
		'/people',
		'/organisations',
		'/outbox',
		'/history',
		'/history/export.csv'
	]) {
		const answer = await page.request.get(`${app.origin}/admin${path}`);
		expect(answer.status(), path).toBe(403);
	}
});
