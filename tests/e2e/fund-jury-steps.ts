import type { Page } from '@playwright/test';
import { expect } from './app.ts';
import { dayIn } from './days.ts';
import { press } from './fund-people.ts';

type Meeting = Readonly<{
	/** As the rules of the round have it. */
	quorum: number;
	/** Titles of applications. */
	agenda: readonly string[];
	/** Names of who is in the room. */
	jurors: readonly string[];
}>;

/** Calls a meeting, invites to it, notes who has come and opens it. @returns the address of its page */
export async function openMeeting(
	office: Page,
	path: string,
	{ quorum, agenda, jurors }: Meeting
): Promise<string> {
	await office.goto(`${path}/meetings`);
	await office.getByRole('link', { name: 'Neue Sitzung' }).click();
	await office.getByLabel('Tag und Uhrzeit').fill(`${dayIn(14)}T18:00`);
	await office.getByLabel('Ort', { exact: true }).fill('Stadtteilbüro');
	await expect(office.getByLabel('Beschlussfähig ab')).toHaveValue(String(quorum));
	await press(office, 'Sitzung ansetzen');
	for (const title of agenda)
		await office.getByRole('checkbox', { name: new RegExp(title) }).check();
	await press(office, 'Auf die Tagesordnung setzen');
	await press(office, 'Jury einladen');
	await expect(office.getByText('Jurymitglieder sind eingeladen')).toBeVisible();
	for (const name of jurors) await office.getByRole('checkbox', { name, exact: true }).check();
	await press(office, 'Anwesenheit speichern');
	await expect(office.getByRole('checkbox', { name: jurors[0]! })).toBeChecked();
	await press(office, 'Sitzung eröffnen');
	await expect(office.getByText('Läuft', { exact: true })).toBeVisible();
	return office.url().replace(/\?.*/, '');
}

export async function voteYes(juror: Page, meeting: string): Promise<void> {
	await juror.goto(`${meeting}/vote`);
	await press(juror, 'Ja');
	await expect(juror.getByText('Ihre Stimme: Ja')).toBeVisible();
}
