import { ideaMap, submitted } from '../fixture/idea-map.ts';
import { mailedLink } from '../fixture/mails.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';

test.use({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });

test('somebody follows an idea by mail, says yes by the link, and one click ends it', async ({
	app,
	browser,
	page,
	request
}) => {
	const map = await ideaMap(app.db);
	await submitted(app.db, map, { title: 'Mehr Schatten' });
	await page.goto(`/ideas/${map.slug}/1`);
	await page.getByLabel('E-Mail-Adresse').fill('kein-klammeraffe');
	await page.getByRole('button', { name: 'Mails bestellen' }).click();
	await expect(page.getByText('Das ist keine E-Mail-Adresse.')).toBeVisible();
	await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue('kein-klammeraffe');
	const address = 'noor@post.example';
	await page.getByLabel('E-Mail-Adresse').fill(address);
	await expect(async () => {
		await page.getByRole('button', { name: 'Mails bestellen' }).click({ timeout: 1000 });
		await expect(page.getByText('Bitte sehen Sie in Ihr Postfach')).toBeVisible({ timeout: 1000 });
	}).toPass();

	const link = await mailedLink(app.dataDir, address);
	// axe needs scripts in the page that it looks at.
	const withScripts = await (
		await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: true })
	).newPage();
	const looksGood = async (address: string) => {
		await withScripts.goto(address);
		await expectAccessible(withScripts);
		await expectNoSidewaysScrolling(withScripts);
	};
	await page.goto(link);
	await looksGood(link);
	const confirmed = () => app.db.selectFrom('ideaFollows').select('confirmedAt').executeTakeFirst();
	expect((await confirmed())?.confirmedAt).toBeNull();
	await page.getByRole('button', { name: 'Ja, ich möchte die Mails' }).click();
	await expect(page.getByRole('heading', { name: 'Sie bekommen Mails' })).toBeVisible();
	expect((await confirmed())?.confirmedAt).not.toBeNull();

	await looksGood(link);
	await page.goto(`${link}/stop`);
	await looksGood(`${link}/stop`);
	expect(await confirmed()).toBeDefined();
	const oneClick = await request.post(`${link}/stop`, {
		form: { 'List-Unsubscribe': 'One-Click' }
	});
	expect(oneClick.status()).toBe(200);
	expect(await confirmed()).toBeUndefined();
	await page.reload();
	await expect(page.getByRole('heading', { name: 'Sie bekommen keine Mails mehr' })).toBeVisible();
	expect((await page.goto(link))?.status()).toBe(410);
	await looksGood(link);
	await looksGood(`${link}/stop`);
	await withScripts.context().close();
});

test('a foreign page cannot end anything', async ({ app, request }) => {
	const answer = await request.post(`${app.origin}/follow/abc/stop`, {
		form: { 'List-Unsubscribe': 'One-Click' },
		headers: { origin: 'https://evil.example' }
	});
	expect(answer.status()).toBe(403);
});
