import { submitIdea } from '#lib/formats/ideas/submit-idea.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { idea, ideaMap, phone, submitted } from '../fixture/idea-map.ts';
import { expect, test } from './app.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import type { App } from './app.ts';
import { buildTown } from '../fixture/town.ts';
import type { Page } from '@playwright/test';

const withoutScripts = { javaScriptEnabled: false };

test.beforeAll(({ app }) => buildTown(app.db));

const signedIn = async (app: App, page: Page, name = 'Aylin Yıldız') =>
	beSignedIn(
		page,
		app,
		await createAccount(app, { name, roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }] })
	);

const visibilityOf = async (app: App, id: string) =>
	app.db
		.selectFrom('ideas')
		.select(['visibility', 'hiddenReason'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();

test.describe('without JavaScript', () => {
	test.use(withoutScripts);

	test('a map is made from a template, changed in rows, started and finished', async ({
		app,
		page
	}) => {
		await signedIn(app, page);
		await page.goto('/staff/ideas');
		await page.getByRole('link', { name: 'Ideenkarte anlegen' }).first().click();
		await page.getByRole('link', { name: /keinbockaufbarrieren/ }).click();
		await page.getByRole('button', { name: 'Kategorie hinzufügen' }).click();
		const added = page.getByRole('group', { name: 'Kategorie 6' });
		await added.getByLabel('Name: Deutsch', { exact: true }).fill('Türen');
		await page.getByRole('button', { name: /Sammeln\S* nach unten/ }).click();
		await expect(page.getByRole('group', { name: 'Türen' })).toBeVisible();
		await page.getByRole('button', { name: /Sammeln\S* nach oben/ }).click();
		await page.getByLabel('Titel: Deutsch', { exact: true }).fill('');
		await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
		await expect(page.getByLabel('Titel: Deutsch', { exact: true })).toHaveAttribute(
			'aria-invalid',
			'true'
		);
		await expect(page.getByRole('group', { name: 'Türen' })).toBeVisible();
		await page.getByLabel('Titel: Deutsch', { exact: true }).fill('Barrieren am Kesselbrink');
		await page.locator('#placeId').selectOption('bielefeld-kesselbrink');
		await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Barrieren am Kesselbrink');
		await page.getByRole('button', { name: 'Karte starten' }).click();
		await expect(page.getByText('Läuft', { exact: true })).toBeVisible();
		await page.getByText('Karte beenden', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, beenden' }).click();
		await page
			.locator('#outcome')
			.getByRole('textbox', { name: /Deutsch/ })
			.first()
			.fill('Die Stufe ist weg.');
		await page.locator('#outcome button').last().click();
		await page.goto('/staff/ideas');
		await expect(page.getByRole('heading', { name: 'Vorbei' })).toBeVisible();
	});

	test('of two who save the settings the second is told, and loses nothing that was typed', async ({
		app,
		page
	}) => {
		const { activityId } = await ideaMap(app.db, { retainUntil: '2028-12-31' });
		await signedIn(app, page);
		await page.goto(`/staff/ideas/${activityId}/settings`);
		await app.db
			.updateTable('ideaMaps')
			.set({ settingsVersion: 2 })
			.where('activityId', '=', activityId)
			.execute();
		await page.getByLabel('Titel: Deutsch', { exact: true }).fill('Mein Titel');
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		expect((await answer).status()).toBe(409);
		await expect(page.getByText(/Inzwischen hat jemand anderes gespeichert/)).toBeVisible();
		await expect(page.getByLabel('Titel: Deutsch', { exact: true })).toHaveValue('Mein Titel');
	});

	test('an area is typed as points and says what it leaves outside before it counts', async ({
		app,
		page
	}) => {
		const map = await ideaMap(app.db);
		await submitted(app.db, map);
		await signedIn(app, page);
		await page.goto(`/staff/ideas/${map.activityId}/area`);
		const corners = page.getByLabel('Ecken der Fläche');
		await corners.fill('52.01, 8.53\n52.04, 8.538\n52.01, 8.538\n52.04, 8.53');
		const check = page.getByRole('button', { name: 'Prüfen' }).last();
		await check.click();
		await expect(page.getByText(/kreuzt sich selbst, bei 52.01, 8.53/)).toBeVisible();
		await corners.fill('52.01, 8.53\n52.01, 8.538\n52.04, 8.538\n52.04, 8.53');
		await check.click();
		await expect(page.getByText('1 Idee läge außerhalb')).toBeVisible();
		await page.getByRole('button', { name: 'Fläche übernehmen' }).click();
		await page.goto(`/staff/ideas/${map.activityId}/area`);
		await expect(page.getByText('Eine eigene Fläche für diese Karte.')).toBeVisible();
	});

	test('several are published together, and the one that was decided meanwhile is told', async ({
		app,
		page
	}) => {
		const map = await ideaMap(app.db, { moderation: 'before' });
		const ids = [];
		for (const title of ['Erste', 'Zweite', 'Dritte'])
			ids.push((await submitted(app.db, map, { title })).ideaId);
		await signedIn(app, page);
		await page.goto(`/staff/moderation?activity=${map.activityId}`);
		for (const title of ['Erste', 'Zweite']) await page.getByLabel(`Auswählen: ⁨${title}⁩`).check();
		await app.db
			.updateTable('ideas')
			.set({ visibility: 'hidden', hiddenReason: 'spam' })
			.where('id', '=', ids[1]!)
			.execute();
		await page.getByRole('button', { name: 'Ausgewählte veröffentlichen' }).click();
		await expect(page.getByText('1 Beitrag ist für alle sichtbar.')).toBeVisible();
		await expect(page.getByText('Nicht entschieden')).toBeVisible();
		expect(await visibilityOf(app, ids[0]!)).toMatchObject({ visibility: 'public' });
		expect(await visibilityOf(app, ids[2]!)).toMatchObject({ visibility: 'waiting' });
	});

	test('a resident reports an idea without an account, and it is in the queue', async ({
		app,
		page
	}) => {
		const map = await ideaMap(app.db);
		const { number, ideaId } = await submitted(app.db, map, { title: 'Gemeine Idee' });
		await app.db
			.updateTable('ideas')
			.set({ checkedOn: '2026-11-25' })
			.where('id', '=', ideaId)
			.execute();
		await page.goto(`/ideas/${map.slug}/${number}/report`);
		await page.getByRole('button', { name: 'Melden' }).click();
		await expect(page.getByText('Bitte wählen Sie einen Grund.')).toBeVisible();
		await page.getByLabel('Beleidigung').check();
		await page.getByRole('button', { name: 'Melden' }).click();
		await expect(page.getByText('Danke. Ihre Meldung ist angekommen.')).toBeVisible();
		await signedIn(app, page);
		await page.goto(`/staff/moderation?state=reported&activity=${map.activityId}`);
		await expect(page.getByRole('article')).toContainText('1 Meldung: Beleidigung');
	});
});

test('an area is drawn by tapping its corners, one is taken back, and typing draws too', async ({
	app,
	page
}) => {
	const { activityId } = await ideaMap(app.db);
	await signedIn(app, page);
	await page.goto(`/staff/ideas/${activityId}/area`);
	await page.getByRole('button', { name: 'Neu beginnen' }).click();
	const canvas = page.locator('.map-canvas');
	await canvas.scrollIntoViewIfNeeded();
	for (const [x, y] of [
		[120, 100],
		[260, 100],
		[260, 260],
		[120, 260],
		[200, 200]
	] as const)
		await canvas.click({ position: { x, y } });
	const lines = async () => (await page.getByLabel('Ecken der Fläche').inputValue()).split('\n');
	expect(await lines()).toHaveLength(5);
	await page.getByRole('button', { name: 'Letzte Ecke zurücknehmen' }).click();
	expect(await lines()).toHaveLength(4);
	await expect(page.getByText('Ecken: 4')).toBeVisible();
	await canvas.focus();
	await page.keyboard.press('Enter');
	expect(await lines()).toHaveLength(5);
	await page.getByRole('button', { name: 'Letzte Ecke zurücknehmen' }).click();
	// What the server reads the map reads too, and a line that nobody reads is not lost by a tap.
	const field = page.getByLabel('Ecken der Fläche');
	const drawn = await field.inputValue();
	await field.fill('52,0245 8,5395\nBahnhof');
	await canvas.click({ position: { x: 200, y: 200 } });
	await expect(page.getByText('Eine Zeile unten ist kein Punkt.')).toBeVisible();
	await expect(field).toHaveValue('52,0245 8,5395\nBahnhof');
	await field.fill(drawn);
	const form = page.locator('form[action="?/points"]');
	await form.getByRole('button', { name: 'Prüfen' }).click();
	await expect(page.getByRole('heading', { name: 'So sähe die Fläche aus' })).toBeVisible();
	await page.getByRole('button', { name: 'Fläche übernehmen' }).click();
	await expect(page).toHaveURL(new RegExp(`/staff/ideas/${activityId}$`));
	const { area } = await app.db
		.selectFrom('ideaMaps')
		.select('area')
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	expect((area as unknown as { coordinates: unknown[][] }).coordinates[0]).toHaveLength(5);
});

test('the queue is worked by keyboard alone: next, publish, hide with a reason, undo', async ({
	app,
	page
}) => {
	const map = await ideaMap(app.db, { moderation: 'before' });
	const ids = [];
	for (const title of ['Erste', 'Zweite', 'Dritte'])
		ids.push((await submitted(app.db, map, { title })).ideaId);
	await signedIn(app, page);
	await page.goto(`/staff/moderation?activity=${map.activityId}`);
	await page.getByText('Tasten', { exact: true }).click();
	await page.getByLabel('Mit einzelnen Tasten arbeiten').check();
	const articles = page.getByRole('article');
	// After each press of a button the page is a new one; until its scripts run nobody hears a key.
	const heard = page.locator('[data-keys=on]');
	await expect(heard).toBeVisible();
	await page.keyboard.press('j');
	await expect(articles.nth(0)).toBeFocused();
	await page.keyboard.press('j');
	await expect(articles.nth(1)).toBeFocused();
	await page.keyboard.press('k');
	await page.keyboard.press('p');
	await expect(articles).toHaveCount(2);
	await expect(articles.nth(0)).toBeFocused();
	await expect(heard).toBeVisible();
	expect(await visibilityOf(app, ids[0]!)).toMatchObject({ visibility: 'public' });
	await page.keyboard.press('h');
	await page.keyboard.press('1');
	await expect(articles).toHaveCount(1);
	expect(await visibilityOf(app, ids[1]!)).toEqual({
		visibility: 'hidden',
		hiddenReason: 'personal'
	});
	await page.getByRole('button', { name: 'Rückgängig' }).click();
	await expect(page.getByText('1 Beitrag ist wieder zu sehen.')).toBeVisible();
	expect(await visibilityOf(app, ids[1]!)).toMatchObject({ visibility: 'public' });
	await expect(heard).toBeVisible();
	await page.keyboard.press('j');
	await page.keyboard.press('e');
	await expect(page.locator('[data-key=label]').last()).toBeFocused();
});

test('a duplicate is merged and taken apart, an idea answered, the answer taken back, a project made', async ({
	app,
	page
}) => {
	const map = await ideaMap(app.db);
	await submitted(app.db, map, { title: 'Mehr Schatten am Brunnen' });
	await submitIdea(
		app.db,
		map.map,
		phone(),
		idea(map, { title: 'Schatten am Brunnen bitte' }),
		new Date()
	);
	await signedIn(app, page);
	const ideaPage = `/staff/ideas/${map.activityId}/ideas`;
	await page.goto(`${ideaPage}/2`);
	await page.getByText('In 1 aufgehen lassen').click();
	await page.getByRole('button', { name: 'Ja, zusammenführen' }).click();
	await expect(page.getByText('Diese Idee lebt weiter in:')).toBeVisible();
	await page.goto(`${ideaPage}/1`);
	await expect(page.getByText('Hierher gehören auch:')).toBeVisible();
	await page.getByRole('button', { name: /^Aufheben/ }).click();
	await expect(page.getByText('Hierher gehören auch:')).toHaveCount(0);

	const send = page.getByRole('button', { name: 'Antwort veröffentlichen' });
	await page.getByLabel('Geplant').check();
	await send.click();
	await expect(page.getByText('Bitte schreiben Sie hier etwas.').first()).toBeVisible();
	await expect(page.getByLabel('Geplant')).toBeChecked();
	await page
		.getByLabel('Begründung: Deutsch', { exact: true })
		.fill('Im Frühjahr kommen zwei Bäume.');
	await page.getByLabel('Zuständige Stelle').fill('Umweltamt');
	await send.click();
	await expect(page.getByText('Im Frühjahr kommen zwei Bäume.')).toBeVisible();

	await page.getByRole('link', { name: 'Projekt anlegen' }).click();
	await page.getByRole('button', { name: 'Projekt anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mehr Schatten am Brunnen');
	await page.getByLabel('Stand', { exact: true }).selectOption('started');
	await page.getByRole('button', { name: 'Speichern' }).first().click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Begonnen' })).toBeVisible();

	await page.goto(`${ideaPage}/1`);
	await page.getByText('Zurücknehmen', { exact: true }).click();
	await page.getByRole('button', { name: 'Ja, zurücknehmen' }).click();
	await expect(page.getByText('Zurückgenommen', { exact: true })).toBeVisible();
	const row = await app.db
		.selectFrom('ideas')
		.select('status')
		.where('activityId', '=', map.activityId)
		.where('number', '=', 1)
		.executeTakeFirstOrThrow();
	expect(row.status).toBe('new');
});

for (const prefix of ['', '/leicht', '/en', '/ar']) {
	test(`the pages under "${prefix}/staff/ideas" and the queue can be used by everybody and fit a phone`, async ({
		app,
		page
	}) => {
		test.slow(); // a dozen pages, each read by axe
		const map = await ideaMap(app.db, { moderation: 'before' });
		const said = { body: 'Frau Müller, Tel. 0521 123456, sagt das auch.' };
		await submitted(app.db, map, said);
		const { ideaId } = await submitted(app.db, map, said);
		await app.db
			.updateTable('ideas')
			.set({ visibility: 'public' })
			.where('id', '=', ideaId)
			.execute();
		await signedIn(app, page);
		await page.setViewportSize({ width: 320, height: 640 });
		const here = `/staff/ideas/${map.activityId}`;
		for (const path of [
			'/staff/ideas',
			'/staff/ideas/new',
			'/staff/ideas/new?template=square-concepts',
			here,
			`${here}/settings`,
			`${here}/area`,
			`${here}/ideas`,
			`${here}/ideas/2`,
			`${here}/projects`,
			`${here}/projects/new?idea=${ideaId}`,
			`/staff/moderation?activity=${map.activityId}`,
			`/ideas/${map.slug}/2/report`
		]) {
			await page.goto(`${prefix}${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});
}
