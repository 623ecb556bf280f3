import type { Page } from '@playwright/test';
import { localDay } from '#lib/platform/local-time.ts';
import { pdf } from '../fixture/documents.ts';
import { expect } from './app.ts';
import {
	field,
	fillLine,
	fillWhat,
	fillWhere,
	fillWho,
	next,
	press as pressValue,
	tickAll
} from './fund-apply-steps.ts';
import { voteYes } from './fund-jury-steps.ts';
import { press } from './fund-people.ts';

/** A project of one day, so that nobody has to wait until it can be proved. */
export const today = localDay(new Date());

/** Who applies writes down the code. @returns it */
export async function beginApplication(page: Page, slug: string): Promise<string> {
	await page.goto(`/fund/${slug}`);
	await page.getByRole('link', { name: 'Antrag stellen' }).first().click();
	await page.getByRole('button', { name: 'Antrag beginnen' }).click();
	await fillWho(page);
	await next(page);
	await fillWhat(page);
	await pressValue(page, 'later');
	return page.locator('.code').innerText();
}

/** With nothing but the code, as on another day. @returns the address of the overview */
export async function comeBack(page: Page, code: string): Promise<string> {
	await page.context().clearCookies();
	await page.goto('/receipt');
	await page.locator('#code').fill(code);
	await page.getByRole('button', { name: 'Anzeigen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kochen auf dem Platz');
	return new URL(page.url()).pathname;
}

/** 1.000 € of costs, 900 € of which are asked for. */
export async function handInApplication(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Weitermachen' }).click();
	await fillWhere(page, today, today);
	await next(page);
	await fillLine(page, 'costs.0', ['materials', 'Töpfe und Zutaten', '900']);
	await pressValue(page, 'add');
	await fillLine(page, 'costs.1', ['rent', 'Miete der Küche', '100,00']);
	await next(page);
	await page.getByLabel('Wie viel beantragen Sie?').fill('900');
	await fillLine(page, 'funding.0', ['own', 'Kasse der Gruppe', '100']);
	await next(page);
	await tickAll(page);
	await next(page);
	await page.getByRole('button', { name: 'Antrag abschicken' }).click();
	await expect(page.getByText('Danke, Ihr Antrag ist da')).toBeVisible();
}

export async function askFor(office: Page, what: string): Promise<void> {
	await office.getByText('Nachfordern …').click();
	await office.getByLabel('Was fehlt?').fill(what);
	await press(office, 'Nachforderung senden');
	await expect(office.getByText(what).first()).toBeVisible();
}

/** Attaches what was missing and hands in again. */
export async function answerQuery(page: Page, mine: string, answer: string): Promise<void> {
	await page.goto(`${mine}/more`);
	const quote = { name: 'Angebot.pdf', mimeType: 'application/pdf', buffer: pdf() };
	await field(page, 'documents').setInputFiles(quote);
	await next(page);
	await page.getByLabel('Ihre Antwort an das Fonds-Büro').fill(answer);
	await page.getByRole('button', { name: 'Antwort abschicken' }).click();
}

/** The jury grants the sum that it was asked for. */
export async function decideInMeeting(
	office: Page,
	jurors: readonly Page[],
	meeting: string,
	sum: string
): Promise<void> {
	await office.getByRole('link', { name: 'Kochen auf dem Platz' }).click();
	await office.getByLabel('Bewilligte Summe').fill(sum);
	await press(office, 'Vorschlag speichern');
	await press(office, 'Abstimmung eröffnen');
	for (const juror of jurors) await voteYes(juror, meeting);
	await office.reload();
	await expect(
		office.getByText(`${jurors.length} von ${jurors.length} haben abgestimmt.`)
	).toBeVisible();
	await press(office, 'Abstimmung schließen');
	await expect(office.getByText('Angenommen', { exact: true })).toBeVisible();
	await office.goto(meeting);
	await press(office, 'Sitzung schließen');
	await expect(office.getByRole('link', { name: 'Niederschrift (PDF)' })).toBeVisible();
}

export async function callMoney(page: Page, mine: string, sum: string): Promise<void> {
	await page.goto(`${mine}/money`);
	await page.getByLabel(/Wie viel Geld/).fill(sum);
	await page.getByLabel('Wofür?').fill('Töpfe, Zutaten und Miete');
	await press(page, 'Geld abrufen');
	await expect(page.getByRole('heading', { name: /Abruf 1/ })).toBeVisible();
}

/** Finance books what has arrived on the account of the city. */
export async function bookReturn(finance: Page, money: string, sum: string): Promise<void> {
	await finance.goto(money);
	await finance.locator('summary', { hasText: 'Rückzahlung buchen' }).click();
	await finance.getByLabel('Zurückgezahlter Betrag').fill(sum);
	await finance.getByLabel('Wofür, und wo es auf dem Kontoauszug').fill('Kontoauszug 7');
	await press(finance, 'Rückzahlung buchen');
	await expect(finance.getByRole('row', { name: /Kontoauszug 7/ })).toBeVisible();
}

/** What the overview of one's own application says: how it stands, and what happens next. */
export async function expectToRead(
	page: Page,
	mine: string,
	[state, nextStep]: readonly [string, string]
): Promise<void> {
	await page.goto(mine);
	await expect(page.locator('main header .badge')).toHaveText(state);
	await expect(page.getByRole('region', { name: 'Wie es weitergeht' })).toContainText(nextStep);
}

const plain = (text: string) =>
	text
		.replace(/[\u2066-\u2069\u200e\u200f]/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** Rows of a table in a section, each as a person reads it, without its direction marks. */
export async function rowsOf(page: Page, section: string): Promise<string[]> {
	const rows = page.locator(`section[aria-labelledby="${section}"] tbody tr`);
	return (await rows.allInnerTexts()).map(plain);
}

type PotMoney = Readonly<{ paid: string; reserved: string; free: string }>;

/** The page of the pot of 21.840 €, to the cent. */
export async function expectInPot(
	finance: Page,
	potId: string,
	{ paid, reserved, free }: PotMoney
): Promise<void> {
	await finance.goto(`/staff/fund/pots/${potId}`);
	expect(await rowsOf(finance, 'money')).toEqual([
		`Ausgezahlt ${paid} €`,
		`Reserviert ${reserved} €`,
		`Frei ${free} €`,
		'Im Topf insgesamt 21.840,00 €'
	]);
}

/** The books on the page of the pot that was just looked at: what was booked, oldest first. */
export async function expectBooked(finance: Page, entries: readonly string[]): Promise<void> {
	const rows = await finance.locator('section[aria-labelledby="books"] tbody tr').all();
	const booked = rows.map(async (row) => {
		const kind = await row.getByRole('rowheader').innerText();
		return plain(`${kind} ${await row.getByRole('cell').nth(3).innerText()}`);
	});
	expect(await Promise.all(booked)).toEqual(['Zuweisung 21.840,00 €', ...entries]);
}
