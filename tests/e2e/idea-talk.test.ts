import type { Browser, Page } from '@playwright/test';
import { commentAsCity } from '#lib/formats/ideas/talk/write-comment.server.ts';
import { ideaMap, submitted, type TestMap } from '../fixture/idea-map.ts';
import { answered, comment, commented, merge } from '../fixture/idea-talk.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

const phoneSize = { viewport: { width: 390, height: 844 } };
test.use(phoneSize);

/** A map with an idea that has everything a page can tell, and people who said something. */
async function busyMap({ db }: App) {
	const map = await ideaMap(db);
	const main = await submitted(db, map, {
		title: 'Mehr Schatten am Brunnen',
		body: 'Im Sommer ist es zu heiß zum Sitzen.\nBäume oder ein Segel würden helfen.'
	});
	const twin = await submitted(db, map, { title: 'Bäume am Brunnen', body: 'Zwei reichen.' });
	await submitted(db, map, { title: 'Schatten für die Bänke am Brunnen' });
	await answered(db, main.ideaId, { status: 'inReview', reason: 'Wir sehen uns den Boden an.' });
	await answered(db, main.ideaId, {
		status: 'planned',
		reason: 'Im Frühjahr pflanzen wir drei Linden.',
		dueOn: '2099-03-01'
	});
	const first = await commented(db, map, 1, { body: 'Linden sind gut für Bienen.' });
	await commented(db, map, 1, { body: 'Und für den Schatten.', parentId: first.commentId });
	await commented(db, map, 1, { body: 'نحتاج إلى مقاعد أيضًا', locale: 'ar' });
	await commented(db, map, 2, { body: 'Ja bitte!' });
	await merge(db, twin.ideaId, main.ideaId);
	await commentAsCity(
		db,
		map.moderator,
		map.map,
		1,
		{ ...comment({ body: 'Bänke kommen dazu.' }), office: 'Umweltamt' },
		new Date()
	);
	const { id } = await db
		.insertInto('ideaProjects')
		.values({
			activityId: map.activityId,
			number: 1,
			title: JSON.stringify({ de: 'Grüner Brunnen', en: 'Green fountain' }),
			placeId: 'bielefeld-kesselbrink',
			measureCode: '540-3',
			initiatedBy: 'residents',
			status: 'started',
			statusOn: '2026-11-01'
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	await db
		.insertInto('ideaProjectSources')
		.values({ ideaId: main.ideaId, projectId: id })
		.execute();
	return map;
}

const open = (page: Page, { slug }: TestMap, path = '/1') => page.goto(`/ideas/${slug}${path}`);

/** Another person's phone. */
async function anotherPhone(browser: Browser, app: App, javaScriptEnabled = true) {
	const context = await browser.newContext({
		...phoneSize,
		locale: 'de-DE',
		baseURL: app.origin,
		javaScriptEnabled
	});
	return context.newPage();
}

/** Sends a comment; the brake for programs lets it through the second time at the latest. */
async function say(page: Page, label: string, text: string): Promise<void> {
	await page.getByLabel(label).fill(text);
	await page.getByRole('button', { name: 'Absenden' }).click();
	const tooFast = page.locator('#comments').getByText('Das ging sehr schnell.');
	const saved = page.locator('#comments').getByText('Danke, Ihr Kommentar steht da.');
	await expect(async () => {
		if (await tooFast.isVisible()) await page.getByRole('button', { name: 'Absenden' }).click();
		await expect(saved).toBeVisible({ timeout: 1000 });
	}).toPass();
}

for (const javaScriptEnabled of [true, false]) {
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test('somebody supports an idea, comments, replies and takes it all back', async ({
			app,
			browser
		}) => {
			const map = await busyMap(app);
			const page = await anotherPhone(browser, app, javaScriptEnabled);
			await open(page, map);
			await expect(page.getByText('Noch unterstützt niemand')).toBeVisible();
			await page.getByRole('button', { name: 'Das unterstütze ich' }).click();
			await expect(page.locator('#support')).toContainText('Sie sind dabei.');
			await page.reload();
			await page.getByRole('button', { name: 'Meine Unterstützung zurücknehmen' }).click();
			await expect(page.getByRole('button', { name: 'Das unterstütze ich' })).toBeVisible();

			await say(page, 'Ihr Kommentar', 'Ein Segel wäre schneller.');
			await expect(page.getByRole('heading', { name: '6 Kommentare' })).toBeVisible();
			const linden = page.locator('article').filter({ hasText: 'Linden sind gut' });
			await linden.last().getByRole('link', { name: 'Antworten' }).click();
			await say(page, 'Ihre Antwort', 'Und für Vögel.');
			const replies = page.getByRole('list', { name: 'Antworten darauf' });
			await expect(replies.first()).toContainText('Und für Vögel.');

			const own = page.locator('article').filter({ hasText: 'Ein Segel wäre' }).last();
			await own.getByText('Zurückziehen', { exact: true }).click();
			await own.getByRole('button', { name: 'Ja, zurückziehen' }).click();
			await expect(page.getByText('Der Kommentar ist zurückgezogen.').first()).toBeVisible();
			await expect(page.getByText('Ein Segel wäre schneller.')).toBeHidden();
			await page.context().close();
		});

		test('somebody chooses three ideas, finds one by words, and is told when nothing is left', async ({
			app,
			browser
		}) => {
			const map = await ideaMap(app.db, {
				choicesEach: 2,
				phases: ['collect', 'prioritise'].map((kind) => ({
					kind: kind as 'collect',
					startsAt: null,
					endsAt: null
				}))
			});
			for (const title of ['Bänke', 'Bäume', 'Licht']) await submitted(app.db, map, { title });
			const page = await anotherPhone(browser, app, javaScriptEnabled);
			await open(page, map, '/prioritise');
			await expect(page.locator('#choosing')).toContainText('Sie haben noch 2 von 2 Stimmen.');
			await page.getByRole('button', { name: 'Wählen Idee 1' }).click();
			await expect(page.locator('#choosing')).toContainText('Sie haben noch eine von 2 Stimmen.');
			await page.getByLabel('Ideen suchen').fill('Licht');
			await page.getByRole('button', { name: 'Suchen' }).click();
			await page.getByRole('button', { name: 'Wählen Idee 3' }).click();
			await expect(page.locator('#choosing')).toContainText('Sie haben noch 0 von 2 Stimmen.');
			await page.getByRole('button', { name: 'Zurücknehmen Idee 1' }).click();
			await expect(page.locator('#choosing')).toContainText('Sie haben noch eine von 2 Stimmen.');
			await app.db.updateTable('activities').set({ status: 'finished' }).execute();
			await open(page, map, '/prioritise');
			await expect(page.getByText('Am häufigsten: Idee 3')).toBeVisible();
			await expect(page.getByRole('table')).toContainText('Licht');
			await page.context().close();
		});
	});
}

