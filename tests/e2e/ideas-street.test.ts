import type { Page } from '@playwright/test';
import { createAccount, beSignedIn } from '../fixture/accounts.ts';
import { ideaMap } from '../fixture/idea-map.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.use({ viewport: { width: 390, height: 844 } });

/** A street worker with a phone, at the street mode of a map. */
async function onTheStreet(page: Page, app: App, prefix = '') {
	const map = await ideaMap(app.db, { moderation: 'before' });
	const worker = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, worker);
	await page.goto(`${prefix}/street/${map.activityId}`);
	return { map, worker };
}

async function write(page: Page, title: string): Promise<void> {
	await page.getByLabel('Worum geht es?').fill(title);
	await page.getByRole('radio', { name: 'Idee' }).check();
	await page.getByLabel(/Die Person ist einverstanden/).check();
	await page.getByRole('button', { name: 'Idee festhalten' }).click();
}

const titles = async (app: App, activityId: string) => {
	const rows = await app.db
		.selectFrom('ideas')
		.select('title')
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();
	return rows.map(({ title }) => title);
};

test('ideas written without a network stay on the phone, are counted, and arrive once when it is back', async ({
	page,
	context,
	app
}) => {
	const { map } = await onTheStreet(page, app);
	await expect(page.locator('#street[data-ready]')).toBeVisible();
	await context.setOffline(true);
	await write(page, 'Bank an der Haltestelle');
	await write(page, 'Mehr Licht');
	await expect(page.locator('#unsent')).toHaveText('noch nicht gesendet: 2');
	expect(await titles(app, map.activityId)).toEqual([]);
	await context.setOffline(false);
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	expect(await titles(app, map.activityId)).toEqual(['Bank an der Haltestelle', 'Mehr Licht']);
});

test('the page starts without a network and still has what was not sent', async ({
	page,
	context,
	app
}) => {
	const { map } = await onTheStreet(page, app);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
	await expect
		.poll(() =>
			page.evaluate(async () => (await (await caches.open('palaver-street-1')).keys()).length)
		)
		.toBeGreaterThan(1);
	await context.setOffline(true);
	await write(page, 'Wasserhahn');
	await expect(page.locator('#unsent')).toHaveText('noch nicht gesendet: 1');
	await page.reload();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Straßenmodus');
	await expect(page.locator('#unsent')).toHaveText('noch nicht gesendet: 1');
	await context.setOffline(false);
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	expect(await titles(app, map.activityId)).toEqual(['Wasserhahn']);
});

test('two tabs send the same queue, and every idea is there once', async ({
	page,
	context,
	app
}) => {
	const { map } = await onTheStreet(page, app);
	const other = await context.newPage();
	await other.goto(`/street/${map.activityId}`);
	await expect(other.locator('#street[data-ready]')).toBeVisible();
	await context.setOffline(true);
	for (const title of ['Eins', 'Zwei', 'Drei']) await write(page, title);
	await expect(other.locator('#unsent')).toHaveText('noch nicht gesendet: 3');
	await context.setOffline(false);
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	await expect(other.locator('#unsent')).toHaveText('alles gesendet');
	expect(await titles(app, map.activityId)).toEqual(['Eins', 'Zwei', 'Drei']);
});

