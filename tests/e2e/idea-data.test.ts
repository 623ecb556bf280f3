import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { ideaMap, submitted, type TestMap } from '../fixture/idea-map.ts';
import { openPdf } from '../fixture/pdf.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, freePort, test, type App } from './app.ts';

const languages = [
	['de', ''],
	['en', '/en'],
	['de-simple', '/leicht'],
	['ar', '/ar']
] as const;

/** Three ideas of one category and one of another; one of them waits and one has something to say in Arabic. */
async function mapWithIdeas(app: App): Promise<TestMap & { path: string }> {
	const map = await ideaMap(app.db);
	const barrier = map.map.categories[1]!.id;
	await submitted(app.db, map, { title: 'Mehr Schatten am Brunnen' });
	await submitted(app.db, map, { title: 'Bänke; mit "Lehnen"', body: '=1+1' });
	await submitted(app.db, map, { title: 'نحتاج إلى مقاعد', locale: 'ar' });
	await submitted(app.db, map, { title: 'Stufe am Eingang', categoryId: barrier });
	const { ideaId } = await submitted(app.db, map, { title: 'Noch nicht geprüft' });
	await app.db
		.updateTable('ideas')
		.set({ visibility: 'waiting' })
		.where('id', '=', ideaId)
		.execute();
	return { ...map, path: `/ideas/${map.slug}` };
}

async function signedIn(app: App, page: Page): Promise<void> {
	const roles = [{ role: 'moderator', placeId: 'bielefeld-mitte' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles: [...roles] }));
}

/** What a press of a link saves. */
async function saved(page: Page, name: string) {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name, exact: true }).click()
	]);
	return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function expectUsable(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNoSidewaysScrolling(page);
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('statistics say in words, bars and a table how many ideas there are of what', async ({
		app,
		page
	}) => {
		const { path } = await mapWithIdeas(app);
		await page.goto(`${path}/statistics`);
		await expect(page.locator('.lead')).toContainText('4 Ideen.');
		const byCategory = page.getByRole('region', { name: 'Nach Kategorie' });
		await expect(byCategory).toContainText(/Am häufigsten: \S*Idee\S* mit 3 Ideen/);
		await byCategory.getByText('Als Tabelle').click();
		await expect(byCategory.getByRole('row')).toHaveText([/Kategorie/, /Idee\s*3/, /Barriere\s*1/]);
		const table = page.getByRole('region', { name: 'Nach Kategorie' }).getByRole('table');
		await expect(table).toBeVisible();
		await page.goto(`${path}/statistics?q=Brunnen`);
		await expect(page.locator('.lead')).toContainText('1 Idee.');
		await page.getByRole('link', { name: 'Alle Ideen zeigen' }).click();
		await expect(page.locator('.lead')).toContainText('4 Ideen.');
	});

	test('statistics and print sheet of an empty map say that there is nothing yet', async ({
		app,
		page
	}) => {
		const { slug } = await ideaMap(app.db);
		await page.goto(`/ideas/${slug}/statistics`);
		await expect(page.getByText('Noch keine Ideen').first()).toBeVisible();
		expect((await page.goto(`/ideas/${slug}/print`))?.status()).toBe(200);
	});

	test('on paper the sheet is every public idea and nothing to press', async ({ app, page }) => {
		const { path } = await mapWithIdeas(app);
		await page.goto(`${path}/print`);
		await page.emulateMedia({ media: 'print' });
		for (const words of ['Mehr Schatten am Brunnen', 'نحتاج إلى مقاعد', 'Stufe am Eingang'])
			await expect(page.getByText(words)).toBeVisible();
		await expect(page.getByText('Noch nicht geprüft')).toHaveCount(0);
		await expect(page.getByRole('button')).toHaveCount(0);
		await expect(page.getByRole('link', { name: 'Als PDF (barrierefrei)' })).toHaveCount(0);
	});
});

test('another website may show the list in a frame: no cookie, no script; other pages stay closed to frames', async ({
	app,
	page,
	context
}) => {
	const { path } = await mapWithIdeas(app);
	const answer = await page.request.get(`${app.origin}/embed${path}`);
	const policy = answer.headers()['content-security-policy'];
	expect(policy).toContain('frame-ancestors *');
	expect(answer.headers()['x-frame-options']).toBeUndefined();
	expect(answer.headers()['set-cookie']).toBeUndefined();
	expect(await answer.text()).not.toContain('<script');
	const closed = await page.request.get(`${app.origin}${path}`);
	expect(closed.headers()['content-security-policy']).not.toContain('frame-ancestors *');

	const port = await freePort();
	const frames = [`/embed${path}`, path].map(
		(own) => `<iframe src="${app.origin}${own}"></iframe>`
	);
	const neighbour = createServer((_, response) =>
		response.setHeader('content-type', 'text/html').end(frames.join(''))
	).listen(port);
	await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'networkidle' });
	await expect(page.frameLocator('iframe').first().getByText('Stufe am Eingang')).toBeVisible();
	await expect(page.frameLocator('iframe').last().getByText('Stufe am Eingang')).toHaveCount(0);
	expect(await context.cookies()).toEqual([]);
	await new Promise((closed) => neighbour.close(closed).closeAllConnections());
});

