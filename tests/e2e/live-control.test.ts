import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { draftSession, press, vote } from '../fixture/sessions.ts';
import { buildTown, staff } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

const mitte = ['bielefeld-mitte', 'bielefeld-kesselbrink'];

test.beforeAll(({ app }) => buildTown(app.db));

async function moderator(page: Page, app: App) {
	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
}

/** A started session, made by the use cases, and somebody who may press its buttons. */
async function started(app: App) {
	const actor = await staff(app.db, 'moderator', mitte);
	const session = await draftSession(app.db, actor);
	await press(app.db, actor, session.activityId, 'start');
	return { actor, ...session };
}

const bigButton = (page: Page) => page.locator('[data-key=usual] button');

test('a moderator makes a session from a template, changes it and runs it from a second phone', async ({
	page,
	app,
	browser
}) => {
	await moderator(page, app);
	await page.goto('/staff');
	await page.getByRole('link', { name: 'Neue Live-Abfrage' }).first().click();
	await page.getByRole('link', { name: /Platzpalaver/ }).click();
	await page.getByLabel('Titel: Deutsch', { exact: true }).fill('Platzpalaver im Herbst');
	await page.getByLabel('Ort', { exact: true }).selectOption('bielefeld-kesselbrink');
	await page.getByRole('button', { name: 'Abfrage anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Platzpalaver im Herbst');

	await page.getByRole('button', { name: /Nach unten schieben.*Wie wohl/ }).click();
	await expect(page.locator('#questions li').first()).toContainText('Was braucht der Platz');
	await page.getByRole('link', { name: /Bearbeiten.*Was braucht/ }).click();
	await page.getByLabel('Frage: Deutsch', { exact: true }).fill('Was braucht der Kesselbrink?');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.locator('#questions li').first()).toContainText('Was braucht der Kesselbrink?');

	await page.getByRole('button', { name: 'Abfrage starten' }).click();
	await page.getByRole('link', { name: 'Zur Steuerung' }).click();
	await page.getByRole('button', { name: 'Link erzeugen' }).click();
	const link = await page.getByRole('link', { name: /control\?key=/ }).getAttribute('href');

	const phone = await browser.newContext({
		viewport: { width: 320, height: 640 },
		locale: 'de-DE'
	});
	const remote = await phone.newPage();
	await remote.goto(link!);
	expect(remote.url(), 'the key has left the address').not.toContain('key=');
	await expectNoSidewaysScrolling(remote);
	await bigButton(remote).click();
	await expect(remote.getByText('Frage 1 von 3')).toBeVisible();
	await expect(page.getByText('Frage 1 von 3'), 'the laptop follows').toBeVisible();

	const { activityId } = await app.db
		.selectFrom('activities')
		.select('id as activityId')
		.orderBy('createdAt', 'desc')
		.executeTakeFirstOrThrow();
	await vote(app.db, activityId, Array(6).fill(['sitzen']));
	for (const [label, next] of [
		['Abstimmung schließen', 'Abstimmung geschlossen'],
		['Ergebnis zeigen', 'Ergebnis wird gezeigt'],
		['Nächste Frage', 'Abstimmung läuft']
	] as const) {
		await expect(bigButton(remote)).toHaveText(label);
		await bigButton(remote).click();
		await expect(remote.locator('.badge').first()).toHaveText(next);
		await expect(page.locator('.badge').first()).toHaveText(next);
	}
	await remote.getByText('Abfrage beenden').click();
	await remote.getByRole('button', { name: 'Ja, beenden' }).click();
	await expect(page.locator('.badge').first()).toHaveText('Beendet');
	await remote.goto(new URL(link!).pathname);
	await expect(remote.getByText('Abfrage beenden')).toHaveCount(0);
	await phone.close();
});

