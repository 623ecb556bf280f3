import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { chromiumOptions } from '../fixture/chromium.ts';
import { checkedIn, openDoor, type OpenDoor } from '../fixture/event-door.ts';
import { linkHolder } from '../fixture/events.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => buildTown(app.db));
test.use({ viewport: { width: 390, height: 844 } });

async function beHost(app: App, page: Page, { series }: OpenDoor): Promise<void> {
	const account = await createAccount(app, {
		name: 'Vera Verein',
		organisation: { id: series.organisationId, role: 'manager' },
		secondFactor: false
	});
	await beSignedIn(page, app, account);
}

/** The number that a guest reads from their own page. */
async function ticketOf(page: Page, { series }: OpenDoor, key: string): Promise<string> {
	await page.goto(`/events/${series.slug}/mine/${key}`);
	const number = page.getByRole('region', { name: 'Ihr Ticket' }).locator('p[dir="ltr"]');
	return (await number.textContent())!;
}

/** One phone at the door, with its script and everything kept for a time without a network. */
async function atTheDoor(page: Page, path: string): Promise<void> {
	const response = await page.goto(path);
	expect(response!.status()).toBe(200);
	await expect(page.locator('#door[data-ready]')).toBeVisible();
	await expect
		.poll(() =>
			page.evaluate(async () => {
				const keys = (await caches.keys()).filter((key) => key.startsWith('palaver-door-'));
				return keys[0] ? (await (await caches.open(keys[0])).keys()).length : 0;
			})
		)
		.toBeGreaterThan(1);
}

async function anotherPhone(app: App, page: Page, door: OpenDoor): Promise<BrowserContext> {
	const context = await page.context().browser()!.newContext({ baseURL: app.origin });
	const other = await context.newPage();
	await beHost(app, other, door);
	await atTheDoor(other, door.ofHost);
	return context;
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a host lets people in by number and list, counts others and takes back', async ({
		app,
		page
	}) => {
		test.slow();
		const door = await openDoor(app.db);
		const ticket = await ticketOf(page, door, door.aylin);
		await beHost(app, page, door);
		await page.goto(`/org/${door.series.organisationId}/events/${door.on.eventId}`);
		await page.getByRole('link', { name: /^Einlass: / }).click();
		await expect(page.getByText('von 4 angemeldeten Plätzen da')).toBeVisible();

		await page.locator('#ticket').fill('K7M-4QX');
		await page.getByRole('button', { name: 'Einlassen' }).click();
		await expect(page.getByText('Dieses Ticket gibt es nicht.')).toBeVisible();
		await expect(page.locator('#ticket')).toHaveValue('K7M-4QX');
		await page.locator('#ticket').fill(ticket.toLowerCase());
		await page.locator('#ticket-people').fill('2');
		await page.getByRole('button', { name: 'Einlassen' }).click();
		await expect(page.getByText('Aylin ist da (2).')).toBeVisible();

		await page.getByRole('button', { name: 'Ist da: Bo' }).click();
		await expect(page.getByText('Bo ist da (1).')).toBeVisible();
		await page.locator('#walk-in-people').fill('zz');
		await page.getByRole('button', { name: 'Mitzählen' }).click();
		await expect(page.locator('#walk-in-people')).toHaveValue('zz');
		await expect(page.locator('#walk-in-people')).toHaveAttribute('aria-invalid', 'true');
		await page.locator('#walk-in-people').fill('4');
		await page.getByRole('button', { name: 'Mitzählen' }).click();
		await expect(page.getByText('Ohne Anmeldung: 4. Zusammen: 7.')).toBeVisible();
		expect(await checkedIn(app.db, door.on)).toBe(7);

		await page.getByRole('button', { name: 'Das Letzte zurücknehmen' }).click();
		await expect(page.getByText('Ohne Anmeldung: 0. Zusammen: 3.')).toBeVisible();
		await page.getByRole('button', { name: 'Zurücknehmen: Bo' }).click();
		await expect(page.getByRole('button', { name: 'Ist da: Bo' })).toBeVisible();
		expect(await checkedIn(app.db, door.on)).toBe(2);

		await page.goto(`/events/${door.series.slug}/mine/${door.aylin}`);
		await expect(page.getByText('Sie sind da. Willkommen!')).toBeVisible();
	});
});

test('what is noted without a network outlives a reload, and arrives once when it is back', async ({
	app,
	page,
	context
}) => {
	test.slow();
	const door = await openDoor(app.db);
	const ticket = await ticketOf(page, door, door.aylin);
	await beHost(app, page, door);
	await atTheDoor(page, door.ofHost);
	await context.setOffline(true);
	await page.locator('#ticket').fill(ticket);
	await page.keyboard.press('Enter');
	await expect(page.getByText('Aylin ist da (3).')).toBeVisible();
	await page.locator('#ticket').fill('K7M-4QX');
	await page.keyboard.press('Enter');
	await expect(page.getByText('ohne Netz lässt sie sich nicht prüfen')).toBeVisible();
	await page.getByRole('button', { name: 'Mitzählen' }).click();
	await expect(page.locator('#unsent')).toHaveText('warten auf Netz: 2');
	await page.reload();
	await expect(page.locator('#door[data-ready]')).toBeVisible();
	await expect(page.locator('#unsent')).toHaveText('warten auf Netz: 2');
	await expect(page.locator('[data-in-count]')).toHaveText('3');
	await page.getByRole('button', { name: 'Ist da: Bo' }).click();
	await page.getByRole('button', { name: 'Zurücknehmen: Bo' }).click();
	await page.getByRole('button', { name: 'Ist da: Bo' }).click();
	await expect(page.locator('[data-in-count]')).toHaveText('4');
	await expect(page.locator('#unsent')).toHaveText('warten auf Netz: 5');
	expect(await checkedIn(app.db, door.on)).toBeNull();
	await context.setOffline(false);
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	expect(await checkedIn(app.db, door.on)).toBe(5);
	await page.reload();
	await expect(page.getByText('Ohne Anmeldung: 1. Zusammen: 5.')).toBeVisible();
});