test('nothing that waits on the phone can be read there, and clearing it leaves nothing', async ({
	page,
	context,
	app
}) => {
	await onTheStreet(page, app);
	await expect(page.locator('#street[data-ready]')).toBeVisible();
	await context.setOffline(true);
	await write(page, 'Geheimer Wunsch');
	await expect(page.locator('#unsent')).toHaveText('noch nicht gesendet: 1');
	const kept = () =>
		page.evaluate(
			() =>
				new Promise<string>((resolve) => {
					const request = indexedDB.open('palaver-street');
					request.onsuccess = () => {
						const all = request.result.transaction('ideas').objectStore('ideas').getAll();
						all.onsuccess = () => resolve(JSON.stringify(all.result));
					};
				})
		);
	expect(await kept()).toContain('sealed');
	expect(await kept()).not.toContain('Geheimer');
	await page.getByText('Telefon leeren').click();
	await expect(page.getByText('Achtung, noch nicht gesendet: 1')).toBeVisible();
	await page.getByRole('button', { name: 'Endgültig leeren' }).click();
	await expect(page.getByText('Das Telefon ist leer.')).toBeVisible();
	expect(await kept()).toBe('[]');
	expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('whose sign-in ran out keeps everything until they sign in again', async ({
	page,
	context,
	app
}) => {
	const { map, worker } = await onTheStreet(page, app);
	await expect(page.locator('#street[data-ready]')).toBeVisible();
	await context.clearCookies();
	await write(page, 'Nach Feierabend');
	await expect(page.getByRole('link', { name: 'Anmelden und senden' })).toBeVisible();
	expect(await titles(app, map.activityId)).toEqual([]);
	await beSignedIn(page, app, worker);
	await page.getByRole('button', { name: 'Jetzt senden' }).click();
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	expect(await titles(app, map.activityId)).toEqual(['Nach Feierabend']);
});

test('an idea outside the area comes back with the reason and can be mended', async ({
	page,
	context,
	app
}) => {
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ latitude: 53.55, longitude: 9.99 });
	const { map } = await onTheStreet(page, app);
	await page.getByRole('button', { name: 'Standort bestimmen' }).click();
	await expect(page.getByText(/Gefunden, auf etwa/)).toBeVisible();
	await write(page, 'In Hamburg gesagt');
	await expect(page.getByText(/In Hamburg gesagt: Dieser Punkt liegt außerhalb/)).toBeVisible();
	await page.getByRole('button', { name: 'Verbessern' }).click();
	await page.getByRole('radio', { name: /Im ganzen Viertel/ }).check();
	await page.getByRole('button', { name: 'Idee festhalten' }).click();
	await expect(page.locator('#said')).toHaveText('Gesendet.');
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	expect(await titles(app, map.activityId)).toEqual(['In Hamburg gesagt']);
});

test('a refused idea is still on the phone after the page was closed, until it is thrown away', async ({
	page,
	context,
	app
}) => {
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ latitude: 53.55, longitude: 9.99 });
	const { map } = await onTheStreet(page, app);
	await page.getByRole('button', { name: 'Standort bestimmen' }).click();
	await expect(page.getByText(/Gefunden, auf etwa/)).toBeVisible();
	await write(page, 'In Hamburg gesagt');
	const refused = page.getByText(/In Hamburg gesagt: Dieser Punkt liegt außerhalb/);
	await expect(refused).toBeVisible();
	await expect(page.locator('#unsent')).toHaveText('noch nicht gesendet: 1');
	await page.reload();
	await expect(refused).toBeVisible();
	await page.getByText('Verwerfen', { exact: true }).click();
	await page.getByRole('button', { name: 'Ja, verwerfen' }).click();
	await expect(refused).toBeHidden();
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	expect(await titles(app, map.activityId)).toEqual([]);
});

test('mending an earlier idea takes no words and no place from the person who is speaking now', async ({
	page,
	context,
	app
}) => {
	await context.grantPermissions(['geolocation']);
	await context.setGeolocation({ latitude: 53.55, longitude: 9.99 });
	const { map } = await onTheStreet(page, app);
	await page.getByLabel('Gesagt am').fill('2026-11-20');
	await page.getByRole('button', { name: 'Standort bestimmen' }).click();
	await expect(page.getByText(/Gefunden, auf etwa/)).toBeVisible();
	await write(page, 'In Hamburg gesagt');
	const mend = page.getByRole('button', { name: 'Verbessern' });
	await expect(mend).toBeVisible();
	await page.getByLabel('Gesagt am').fill('2026-11-25');
	await page.getByRole('radio', { name: /Im ganzen Viertel/ }).check();
	await page.getByLabel('Worum geht es?').fill('Halb erzählt');
	await mend.click();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('Halb erzählt');
	await expect(page.locator('#said')).toContainText('Bitte zuerst festhalten');
	await write(page, 'Ganz erzählt');
	await expect(page.locator('#said')).toHaveText('Gesendet.');
	await mend.click();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('In Hamburg gesagt');
	await expect(page.getByLabel('Gesagt am')).toHaveValue('2026-11-20');
	await page.getByRole('button', { name: 'Nicht jetzt' }).click();
	await expect(page.getByLabel('Worum geht es?')).toHaveValue('');
	await expect(page.getByLabel('Gesagt am')).toHaveValue('2026-11-25');
	await expect(page.getByRole('radio', { name: /Im ganzen Viertel/ })).toBeChecked();
	await expect(mend).toBeVisible();
	await expect(page.locator('#unsent')).toHaveText('noch nicht gesendet: 1');
	expect(await titles(app, map.activityId)).toEqual(['Ganz erzählt']);
});

