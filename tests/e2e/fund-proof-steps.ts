import type { Page } from '@playwright/test';
import { jpeg } from '../fixture/photos.ts';
import { expect } from './app.ts';
import { dayIn } from './days.ts';

type Told = Readonly<{
	/** As typed; what was spent for both lines of the plan and came as own money. */
	materials?: string;
	rent?: string;
	own?: string;
	/** YYYY-MM-DD, of both receipts. */
	paidOn?: string;
	/** How money that is left comes back. */
	returns?: string;
}>;

/** Tests share a database, in which each receipt and each photo proves one expense only. */
let drawn = 0;
export const photo = async () => ({
	name: 'beleg.jpg',
	mimeType: 'image/jpeg',
	buffer: await jpeg(400 + drawn++, 300)
});

export async function receipt(
	page: Page,
	values: Record<string, string>,
	line: RegExp
): Promise<void> {
	for (const [label, value] of Object.entries(values))
		await page.getByLabel(label, { exact: true }).fill(value);
	const option = await page
		.locator('#lineId option')
		.filter({ hasText: line })
		.getAttribute('value');
	await page.locator('#lineId').selectOption(option);
}

/** Both receipts, the report and the own money, from the proof's page on. */
export async function proveEverything(
	page: Page,
	path: string,
	{ materials = '450,00', rent = '50', own = '50,00', paidOn = dayIn(-30), returns }: Told = {}
): Promise<void> {
	await page.goto(`${path}/receipts/new`);
	const market = {
		Betrag: materials,
		'Bezahlt am': paidOn,
		'An wen wurde bezahlt?': 'Markthalle',
		'Beleg-Nummer': `R-${drawn}`
	};
	await receipt(page, market, /Töpfe/);
	await page.locator('#file').setInputFiles(await photo());
	await page.getByRole('button', { name: 'Speichern und noch einen' }).click();
	await expect(page.getByRole('status').first()).toContainText('Der Beleg ist gespeichert.');
	const kitchen = { ...market, Betrag: rent, 'An wen wurde bezahlt?': 'Bürgerhaus' };
	await receipt(page, kitchen, /Miete der Küche/);
	await page.locator('#file').setInputFiles(await photo());
	await page.getByRole('button', { name: 'Beleg speichern' }).click();
	await report(page);
	await page.getByRole('link', { name: 'Anderes Geld und Erklärungen' }).first().click();
	await page.getByLabel('Wie viel ist wirklich gekommen?').fill(own);
	await page.getByRole('button', { name: 'Speichern' }).click();
	if (returns) await sayHowItReturns(page, returns);
}

/** What is left is known once it is said what came from elsewhere. */
async function sayHowItReturns(page: Page, returns: string): Promise<void> {
	await page.getByRole('link', { name: 'Anderes Geld und Erklärungen' }).first().click();
	await page.getByLabel(returns).check();
	await page.getByRole('button', { name: 'Speichern' }).click();
}

async function report(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Bericht schreiben' }).click();
	await page.getByLabel('Wie viele Menschen waren dabei?').fill('42');
	await page.getByLabel('Was ist passiert?').fill('Jeden Monat wurde gekocht.');
	await page.getByLabel('Was ist gut gelaufen?').fill('Viele kamen wieder.');
	await page.getByLabel('Was war schwierig?').fill('Der Regen im Mai.');
	for (const question of ['Hat das Projekt sein Ziel erreicht?', 'Würden Sie es wieder machen?'])
		await page.getByRole('group', { name: question }).getByLabel('Ja').check();
	await page.getByRole('button', { name: 'Speichern' }).last().click();
}

export async function handIn(page: Page): Promise<void> {
	await page.locator('#submit summary').click();
	await page.getByRole('button', { name: 'Ja, einreichen' }).click();
}