test('one of two second phones is withdrawn: it is told at once and can press nothing, the other goes on', async ({
	page,
	app,
	browser
}) => {
	const { code, activityId } = await started(app);
	await moderator(page, app);
	await page.goto(`/live/${code}/control`);
	const phones: Page[] = [];
	for (const number of [1, 2]) {
		await page.getByRole('button', { name: 'Link erzeugen' }).click();
		await expect(page.locator(`[data-link="${number}"]`)).toContainText('Noch nicht geöffnet');
		const link = page.getByRole('link', { name: /control\?key=/ });
		const phone = await browser.newContext({
			viewport: { width: 390, height: 844 },
			locale: 'de-DE'
		});
		const remote = await phone.newPage();
		await remote.goto((await link.getAttribute('href'))!);
		await expect(bigButton(remote)).toBeVisible();
		phones.push(remote);
	}
	const [kept, lost] = phones as [Page, Page];
	// One that misses the message, as in a tunnel.
	const offline = await lost.context().newPage();
	await offline.route('**/stream', (route) =>
		route.request().method() === 'GET' ? route.abort() : route.continue()
	);
	await offline.goto(`${app.origin}/live/${code}/control`);
	await page.reload();
	const row = page.locator('[data-link="2"]');
	await expect(row).toContainText(/Zuletzt benutzt zwischen \d\d:00 und \d\d:00 Uhr/);
	await row.getByText('Link 2 sperren').click();
	await row.getByRole('button', { name: 'Ja, sperren' }).click();
	await expect(row).toContainText(/Gesperrt um \d\d:\d\d/);
	for (const told of [lost, offline]) {
		await expect(told.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible();
	}
	await expectAccessible(lost);
	await lost.goto(`${app.origin}/live/${code}/control`);
	await expect(lost.getByRole('heading', { name: 'Dieser Link gilt nicht mehr' })).toBeVisible();
	const pressed = await lost.request.post(`${app.origin}/live/${code}/control?/command`, {
		form: { command: 'next', version: '1' },
		headers: { origin: app.origin }
	});
	expect(pressed.status()).toBe(403);
	await bigButton(kept).click();
	await expect(bigButton(page)).toHaveText('Abstimmung schließen');
	await page.goto(`/staff/live/${activityId}`);
	await expect(page.getByText('Link eines zweiten Handys gesperrt')).toHaveCount(1);
	for (const phone of phones) await phone.context().close();
});

test('who presses on an older state is told so and sees the new one', async ({ page, app }) => {
	const { actor, activityId, code } = await started(app);
	await moderator(page, app);
	// Without the stream the page keeps what it was drawn from.
	await page.route('**/stream', (route) => route.abort());
	await page.goto(`/live/${code}/control`);
	await press(app.db, actor, activityId, 'next');
	await bigButton(page).click();
	await expect(page.getByRole('alert')).toContainText('Jemand anderes war schneller');
	await expect(bigButton(page)).toHaveText('Abstimmung schließen');
	const rounds = await app.db
		.selectFrom('liveRounds')
		.select('id')
		.where('activityId', '=', activityId)
		.execute();
	expect(rounds).toHaveLength(1);
});

test('a result of few people asks before it is shown', async ({ page, app }) => {
	const { actor, activityId, code } = await started(app);
	await press(app.db, actor, activityId, 'next');
	await vote(app.db, activityId, [3, 8]);
	await press(app.db, actor, activityId, 'close');
	await moderator(page, app);
	await page.goto(`/live/${code}/control`);
	await bigButton(page).click();
	await expect(page.getByRole('alert')).toContainText('weniger als 5 Personen');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Trotzdem zeigen' }).click();
	await expect(page.locator('.badge').first()).toHaveText('Ergebnis wird gezeigt');
	await page.getByRole('button', { name: 'Ergebnis wieder verbergen' }).click();
	await expect(page.locator('.badge').first()).toHaveText('Abstimmung geschlossen');
});

test('ballots are counted on the control page as they come', async ({ page, app }) => {
	const { actor, activityId, code } = await started(app);
	await press(app.db, actor, activityId, 'next');
	await moderator(page, app);
	await page.goto(`/live/${code}/control`);
	const { questions } = await app.db
		.selectFrom('liveQuestions')
		.select(({ fn }) => fn.agg<string[]>('array_agg', ['id']).as('questions'))
		.where('activityId', '=', activityId)
		.where('position', '=', 1)
		.executeTakeFirstOrThrow();
	for (const answer of [7, 9]) {
		const joined = await fetch(`${app.origin}/api/v1/live/${code}/join`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{}'
		});
		const { participant } = (await joined.json()) as { participant: string };
		await fetch(`${app.origin}/api/v1/live/${code}/ballots`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				authorization: `Bearer ${participant}`
			},
			body: JSON.stringify({ question: questions[0], round: 1, answer })
		});
	}
	await expect(page.locator('[data-count=ballots]')).toHaveText('2');
	await expect(page.locator('[data-count=participants]')).toHaveText('2');
});