test('staff take all ideas along in each format, and everybody the public ones', async ({
	app,
	page
}) => {
	const { activityId, slug } = await mapWithIdeas(app);
	await signedIn(app, page);
	await page.goto(`/staff/ideas/${activityId}`);
	const csv = await saved(page, 'CSV');
	expect(csv.name).toBe(`palaver-${slug}.csv`);
	const text = csv.bytes.toString('utf8');
	expect(text).toContain('"Bänke; mit ""Lehnen"""');
	expect(text).toContain('Noch nicht geprüft');
	// A spreadsheet must not take what somebody wrote for a formula.
	expect(text).not.toMatch(/[;,]=1\+1/);
	const geojson = await saved(page, 'GeoJSON');
	const { type, features } = JSON.parse(geojson.bytes.toString('utf8')) as {
		type: string;
		features: { geometry: { type: string } }[];
	};
	expect([type, features.length, features[0]!.geometry.type]).toEqual([
		'FeatureCollection',
		5,
		'Point'
	]);
	const excel = await saved(page, 'Excel');
	expect(excel.name).toMatch(/\.xlsx$/);
	expect(excel.bytes.subarray(0, 2).toString()).toBe('PK');
	const pdf = await saved(page, 'PDF');
	expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
	const printed = (await openPdf(pdf.bytes)).texts.join(' ');
	expect(printed).toContain('Stufe am Eingang');
	expect(printed).not.toContain('Noch nicht geprüft');
	await page.reload();
	await page.getByRole('heading', { name: 'Verlauf' }).click();
	await expect(page.getByText('Ideen exportiert').first()).toBeVisible();

	for (const [file, kind] of [
		['csv', 'text/csv; charset=utf-8'],
		['geojson', 'application/geo+json'],
		['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
		['pdf', 'application/pdf']
	] as const) {
		const answer = await page.request.get(`/ideas/${slug}/export/ideas.${file}`);
		expect([file, answer.status(), answer.headers()['content-type']]).toEqual([file, 200, kind]);
		const body = await answer.body();
		expect(body.length).toBeGreaterThan(200);
		expect(body.includes('Noch nicht geprüft')).toBe(false);
	}
	await page.context().clearCookies();
	const stranger = await page.request.get(`/staff/ideas/${activityId}/export/ideas.csv`, {
		maxRedirects: 0
	});
	expect(stranger.status()).not.toBe(200);
});

test('no link of the pages about a map’s data leads nowhere', async ({ app, page }) => {
	const { activityId, path } = await mapWithIdeas(app);
	await signedIn(app, page);
	for (const own of [
		`/staff/ideas/${activityId}`,
		`/staff/ideas/${activityId}/import`,
		`${path}/statistics`,
		`${path}/print`
	]) {
		await page.goto(own);
		for (const link of await page.locator('main a[href]').all()) {
			const address = (await link.getAttribute('href'))!;
			if (address.startsWith('#')) await expect(page.locator(address)).toBeAttached();
			else expect((await page.request.get(address)).status(), `${own}: ${address}`).toBe(200);
		}
	}
});

const table = (where: string) =>
	[
		'Nr;Titel;Text;Thema;Breite;Länge;Datum;Stimmen',
		'17;Mehr Bänke;Am Brunnen fehlt eine Bank;Idee;52.0245;8.5395;03.05.2024;12',
		`18;Stufe am Eingang;;Barriere;${where};04.05.2024;0`,
		'19;Linden pflanzen;;Grünes;52.0250;8.5400;05.05.2024;3'
	].join('\n');

async function upload(page: Page, content: string): Promise<void> {
	await page.locator('input[type=file]').setInputFiles({
		name: 'ideen.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(content)
	});
	await page.locator('form[action="?/upload"] button').click();
	await expect(page.locator('form[action="?/columns"]')).toBeVisible();
}

const checkRows = (page: Page) =>
	page.locator('form[action="?/columns"] button, form[action="?/words"] button').click();

test('an earlier procedure comes along from a table: columns, words, preview, the wrong line, and in the end all', async ({
	app,
	page
}) => {
	test.slow();
	const map = await ideaMap(app.db);
	await signedIn(app, page);
	await page.goto(`/staff/ideas/${map.activityId}`);
	await page.getByRole('link', { name: 'Datei hochladen' }).click();
	await expect(page.getByText('Noch nichts mitgebracht')).toBeVisible();
	await upload(page, table('nirgends;8.5396'));
	await expect(page.getByLabel('Titel', { exact: true })).toHaveValue('1');
	await expect(page.getByLabel('Kategorie', { exact: true })).toHaveValue('3');
	await page.getByLabel('Sofort veröffentlichen').check();
	await checkRows(page);
	await expect(page.getByRole('heading', { name: 'Neue Wörter für Kategorien' })).toBeVisible();
	await expect(page.getByLabel(/Grünes/)).toHaveValue('new');
	await checkRows(page);

	const problem = page
		.getByRole('region', { name: 'Zeilen mit Fehlern' })
		.getByRole('row')
		.filter({ hasText: 'nirgends' });
	await expect(problem.getByRole('rowheader')).toHaveText('3');
	await expect(problem).toContainText('Breite');
	await expect(problem).toContainText('Die Koordinaten lassen sich nicht lesen.');
	const preview = page.getByRole('region', { name: /^Vorschau/ });
	await expect(preview.getByRole('rowheader')).toHaveText(['Mehr Bänke', 'Linden pflanzen']);
	expect(await titlesOf(app, map)).toEqual([]);
	await page.getByRole('button', { name: 'Nur die guten übernehmen: 2 Ideen' }).click();
	await expect(page.getByText('2 Ideen sind auf der Karte')).toBeVisible();

	await page.goto(`/staff/ideas/${map.activityId}/import`);
	await upload(page, table('52.0246;8.5396'));
	await page.getByLabel('Sofort veröffentlichen').check();
	await checkRows(page);
	await page.getByRole('button', { name: '1 Idee übernehmen' }).click();
	await expect(page.getByText('1 Idee ist auf der Karte')).toBeVisible();
	expect(await titlesOf(app, map)).toEqual(['Linden pflanzen', 'Mehr Bänke', 'Stufe am Eingang']);
	await page.goto(`/ideas/${map.slug}`);
	await expect(page.getByRole('article')).toHaveCount(3);
	await page.getByRole('link', { name: 'Mehr Bänke' }).click();
	await expect(page.getByText('Im früheren Verfahren hatte sie 12 Stimmen.')).toBeVisible();
});

const titlesOf = async (app: App, { activityId }: TestMap) =>
	(
		await app.db
			.selectFrom('ideas')
			.select('title')
			.where('activityId', '=', activityId)
			.where('visibility', '=', 'public')
			.orderBy('title')
			.execute()
	).map(({ title }) => title);

test('who moderates a map is told of a burst and led to its queue', async ({ app, page }) => {
	const { activityId } = await mapWithIdeas(app);
	await app.db
		.insertInto('ideaBursts')
		.values({ activityId, startedAt: new Date(), ideas: 57 })
		.execute();
	await signedIn(app, page);
	await page.goto(`/staff/ideas/${activityId}`);
	const notice = page.getByRole('status').filter({ hasText: 'Viele Ideen auf einmal' });
	await expect(notice).toContainText('57 Ideen innerhalb von 10 Minuten');
	await notice.getByRole('link', { name: 'Zur Moderation' }).click();
	await expect(page.locator('[data-queue-item]')).toHaveCount(5);
});

for (const [locale, prefix] of languages) {
	test(`numbers, sheet, frame, export and import can be used by everybody: ${locale}`, async ({
		app,
		page
	}) => {
		test.slow();
		await page.setViewportSize({ width: 320, height: 640 });
		const map = await mapWithIdeas(app);
		await app.db
			.insertInto('ideaBursts')
			.values({ activityId: map.activityId, startedAt: new Date(), ideas: 57 })
			.execute();
		for (const path of ['/statistics', '/statistics?q=nichts', '/print']) {
			await page.goto(`${prefix}${map.path}${path}`);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			for (const summary of await page.locator('main details > summary').all())
				await summary.click();
			await expectUsable(page);
		}
		await page.goto(`${prefix}/embed${map.path}`);
		await expectUsable(page);

		await signedIn(app, page);
		const staff = `${prefix}/staff/ideas/${map.activityId}`;
		await page.goto(staff);
		await expectUsable(page);
		await page.goto(`${staff}/import`);
		await expectUsable(page);
		await upload(page, table('nirgends;8.5396'));
		await expectUsable(page);
		await checkRows(page);
		await expect(page.locator('form[action="?/words"]')).toBeVisible();
		await expectUsable(page);
		await checkRows(page);
		await expect(page.locator('form[action="?/add"]')).toBeVisible();
		await expectUsable(page);
		await page.locator('form[action="?/add"] button').click();
		await expect(page.locator('form[action="?/undo"]')).toBeVisible();
		await expectUsable(page);
		await page.goto(`${staff}/import`);
		await expectUsable(page);
	});
}