test('who denies the position is told what else works', async ({ page, app }) => {
	await onTheStreet(page, app);
	await page.getByRole('button', { name: 'Standort bestimmen' }).click();
	await expect(page.getByText(/gibt den Standort nicht frei/)).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the same form is sent at once, and a mistake keeps what was typed', async ({
		page,
		app
	}) => {
		const { map } = await onTheStreet(page, app);
		await write(page, 'Ohne Skript');
		await expect(page.getByText('Idee 1 ist eingetragen.')).toBeVisible();
		await page.getByLabel('Worum geht es?').fill('Mit falscher Karte');
		await page.getByLabel(/Nummer der Ideenkarte/).fill('123');
		await page.getByRole('radio', { name: 'Barriere' }).check();
		await page.getByLabel(/Die Person ist einverstanden/).check();
		await page.getByRole('button', { name: 'Idee festhalten' }).click();
		await expect(page.getByText(/Dieser Code ist keiner/)).toBeVisible();
		await expect(page.getByLabel('Worum geht es?')).toHaveValue('Mit falscher Karte');
		expect(await titles(app, map.activityId)).toEqual(['Ohne Skript']);
	});
});

test('a walk is planned, its finds are listed, and paper cards can be printed and entered', async ({
	page,
	app
}) => {
	const { map } = await onTheStreet(page, app);
	await page.goto(`/staff/ideas/${map.activityId}/walks`);
	await page.getByLabel('Titel').fill('Begehung Nordseite');
	await page.getByRole('button', { name: 'Begehung anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Begehung Nordseite');
	await page.getByRole('link', { name: 'Unterwegs Ideen festhalten' }).click();
	await page.getByLabel('Begehung').selectOption('Begehung Nordseite');
	await write(page, 'Poller zu eng');
	await expect(page.locator('#said')).toHaveText('Gesendet.');
	await page.goto(`/staff/ideas/${map.activityId}/walks`);
	await expect(page.getByText('1 Fund')).toBeVisible();
	await page.goto(`/staff/ideas/${map.activityId}/cards?language=ar&cards=2`);
	await expect(page.locator('article[lang=ar]')).toHaveCount(2);
	const code = await page.locator('.code').first().textContent();
	await page.goto(`/staff/ideas/${map.activityId}/enter`);
	await page.getByLabel(/Nummer der Ideenkarte/).fill(code!);
	await write(page, 'Von der Karte');
	await expect(page.getByText('Idee 2 ist eingetragen.')).toBeVisible();
});

for (const [locale, prefix] of [
	['de', ''],
	['en', '/en'],
	['de-simple', '/leicht'],
	['ar', '/ar']
] as const) {
	test(`street mode, walks, cards and entry can be used by everybody: ${locale}`, async ({
		page,
		app
	}) => {
		test.slow();
		await page.setViewportSize({ width: 320, height: 640 });
		const { map } = await onTheStreet(page, app, prefix);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		for (const path of ['', 'walks', 'cards', 'enter']) {
			if (path) await page.goto(`${prefix}/staff/ideas/${map.activityId}/${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
}