test('a rude word is hidden before anybody sees it', async ({ page, app }) => {
	const actor = await staff(app.db, 'moderator', mitte);
	const words = { type: 'words', prompt: { de: 'Ein Wort?' }, config: { maxWords: 1 } };
	const { activityId, code } = await draftSession(app.db, actor, [words]);
	for (const command of ['start', 'next'] as const) await press(app.db, actor, activityId, command);
	await vote(app.db, activityId, [['bunt'], ['blöd'], ['bunt'], ['laut'], ['bunt']]);
	await press(app.db, actor, activityId, 'close');
	await moderator(page, app);
	await page.goto(`/live/${code}/control`);
	await page.getByRole('button', { name: /Verbergen.*blöd/ }).click();
	await expect(page.getByRole('button', { name: /Wieder zeigen.*blöd/ })).toBeVisible();
	await bigButton(page).click();
	await expect(page.locator('.badge').first()).toHaveText('Ergebnis wird gezeigt');
	const results = await fetch(`${app.origin}/api/v1/live/${code}/results`);
	const shown = await results.text();
	expect(shown).toContain('bunt');
	expect(shown).not.toContain('blöd');
});

test('the session can be run without JavaScript', async ({ browser, app }) => {
	const { activityId, code } = await started(app);
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' });
	const page = await context.newPage();
	await moderator(page, app);
	await page.goto(`${app.origin}/live/${code}/control`);
	for (const label of ['Erste Frage öffnen', 'Abstimmung schließen', 'Ergebnis zeigen']) {
		await expect(bigButton(page)).toHaveText(label);
		await bigButton(page).click();
	}
	await expect(page.locator('.badge').first()).toHaveText('Ergebnis wird gezeigt');
	await vote(app.db, activityId, [4]);
	await page.getByRole('link', { name: 'Zahlen aktualisieren' }).click();
	await expect(page.locator('[data-count=ballots]')).toHaveText('1');
	await context.close();
});

test('a presenter remote presses the big button, once it is switched on', async ({ page, app }) => {
	const { code } = await started(app);
	await moderator(page, app);
	await page.goto(`/live/${code}/control`);
	await expect(bigButton(page)).toHaveText('Erste Frage öffnen');
	await page.keyboard.press('PageDown');
	await expect(bigButton(page)).toHaveText('Erste Frage öffnen');
	await page.getByLabel('Tasten und Präsentations-Klicker').check();
	await page.keyboard.press('PageDown');
	await expect(bigButton(page)).toHaveText('Abstimmung schließen');
});

test('nobody runs a session without the right, and a made-up key opens nothing', async ({
	page,
	app
}) => {
	const { code } = await started(app);
	await page.goto(`/live/${code}/control`);
	await expect(page).toHaveURL(/\/sign-in\?next=/);
	const forged = await page.goto(`/live/${code}/control?key=made-up`);
	expect(forged?.status()).toBe(403);
	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-heepen' }]
	});
	await page.context().clearCookies();
	await beSignedIn(page, app, account);
	expect((await page.goto(`/live/${code}/control`))?.status()).toBe(403);
});

