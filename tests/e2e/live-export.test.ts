import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { archiveSession } from '#lib/formats/live/retention.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { liveSession, useOfTheSquare } from '../fixture/live-session.ts';
import { openPdf } from '../fixture/pdf.ts';
import { currentRound } from '../fixture/session.ts';
import { vote } from '../fixture/sessions.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, freePort, test, type App } from './app.ts';

const prefixes = ['', '/en', '/leicht', '/ar'];

/** Six people have said what the square should be for, and the result is shown. */
async function shownResult(app: App) {
	const session = await liveSession(app.db, {
		locales: ['de', 'en', 'ar'],
		questions: [useOfTheSquare]
	});
	await session.press('start', 'next');
	const { questionId } = await currentRound(app.db, session.activityId);
	const answers = ['sport', 'sport', 'market', 'rest', 'rest', 'rest'].map((id) => [id]);
	await vote(app.db, session.activityId, answers);
	await session.press('close', 'reveal');
	return { ...session, questionId, results: `/staff/live/${session.activityId}/results` };
}

async function signedIn(app: App, page: Page): Promise<void> {
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles: [...roles] }));
}

async function saved(page: Page, name: RegExp) {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name }).click()
	]);
	return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function expectUsable(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNoSidewaysScrolling(page);
}

test('staff take a result along as PDF, workbook, table and picture', async ({ app, page }) => {
	test.setTimeout(120_000);
	const { results } = await shownResult(app);
	await signedIn(app, page);
	await page.goto(results);
	const sheet = await saved(page, /^Ergebnisblatt \(PDF\)/);
	expect((await openPdf(sheet.bytes)).texts.join(' ')).toContain('Ruhe und Schatten');
	const workbook = await saved(page, /^Alle Stimmen \(Excel\)/);
	expect((await readXlsx(workbook.bytes)).sheets).toHaveLength(2);
	await page.getByText('Dateien zu dieser Frage').click();
	const csv = await saved(page, /^Stimmen \(CSV\)/);
	expect(csv.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(7);
	const svg = await saved(page, /^Bild \(SVG\)/);
	expect(svg.name).toBe('palaver-result-1-1.svg');
	expect(svg.bytes.toString('utf8')).toContain('Ruhe und Schatten');
	const png = await saved(page, /^Bild \(PNG\)/);
	expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('staff allow other websites to show results, copy the line, and stop it again', async ({
		app,
		page
	}) => {
		const { results, questionId } = await shownResult(app);
		expect((await page.goto(`/embed/live/${questionId}`))?.status()).toBe(404);
		await expect(page.getByRole('heading', { name: 'Hier gibt es kein Ergebnis' })).toBeVisible();
		await signedIn(app, page);
		await page.goto(results);
		await page.getByRole('button', { name: 'Einbetten erlauben' }).click();
		await expect(page.getByText(/^Einbetten ist erlaubt/)).toBeVisible();
		await page.getByText('Dateien zu dieser Frage').click();
		const line = await page.getByLabel('Zeile für die andere Webseite').inputValue();
		expect(line).toContain(`src="${app.origin}/embed/live/${questionId}"`);
		expect(line).toContain('title="Ergebnis: Wofür soll der Kesselbrink');
		await page.getByRole('link', { name: /^So sieht es dort aus/ }).click();
		await expect(page.getByRole('figure')).toContainText('6 Menschen haben geantwortet.');
		await page.getByRole('link', { name: 'Alle 20 Sekunden von selbst neu laden' }).click();
		await expect(page.locator('meta[http-equiv=refresh]')).toHaveAttribute('content', '20');
		await page.getByRole('link', { name: 'Nicht mehr von selbst neu laden' }).click();
		await expect(page.locator('meta[http-equiv=refresh]')).toHaveCount(0);
		await page.goto(results);
		await page.getByRole('button', { name: 'Einbetten beenden' }).click();
		expect((await page.goto(`/embed/live/${questionId}`))?.status()).toBe(404);
	});
});

test('a result in a frame of another website has no cookie and no script, and other pages stay closed to frames', async ({
	app,
	page,
	context
}) => {
	const { activityId, moderator, questionId, code, press } = await shownResult(app);
	await app.db.updateTable('liveSessions').set({ embeddable: true }).execute();
	const own = `/embed/live/${questionId}`;
	const answer = await page.request.get(app.origin + own);
	expect(answer.headers()['content-security-policy']).toContain('frame-ancestors *');
	expect(answer.headers()['x-frame-options']).toBeUndefined();
	expect(answer.headers()['set-cookie']).toBeUndefined();
	expect(await answer.text()).not.toContain('<script');
	for (const closed of [`/j/${code}`, `/live/${code}/stage`, '/']) {
		const policy = (await page.request.get(app.origin + closed)).headers();
		expect(policy['content-security-policy'], closed).toContain("frame-ancestors 'none'");
	}

	const port = await freePort();
	const frames = [own, `/j/${code}`].map(
		(path) => `<iframe title="x" src="${app.origin}${path}" height="900"></iframe>`
	);
	const neighbour = createServer((_, response) =>
		response.setHeader('content-type', 'text/html').end(frames.join(''))
	).listen(port);
	await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'networkidle' });
	await expect(page.frameLocator('iframe').first().getByRole('figure')).toContainText('6 Menschen');
	await expect(page.frameLocator('iframe').last().getByRole('heading')).toHaveCount(0);
	expect(await context.cookies()).toEqual([]);
	await new Promise((closed) => neighbour.close(closed).closeAllConnections());

	await press('end');
	await page.goto(app.origin + own);
	await expect(page.getByText('kann sich ändern')).toHaveCount(0);
	await archiveSession(app.db, moderator, activityId);
	expect((await page.goto(app.origin + own))?.status()).toBe(410);
	await expect(page.getByText('wird hier nicht mehr gezeigt')).toBeVisible();
});

test('frame and results page are usable in every language', async ({ app, page }) => {
	test.setTimeout(120_000);
	const { results, questionId } = await shownResult(app);
	await app.db.updateTable('liveSessions').set({ embeddable: true }).execute();
	await signedIn(app, page);
	for (const prefix of prefixes)
		for (const path of [`/embed/live/${questionId}`, results]) {
			expect((await page.goto(prefix + path))?.status()).toBe(200);
			for (const summary of await page.locator('summary').all()) await summary.click();
			await page.setViewportSize({ width: 320, height: 800 });
			await expectUsable(page);
		}
});
