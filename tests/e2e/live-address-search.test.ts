import type { Browser } from '@playwright/test';
import { library, searchServer, whereIsItDark } from '../fixture/address-search.ts';
import { liveSession } from '../fixture/live-session.ts';
import { setQuiz } from '../fixture/live-quiz.ts';
import { expect, freePort, startServer, test, type App } from './app.ts';
import { openSession, send, takePhone } from './phones.ts';

/** A question about a place, and a phone at a server with an address search. */
async function asking(app: App, browser: Browser, javaScriptEnabled: boolean) {
	const search = await searchServer();
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const server = await startServer({ ...app, port, origin, env: { GEOCODER_URL: search.url } });
	const session = await liveSession(app.db, { questions: [whereIsItDark] });
	await session.press('start', 'next');
	const { page } = await takePhone(browser, origin, { javaScriptEnabled });
	const close = () => Promise.all([server.end('SIGTERM'), search.close()]);
	return { ...session, page, close };
}

const field = 'Ort oder Feld';
const searchLabel = 'Adresse oder Ort suchen';

test('somebody finds an address, and neither it nor what they type is lost when the session goes on', async ({
	app,
	browser
}) => {
	test.slow();
	const { page, code, activityId, moderator, close } = await asking(app, browser, true);
	await openSession(page, code);
	/** Something else of the session changes, so that the phone fetches the view anew. */
	const changed = async (leaderboard: boolean) => {
		const fetched = page.waitForResponse((response) => response.url().endsWith('/view'));
		await setQuiz(app.db, moderator, activityId, { leaderboard });
		await (await fetched).finished();
	};
	await page.getByLabel(searchLabel).fill('Neumarkt');
	await changed(true);
	await expect(page.getByLabel(searchLabel)).toHaveValue('Neumarkt');

	await page.getByRole('button', { name: 'Suchen' }).click();
	const chosen = page.getByLabel(field).locator('option:checked');
	await expect(chosen).toContainText(library.label);
	await changed(false);
	await expect(chosen).toContainText(library.label);
	await send(page);
	await expect(page.getByRole('region', { name: 'Ihre Antwort ist gezählt' })).toBeVisible();
	await close();
});

test('without JavaScript the same form searches, and is told who learns what was typed', async ({
	app,
	browser
}) => {
	test.slow();
	const { page, code, close } = await asking(app, browser, false);
	await page.goto(`/j/${code}`);
	await expect(page.getByText('ohne zu sagen, wer sucht')).toBeVisible();
	await page.getByLabel(searchLabel).fill('Neumarkt');
	await page.getByRole('button', { name: 'Suchen' }).click();
	await expect(page.getByLabel(field).locator('option:checked')).toContainText(library.label);
	await send(page);
	await expect(page.getByRole('region', { name: 'Ihre Antwort ist gezählt' })).toBeVisible();
	await page.goto('/privacy');
	await expect(page.getByRole('heading', { name: 'Adress-Suche' })).toBeVisible();
	await close();
});
