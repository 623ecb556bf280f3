import type { Page } from '@playwright/test';

export const title = (page: Page) => page.getByRole('heading', { level: 1 });
export const next = (page: Page) =>
	page.getByRole('button', { name: 'Weiter', exact: true }).click();
/** The visible button: the first of a form is for the enter key. */
export const press = (page: Page, value: string) =>
	page.locator(`button[name=press][value="${value}"]:not([aria-hidden])`).click();
export const field = (page: Page, name: string) => page.locator(`[id="${name}"]`);

export async function fillWho(page: Page, iban = 'DE02 1203 0000 0000 2020 51') {
	await page.getByRole('radio', { name: /Gruppe ohne Rechtsform/ }).check();
	await page.getByLabel('Name der Gruppe, des Vereins oder Trägers').fill('Kochgruppe');
	await page.getByLabel('Verantwortliche Person').fill('Nour Haddad');
	await page.getByLabel('Adresse', { exact: true }).fill('Werner-Bock-Straße 1\n33602 Bielefeld');
	await page.getByLabel('E-Mail (wenn Sie möchten)').fill('nour@example.org');
	await page.getByLabel('Wem gehört das Konto?').fill('Nour Haddad');
	await page.getByLabel('IBAN').fill(iban);
}

export async function fillWhat(page: Page) {
	await page.getByLabel('Wie heißt Ihr Projekt?').fill('Kochen auf dem Platz');
	await page.getByLabel('Kurz gesagt').fill('Wir kochen zusammen.');
	await page.getByLabel('Was genau ist geplant?').fill('Jeden Samstag.\nFür alle.');
	await page.getByRole('checkbox', { name: 'Familien' }).check();
	await page.getByLabel('Wie viele Menschen erreichen Sie ungefähr?').fill('1.200');
	await page.getByRole('radio', { name: /die hier wohnen/ }).check();
}

export async function fillWhere(page: Page, firstDay: string, lastDay: string) {
	await page.getByLabel('Wo findet es statt?').selectOption('bielefeld-kesselbrink');
	await page.getByLabel('Erster Tag').fill(firstDay);
	await page.getByLabel('Letzter Tag').fill(lastDay);
}

export async function fillLine(
	page: Page,
	at: string,
	[category, label, amount]: [string, string, string]
) {
	await field(page, `${at}.category`).selectOption(category);
	await field(page, `${at}.label`).fill(label);
	await field(page, `${at}.amount`).fill(amount);
}

export async function tickAll(page: Page) {
	for (const box of await page.locator('#declarations input').all()) await box.check();
}
