import type { Browser, Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { detailedPhoto } from '../fixture/detailed-photo.ts';
import { countedBallots, liveSession, type TestSession } from '../fixture/live-session.ts';
import { sessionOfPlaces } from '../fixture/question-places.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { expectCounted, openSession, question, send, takePhone } from './phones.ts';

/** By keyboard: a radio or a box takes the blank, a list its arrows. */
async function tick(page: Page, name: string): Promise<void> {
	await page.getByRole('radio', { name }).focus();
	await page.keyboard.press('Space');
}

/** The answer to each question, in the order in which they are asked, and what is counted. */
const steps: readonly Readonly<{
	prompt: string;
	answer: (page: Page) => Promise<void>;
	said: string;
	kept: unknown;
}>[] = [
	{
		prompt: 'Welcher Baum?',
		answer: async (page) => tick(page, 'Ahorn'),
		said: 'Ahorn',
		kept: [expect.stringMatching(/^[0-9a-f-]{36}$/)]
	},
	{
		prompt: 'Wo fehlt Schatten?',
		answer: async (page) => {
			// Over the picture is a field of its own size, before the picture is there.
			await expect(page.getByRole('radio', { name: 'A3' })).toBeVisible();
			await tick(page, 'A3');
			await page.keyboard.press('ArrowRight');
		},
		said: 'B3 (\u2068Brunnen\u2069)',
		kept: ['B3']
	},
	{
		prompt: 'Wo fehlt eine Bank?',
		answer: async (page) => {
			await page.getByLabel('Ort oder Feld').focus();
			await page.keyboard.type('C4');
		},
		said: 'C4',
		kept: ['C4']
	},
	{ prompt: 'So geht es weiter', answer: async () => {}, said: 'Gelesen', kept: ['read'] },
	{
		prompt: 'Dürfen wir fotografieren?',
		answer: async (page) => tick(page, 'Ja, ich stimme zu'),
		said: 'Ja, ich stimme zu',
		kept: ['yes']
	},
	{
		prompt: 'Was zuerst?',
		answer: async (page) => tick(page, 'Bänke'),
		said: 'Bänke',
		kept: ['bank']
	}
];

const otherLanguages = ['/en', '/leicht', '/ar'];

test('a phone answers every kind by keyboard, in four languages, and sees what came of it', async ({
	app,
	browser
}) => {
	const session = await sessionOfPlaces(app.db, app.appSecret);
	await session.press('start');
	const { page } = await takePhone(browser, app.origin, { viewport: { width: 320, height: 640 } });
	await openSession(page, session.code);
	const beside = await openOthers(browser, app.origin, session.code);
	const everywhere = [page, ...beside];

	for (const { prompt, answer, said, kept } of steps) {
		await session.press('next');
		await expect(question(page)).toHaveText(prompt);
		for (const one of beside) await expect(one.locator('form[data-ballot]')).toBeVisible();
		await Promise.all(everywhere.map(expectAccessible));
		await expectNoSidewaysScrolling(page);

		await answer(page);
		if (prompt === 'So geht es weiter')
			await page.getByRole('button', { name: 'Gelesen' }).press('Enter');
		else await send(page);
		await expectCounted(page, said);
		expect(await countedBallots(app.db, session.activityId)).toEqual([kept]);

		await session.press('close', 'reveal');
		for (const one of everywhere) await expect(one.getByRole('figure')).toBeVisible();
		await Promise.all(everywhere.map(expectAccessible));
		await expectNoSidewaysScrolling(page);
		await expect(page.getByText(`Ihre Antwort: ${said}`)).toBeVisible();
	}
});

test('staff add a picture with what it shows, ask about a spot on it, and keep it while it is shown', async ({
	app,
	page
}) => {
	const { activityId } = await liveSession(app.db, { questions: [] });
	const roles = [{ role: 'moderator' as const, placeId: 'bielefeld' }];
	await beSignedIn(page, app, await createAccount(app, { roles }));
	await page.goto(`/staff/live/${activityId}`);
	await page.getByRole('link', { name: 'Bilder' }).click();
	await expectAccessible(page);

	const shows = page.getByLabel('Was ist zu sehen? (Deutsch)');
	await page.getByLabel('Bild vom Gerät').setInputFiles({
		name: 'platz.jpg',
		mimeType: 'image/jpeg',
		buffer: await detailedPhoto(1)
	});
	await page.getByRole('button', { name: 'Hinzufügen' }).click();
	await expect(page.getByText('Bitte schreiben Sie, was auf dem Bild zu sehen ist.')).toBeVisible();
	await page.getByLabel('Bild vom Gerät').setInputFiles({
		name: 'platz.jpg',
		mimeType: 'image/jpeg',
		buffer: await detailedPhoto(1)
	});
	await shows.fill('Der Platz von oben');
	await page.getByRole('button', { name: 'Hinzufügen' }).click();
	await expect(page.getByRole('img', { name: 'Der Platz von oben' })).toBeVisible();
	await expectAccessible(page);

	await page.goto(`/staff/live/${activityId}/questions/new`);
	await page.getByRole('link', { name: 'Stelle auf einem Bild' }).click();
	await page.getByLabel('Frage: Deutsch').fill('Wo fehlt Schatten?');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('Bitte wählen Sie ein Bild.')).toBeVisible();
	await page.getByLabel('Bild', { exact: true }).selectOption('Der Platz von oben');
	await page.getByLabel('Namen von Feldern (Deutsch)').fill('B3 Brunnen');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('Wo fehlt Schatten?', { exact: true })).toBeVisible();

	await page.goto(`/staff/live/${activityId}/pictures`);
	await expect(page.getByText('Eine Frage zeigt dieses Bild')).toBeVisible();
	await expect(page.getByText('Entfernen', { exact: true })).toHaveCount(0);
});

async function openQuestion(session: TestSession, position: number): Promise<void> {
	await session.press('start', 'next');
	for (let at = 1; at < position; at++) await session.press('close', 'next');
}

async function openOthers(browser: Browser, origin: string, code: string): Promise<Page[]> {
	const pages: Page[] = [];
	for (const prefix of otherLanguages) {
		const { page } = await takePhone(browser, origin);
		await openSession(page, code, prefix);
		pages.push(page);
	}
	return pages;
}

test('a tap on the map chooses a field of the list', async ({ app, browser }) => {
	test.slow();
	const session = await sessionOfPlaces(app.db, app.appSecret);
	await openQuestion(session, 3);
	const { page, context } = await takePhone(browser, app.origin);
	await openSession(page, session.code);
	const map = page.getByRole('application');
	await expect(map).toBeVisible();
	await map.click({ position: { x: 150, y: 150 } });
	const chosen = page.getByLabel('Ort oder Feld');
	await expect(chosen).toHaveValue(/^[A-F][1-6]$/);
	await expect(page.getByText(/^Gewählt: [A-F][1-6]/)).toBeVisible();
	await expectAccessible(page);
	await send(page);
	await expectCounted(page, await chosen.inputValue());
	await context.close();
});