test('a form with mistakes keeps what was typed and says what is wrong where', async ({
	page,
	app
}) => {
	await moderator(page, app);
	await page.goto('/staff/live/new?template=');
	await page.getByLabel('Titel: Englisch').fill('Only English');
	await page.getByLabel('Beginn').fill('2026-12-01T18:00');
	await page.getByLabel('Ende').fill('2026-12-01T17:00');
	await page.getByRole('button', { name: 'Abfrage anlegen' }).click();
	await expect(page.getByLabel('Titel: Deutsch', { exact: true })).toHaveAttribute(
		'aria-invalid',
		'true'
	);
	await expect(page.locator('#endsAt-error')).toHaveText('Das Ende liegt vor dem Anfang.');
	await expect(page.getByLabel('Titel: Englisch')).toHaveValue('Only English');
	await expect(page.getByLabel('Beginn')).toHaveValue('2026-12-01T18:00');
	await expectAccessible(page);
});

test('who has several places chooses one; who has one need not', async ({ page, app }) => {
	await moderator(page, app);
	await page.goto('/staff/live/new?template=platzpalaver');
	const place = page.getByLabel('Ort', { exact: true });
	await expect(place).toHaveValue('');
	await page.getByRole('button', { name: 'Abfrage anlegen' }).click();
	await expect(page.locator('#placeId-error')).toHaveText('Bitte wählen Sie einen Ort.');
	await expect(place).toHaveAttribute('aria-invalid', 'true');
	await expectAccessible(page);
	await place.selectOption('bielefeld-mitte');
	await page.getByRole('button', { name: 'Abfrage anlegen' }).click();
	await expect(page).toHaveURL(/\/staff\/live\/[0-9a-f-]{36}$/);
	const ofOnePlace = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-kesselbrink' }]
	});
	await page.context().clearCookies();
	await beSignedIn(page, app, ofOnePlace);
	await page.goto('/staff/live/new?template=platzpalaver');
	await expect(place).toHaveValue('bielefeld-kesselbrink');
});

for (const javaScriptEnabled of [true, false]) {
	test(`the main language is not among the further ones, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
		app,
		browser
	}) => {
		const context = await browser.newContext({ javaScriptEnabled, locale: 'de-DE' });
		const page = await context.newPage();
		await moderator(page, app);
		await page.goto(`${app.origin}/staff/live/new?template=`);
		const further = (name: string) => page.getByRole('checkbox', { name, exact: true });
		await expect(further('Deutsch')).toBeHidden();
		await expect(further('Englisch')).toBeVisible();
		await page.getByLabel('Hauptsprache').selectOption('en');
		await expect(further('Englisch')).toBeHidden();
		await expect(further('Deutsch')).toBeVisible();
		await context.close();
	});
}

test('every page of the moderators is accessible in four languages, also at 320 px', async ({
	page,
	app
}) => {
	test.slow();
	const { actor, activityId, code, questions } = await started(app);
	await press(app.db, actor, activityId, 'next');
	await vote(app.db, activityId, [3, 5, 7, 7, 8, 9]);
	await press(app.db, actor, activityId, 'close');
	await moderator(page, app);
	const own = `/staff/live/${activityId}`;
	const paths = [
		'/staff',
		'/staff/live/new',
		'/staff/live/new?template=lebenslagenbericht',
		own,
		`${own}/settings`,
		`${own}/questions/new`,
		`${own}/questions/new?type=choice`,
		`${own}/questions/new?type=number`,
		`${own}/questions/new?type=grid2x2`,
		`${own}/questions/${questions[0]}`,
		`${own}/preview`,
		`${own}/seats`,
		`${own}/results`,
		`${own}/impulses`,
		`/live/${code}/control`
	];
	for (const prefix of ['', '/en', '/leicht', '/ar']) {
		for (const path of paths) {
			await page.setViewportSize({ width: prefix === '/ar' ? 320 : 1280, height: 800 });
			await page.goto(`${prefix}${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	}
});