test('of two phones that let in the same guest without a network one is told, and the other devices see it', async ({
	app,
	page,
	context
}) => {
	test.slow();
	const door = await openDoor(app.db);
	await beHost(app, page, door);
	await atTheDoor(page, door.ofHost);
	const second = await anotherPhone(app, page, door);
	const other = second.pages()[0]!;
	await context.setOffline(true);
	await second.setOffline(true);
	await page.getByRole('button', { name: 'Ist da: Aylin' }).click();
	await other.getByRole('button', { name: 'Ist da: Aylin' }).click();
	await other.getByRole('button', { name: 'Ist da: Bo' }).click();
	await expect(page.locator('#unsent')).toHaveText('warten auf Netz: 1');
	await expect(other.locator('#unsent')).toHaveText('warten auf Netz: 2');
	await context.setOffline(false);
	await expect(page.locator('#unsent')).toHaveText('alles gesendet');
	await second.setOffline(false);
	await expect(other.getByText('Aylin: war schon da, an einem anderen Gerät')).toBeVisible();
	await expect(page.locator('[data-in-count]')).toHaveText('4');
	expect(await checkedIn(app.db, door.on)).toBe(4);
	await other.reload();
	await other.getByRole('button', { name: 'Gesehen' }).click();
	await expect(other.locator('#problems')).toBeHidden();
	await second.close();
});

test('a guest is found by a part of the name, and a wiped device keeps nothing', async ({
	app,
	page
}) => {
	const door = await openDoor(app.db);
	await beHost(app, page, door);
	await atTheDoor(page, door.ofHost);
	await page.getByLabel('Name suchen').fill('ayl');
	await expect(page.getByRole('button', { name: 'Ist da: Aylin' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Ist da: Bo' })).toBeHidden();
	await page.getByLabel('Name suchen').fill('Zoe');
	await expect(page.getByText('Niemand mit diesem Namen.')).toBeVisible();
	await page.getByText('Liste von diesem Gerät löschen').first().click();
	await page.getByRole('button', { name: 'Liste von diesem Gerät löschen' }).click();
	await expect(page.getByText('Auf diesem Gerät ist nichts mehr gespeichert.')).toBeVisible();
	expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

test('where a browser reads QR codes, the camera lets in who shows a ticket and says what else it sees', async ({
	app,
	page
}) => {
	const door = await openDoor(app.db);
	const ticket = await ticketOf(page, door, door.bo);
	// Chromium has no reader on Linux: this one reads what the test holds in front of the camera.
	const browser = await chromium.launch({
		...chromiumOptions,
		args: [
			...(chromiumOptions.args ?? []),
			'--use-fake-device-for-media-stream',
			'--use-fake-ui-for-media-stream'
		]
	});
	const phone = await browser.newPage({ baseURL: app.origin, locale: 'de-DE' });
	await phone.addInitScript(() => {
		const seen = { text: '' };
		Object.assign(window, {
			seen,
			BarcodeDetector: class {
				detect = async () => (seen.text === '' ? [] : [{ rawValue: seen.text }]);
			}
		});
	});
	const show = (text: string) =>
		phone.evaluate((shown) => {
			(window as unknown as { seen: { text: string } }).seen.text = shown;
		}, text);
	await beHost(app, phone, door);
	await phone.goto(door.ofHost);
	await phone.getByRole('button', { name: 'Mit der Kamera lesen' }).click();
	await expect(phone.locator('#camera')).toBeVisible();
	await show(`${app.origin}/events/${door.series.slug}/mine/${door.bo}`);
	await expect(phone.getByText('Das ist der Code zum Ändern der Anmeldung.')).toBeVisible();
	await show(ticket.replace('-', ''));
	await expect(phone.getByText('Bo ist da (1).')).toBeVisible();
	await expect.poll(() => checkedIn(app.db, door.on)).toBe(1);
	await phone.getByRole('button', { name: 'Kamera schließen' }).click();
	await expect(phone.locator('#camera')).toBeHidden();
	await browser.close();
});

test('invited hosts and moderators have the same door, strangers have none', async ({
	app,
	page
}) => {
	const door = await openDoor(app.db);
	const { key, invitationId } = await linkHolder(app.db, door.series);
	await app.db
		.updateTable('events')
		.set({ invitationId, organisationId: null, hostName: 'Nord', enteredAs: 'invitation' })
		.where('id', '=', door.on.eventId)
		.execute();
	await page.goto(`/events/${door.series.slug}/host/${key}/${door.on.eventId}/registrations`);
	await page.getByRole('link', { name: /^Einlass: / }).click();
	await page.getByRole('button', { name: 'Ist da: Bo' }).click();
	await expect.poll(() => checkedIn(app.db, door.on)).toBe(1);

	const stranger = await page.goto(door.ofStaff);
	expect(stranger!.url()).toContain('/sign-in');
	const moderator = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld' }]
	});
	await beSignedIn(page, app, moderator);
	await atTheDoor(page, door.ofStaff);
	await expect(page.getByRole('button', { name: 'Zurücknehmen: Bo' })).toBeVisible();
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the door and the ticket are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const door = await openDoor(app.db);
		await page.setViewportSize({ width: 320, height: 700 });
		await beHost(app, page, door);
		for (const path of [door.ofHost, `/events/${door.series.slug}/mine/${door.aylin}`]) {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