test('the page tells the whole story: path, project, merged ideas, the voice of the city', async ({
	app,
	page
}) => {
	const map = await busyMap(app);
	await open(page, map);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mehr Schatten am Brunnen');
	await expect(page.locator('#status li')).toHaveCount(4);
	await expect(page.locator('#status')).toContainText('Zugesagt bis 1. März 2099');
	await expect(page.getByRole('link', { name: /Teil der Maßnahme 540-3/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Dazu gehört auch Idee 2' })).toBeVisible();
	const city = page.locator('article').filter({ hasText: 'Bänke kommen dazu.' }).last();
	await expect(city).toContainText('Stadt');
	await expect(city).toContainText('Umweltamt');
	await expect(page.getByText('نحتاج إلى مقاعد')).toHaveAttribute('lang', 'ar');
	await open(page, map, '/2');
	await page.getByRole('link', { name: 'Zu Idee 1' }).click();
	await expect(page).toHaveURL(/\/1$/);
});

test('what is not public has an honest page and an honest status; only its author reads on', async ({
	app,
	page
}) => {
	const map = await ideaMap(app.db);
	for (let i = 0; i < 3; i++) await submitted(app.db, map, { title: 'Geheim' });
	const set = (number: number, change: object) =>
		app.db
			.updateTable('ideas')
			.set(change)
			.where('activityId', '=', map.activityId)
			.where('number', '=', number)
			.execute();
	await set(1, { visibility: 'waiting' });
	await set(2, { visibility: 'hidden', hiddenReason: 'personal' });
	await set(3, { visibility: 'withdrawn' });
	for (const [path, status, text] of [
		['/1', 404, 'noch nicht öffentlich'],
		['/2', 410, 'Der Grund: Es steht etwas Persönliches darin'],
		['/3', 410, 'wurde zurückgezogen']
	] as const) {
		const answer = await open(page, map, path);
		expect(answer?.status()).toBe(status);
		await expect(page.getByRole('main')).toContainText(text);
		await expect(page.getByRole('main')).not.toContainText('Geheim');
		await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
	}
	expect((await open(page, map, '/99'))?.status()).toBe(404);
	expect((await open(page, map, '/0'))?.status()).toBe(404);
});

test('an empty comment keeps the page and says at its field what is missing', async ({
	app,
	browser
}) => {
	const map = await busyMap(app);
	const page = await anotherPhone(browser, app, false);
	await open(page, map);
	await page.getByLabel('Ihr Kommentar').fill(' \u00a0 ');
	await page.getByRole('button', { name: 'Absenden' }).click();
	await expect(page.getByText('Hier fehlt noch der Text.')).toBeVisible();
	await expect(page.getByLabel('Ihr Kommentar')).toHaveAttribute('aria-invalid', 'true');
	await page.context().close();
});

test('support and comments work by keyboard alone, and the focus is not lost', async ({
	app,
	page
}) => {
	const map = await busyMap(app);
	await open(page, map);
	await page.getByRole('button', { name: 'Das unterstütze ich' }).focus();
	await page.keyboard.press('Enter');
	const taken = page.getByRole('button', { name: 'Meine Unterstützung zurücknehmen' });
	await expect(taken).toBeFocused();
	await expect(page.locator('#announcer')).toContainText('Sie sind dabei.');
	await page.keyboard.press('Space');
	await expect(page.getByRole('button', { name: 'Das unterstütze ich' })).toBeFocused();
});

test('when the network fails in the middle, the browser sends the form the plain way', async ({
	app,
	page
}) => {
	const map = await busyMap(app);
	await open(page, map);
	let failed = 0;
	await page.route('**/*', async (route) => {
		const isFetch = route.request().resourceType() === 'fetch';
		if (isFetch && failed++ === 0) return route.abort();
		return route.continue();
	});
	await page.getByRole('button', { name: 'Das unterstütze ich' }).click();
	await expect(page.locator('#support')).toContainText('Sie sind dabei.');
	expect(failed).toBe(1);
});

for (const prefix of ['', '/en', '/leicht', '/ar']) {
	test(`the pages are accessible and fit 320 px: ${prefix || '/de'}`, async ({ app, page }) => {
		const map = await busyMap(app);
		await page.setViewportSize({ width: 320, height: 640 });
		const id = (await app.db.selectFrom('ideaComments').select('id').executeTakeFirstOrThrow()).id;
		for (const path of ['/1', `/1?reply=${id}`, '/2', '/follow', '/follow?done=follow']) {
			await page.goto(`${prefix}/ideas/${map.slug}${path}`);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
		await app.db
			.updateTable('ideaPhases')
			.set({ kind: 'prioritise' })
			.where('activityId', '=', map.activityId)
			.execute();
		await page.goto(`${prefix}/ideas/${map.slug}/prioritise`);
		await expectAccessible(page);
		await expectNoSidewaysScrolling(page);
	});
}

test('feeds are found from the page, answer 304 to who has them, and are XML a browser reads', async ({
	app,
	page,
	request
}) => {
	const map = await busyMap(app);
	await open(page, map);
	const href = await page.locator('link[type="application/atom+xml"]').getAttribute('href');
	for (const [path, entries] of [
		[href!, 7],
		[`/ar/ideas/${map.slug}/feed.atom`, 4]
	] as const) {
		const answer = await request.get(path);
		expect(answer.headers()['content-type']).toBe('application/atom+xml; charset=utf-8');
		const text = await answer.text();
		const read = await page.evaluate((xml) => {
			const document_ = new DOMParser().parseFromString(xml, 'application/xml');
			return {
				wrong: document_.querySelector('parsererror')?.textContent ?? null,
				ids: [...document_.querySelectorAll('entry > id')].map((id) => id.textContent)
			};
		}, text);
		expect(read.wrong).toBeNull();
		expect(read.ids).toHaveLength(entries);
		expect(new Set(read.ids).size).toBe(entries);
		for (const one of read.ids) expect(one).toMatch(/^tag:localhost,\d{4}-\d\d-\d\d:/);
		const etag = answer.headers()['etag']!;
		const again = await request.get(path, { headers: { 'if-none-match': etag } });
		expect(again.status()).toBe(304);
		expect(await again.text()).toBe('');
	}
	expect((await request.get(`/ideas/${map.slug}/99/feed.atom`)).status()).toBe(404);
});
