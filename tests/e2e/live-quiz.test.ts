import { sql } from 'kysely';
import { playAlong } from '#lib/formats/live/quiz/players.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { resident } from '../fixture/live-asks.ts';
import { liveSession, useOfTheSquare } from '../fixture/live-session.ts';
import { whenBuilt } from '../fixture/question-types.ts';
import { currentRound } from '../fixture/session.ts';
import { setQuiz } from '../fixture/live-quiz.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { expectCounted, openSession, send, takePhone } from './phones.ts';

/** A quiz on the square with five others who play along and have it wrong. */
async function quiz(app: App) {
	const session = await liveSession(app.db, { questions: [whenBuilt, useOfTheSquare] });
	const { activityId, moderator } = session;
	await setQuiz(app.db, moderator, activityId, { leaderboard: true, seconds: {} });
	await session.press('start');
	for (let n = 0; n < 5; n++) await playAlong(app.db, await resident(app.db, activityId));
	return session;
}

const timeIsUp = async (app: App, activityId: string) => {
	const { roundId } = await currentRound(app.db, activityId);
	await sql`update live_rounds set closes_at = now() where id = ${roundId}`.execute(app.db);
};

test('a quiz with a timer: the moderator gives time, the phone counts down, the stage shows who leads', async ({
	app,
	page,
	browser
}) => {
	// Eleven pages are checked for accessibility, each takes seconds on a busy machine.
	test.slow();
	const session = await quiz(app);
	const { code, activityId } = session;
	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
	await session.press('next');
	const { page: phone } = await takePhone(browser, app.origin);
	await openSession(phone, code);
	await expect(phone.getByRole('timer')).toBeHidden();

	await page.goto(`/live/${code}/control`);
	await page.getByLabel('Zeit zum Antworten').selectOption('600');
	await page.getByRole('button', { name: 'Timer starten' }).click();
	await expect(page.getByRole('timer')).toContainText(/Noch (10|9):/);
	await expect(phone.getByRole('timer')).toContainText(/Noch (10|9):/);
	await expect(phone.locator('#timer [aria-live]')).toContainText(/Noch .* zum Antworten/);
	await page.getByRole('button', { name: '30 Sekunden mehr' }).click();
	await expect(phone.getByRole('timer')).toContainText(/Noch 10:/);

	await phone.getByRole('link', { name: 'Zur Bestenliste' }).click();
	await phone.getByRole('button', { name: 'Mitspielen' }).click();
	const own = phone.getByRole('region', { name: 'Ihr Spiel' });
	const name = (await own.getByRole('strong').textContent())!;
	await expectAccessible(phone);
	await phone.getByRole('link', { name: 'Zurück zur Frage' }).click();
	await phone.getByRole('radio', { name: 'seit 1950' }).check();
	await send(phone);
	await expectCounted(phone, 'seit 1950');

	await timeIsUp(app, activityId);
	await expect(phone.getByRole('heading', { name: 'Die Abstimmung ist beendet' })).toBeVisible();
	await expect(phone.getByRole('timer')).toBeHidden();
	await session.press('reveal');
	await expect(phone.locator('[data-standing]')).toContainText('1 von 1 Wissensfrage richtig');
	await expect(phone.locator('[data-standing]')).toContainText('Platz 1 von 6');

	await page.goto(`/live/${code}/stage`);
	await expect(page.getByRole('region', { name: 'Bestenliste' })).toContainText(name);
	await expectAccessible(page);
	for (const prefix of ['', '/en', '/leicht', '/ar']) {
		for (const path of [`/j/${code}/quiz`, `/j/${code}`]) {
			const response = await phone.goto(prefix + path);
			expect(response!.status()).toBe(200);
			await expectAccessible(phone);
		}
		await page.goto(`${prefix}/staff/live/${activityId}/quiz`);
		await expectAccessible(page);
	}
	await phone.setViewportSize({ width: 320, height: 640 });
	await phone.goto(`/ar/j/${code}/quiz`);
	await expectNoSidewaysScrolling(phone);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

	test('somebody sees until when, plays along, draws another name once and steps back', async ({
		app,
		page
	}) => {
		const session = await quiz(app);
		const { code, activityId } = session;
		await session.press('next');
		const { roundId } = await currentRound(app.db, activityId);
		await sql`update live_rounds set closes_at = now() + interval '5 minutes' where id = ${roundId}`.execute(
			app.db
		);
		await page.goto(`/j/${code}`);
		await expect(page.getByText(/Antworten bis \d\d:\d\d:\d\d Uhr/)).toBeVisible();
		await page.getByText('seit 1950').click();
		await send(page);
		await page.getByRole('link', { name: 'Zur Bestenliste' }).click();
		await page.getByRole('button', { name: 'Mitspielen' }).click();
		const name = page.getByRole('region', { name: 'Ihr Spiel' }).getByRole('strong');
		const first = await name.textContent();
		await page.getByRole('button', { name: 'Anderen Namen ziehen' }).click();
		await expect(name).not.toHaveText(first!);
		await expect(page.getByRole('button', { name: 'Anderen Namen ziehen' })).toHaveCount(0);
		await session.press('close', 'reveal');
		await page.goto(`/j/${code}`);
		await expect(page.getByText('Platz 1 von 6')).toBeVisible();
		await page.goto(`/j/${code}/quiz`);
		await expect(page.getByText('das sind Sie')).toBeVisible();
		await page.getByRole('button', { name: 'Nicht mehr erscheinen' }).click();
		await expect(page.getByText('Sie erscheinen nicht')).toBeVisible();
		await expect(page.getByText('das sind Sie')).toHaveCount(0);
	});
});
