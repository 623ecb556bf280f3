import type { Browser, Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { liveSession, useOfTheSquare } from '../fixture/live-session.ts';
import { vote } from '../fixture/sessions.ts';
import { setVeiled } from '#lib/formats/live/moderation/veil.server.ts';
import { presentState } from '#lib/formats/live/session.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { openSession, takePhone } from './phones.ts';

const people = (counts: Readonly<Record<string, number>>) =>
	Object.entries(counts).flatMap(([id, n]) => Array.from({ length: n }, () => [id]));

const [before, after] = [
	{ sport: 30, market: 16, rest: 12 },
	{ sport: 18, market: 15, rest: 27 }
];

/** A question that was asked twice; the second result is on the stage. */
async function askedTwice(app: App, between: (session: Session) => Promise<void> = async () => {}) {
	const session = await liveSession(app.db, { questions: [useOfTheSquare] });
	await session.press('start', 'next');
	await vote(app.db, session.activityId, people(before));
	await session.press('close', 'reveal');
	await between(session);
	await session.press('repeat');
	await vote(app.db, session.activityId, people(after));
	await session.press('close', 'reveal');
	return session;
}
type Session = Awaited<ReturnType<typeof liveSession>>;

async function control(page: Page, app: App, { code }: Session) {
	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
	await page.goto(`/live/${code}/control`);
	return page.getByRole('button', { name: 'Runde 1 daneben zeigen' });
}

async function stageOf(browser: Browser, app: App, { code }: Session, prefix = '') {
	const page = await browser.newPage({
		baseURL: app.origin,
		viewport: { width: 1440, height: 900 },
		locale: 'de-DE'
	});
	const connected = page.waitForResponse((response) => response.url().endsWith('/stream'));
	await page.goto(`${prefix}/live/${code}/stage`);
	await connected;
	return page;
}

test('one press sets round 1 beside round 2 on stage and phones, and the same press takes it away', async ({
	app,
	browser,
	page
}) => {
	const session = await askedTwice(app);
	const [german, arabic] = [
		await takePhone(browser, app.origin),
		await takePhone(browser, app.origin)
	];
	await openSession(german.page, session.code);
	await openSession(arabic.page, session.code, '/ar');
	const stage = await stageOf(browser, app, session);
	const show = await control(page, app, session);
	await expect(show).toHaveAttribute('aria-pressed', 'false');
	await expect(stage.getByText(/Am meisten verändert/)).toHaveCount(0);

	// Before its scripts run a press is a new page, and the focus at its top.
	await expect(page.locator('[aria-labelledby=keys] input')).toBeEnabled();
	await show.focus();
	await page.keyboard.press('Enter');
	await expect(show).toHaveAttribute('aria-pressed', 'true');
	await expect(show).toBeFocused();
	await expect(page.getByText('Alle sehen Runde 1 neben Runde 2')).toBeVisible();

	const sentence =
		/Am meisten verändert hat sich .*Ruhe und Schatten.*: jetzt 27 von 60, vorher 12 von 58/;
	await expect(stage.getByRole('figure').getByText(sentence)).toBeVisible();
	await expect(stage.getByRole('row', { name: /Ruhe und Schatten/ })).toContainText('+24');
	await expect(german.page.getByText(sentence).first()).toBeVisible();
	const row = german.page
		.getByRole('region', { name: 'Vorher und jetzt' })
		.getByRole('row', { name: /Ruhe und Schatten/ });
	await expect(row).toContainText('21 % (12)');
	await expect(row).toContainText('45 % (27)');
	await expect(row).toContainText('+24');
	await expect(german.page.locator('#announcer')).toContainText('Am meisten verändert');
	await expect(
		arabic.page.getByRole('region', { name: 'قبل والآن' }).getByText(/أكثر ما تغيّر هو/)
	).toBeVisible();

	await setVeiled(app.db, session.moderator, session.activityId, true);
	await page.reload();
	await expect(page.getByText('Runde 1 neben Runde 2: im Moment nicht zu sehen')).toBeVisible();
	await expect(page.getByText('Alle sehen Runde 1 neben Runde 2')).toHaveCount(0);
	await setVeiled(app.db, session.moderator, session.activityId, false);
	await expect(stage.getByText(sentence).first()).toBeVisible();
	await page.reload();
	await show.click();
	await expect(show).toHaveAttribute('aria-pressed', 'false');
	await expect(stage.getByText(sentence)).toHaveCount(0);
	await expect(german.page.getByRole('region', { name: 'Vorher und jetzt' })).toHaveCount(0);
});

const versionOf = async (app: App, { activityId }: Session) =>
	(await presentState(app.db, activityId)).version;

test('a key that is held down presses the big button once: what it means next is seen first', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [useOfTheSquare] });
	await session.press('start', 'next');
	await vote(app.db, session.activityId, people(before));
	await control(page, app, session);
	await expect(page.locator('[aria-labelledby=keys] input')).toBeEnabled();
	const version = await versionOf(app, session);
	const big = page.locator('[data-key=usual] button');
	await big.focus();
	await page.keyboard.down('Enter');
	await expect(big).toHaveAttribute('data-command', 'reveal');
	await expect(page.getByRole('region', { name: 'Jetzt' })).toBeFocused();
	for (let held = 0; held < 5; held++) await page.keyboard.down('Enter');
	await page.keyboard.up('Enter');
	// Pressed anew it goes on, by one.
	await big.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status').filter({ hasText: 'Ergebnis wird gezeigt' })).toHaveCount(
		1
	);
	expect(await versionOf(app, session)).toBe(version + 2);
});

test('a key that is held down on a button that stays pressed does not take it back', async ({
	app,
	page
}) => {
	const session = await askedTwice(app);
	const show = await control(page, app, session);
	await expect(page.locator('[aria-labelledby=keys] input')).toBeEnabled();
	const version = await versionOf(app, session);
	await show.focus();
	await page.keyboard.down('Enter');
	await expect(show).toHaveAttribute('aria-pressed', 'true');
	await expect(show).toBeFocused();
	for (let held = 0; held < 5; held++) await page.keyboard.down('Enter');
	await page.keyboard.up('Enter');
	await page.keyboard.press('Enter');
	await expect(show).toHaveAttribute('aria-pressed', 'false');
	expect(await versionOf(app, session)).toBe(version + 2);
});

test('stage, control and phone with two rounds are accessible in every language, and fit 320 px', async ({
	app,
	browser,
	page
}) => {
	const session = await askedTwice(app, async ({ activityId, moderator }) => {
		const { id } = await app.db
			.selectFrom('liveQuestions')
			.select('id')
			.where('activityId', '=', activityId)
			.executeTakeFirstOrThrow();
		const prompt = { ...useOfTheSquare.prompt, de: 'Wofür soll der Platz im Sommer da sein?' };
		await changeQuestion(app.db, moderator, activityId, id, { ...useOfTheSquare, prompt });
	});
	const show = await control(page, app, session);
	await show.click();
	await expect(show).toHaveAttribute('aria-pressed', 'true');
	const { code } = session;
	const everybody = await browser.newPage({ baseURL: app.origin, locale: 'de-DE' });
	const warning = 'In Runde 1 lautete die Frage anders.';
	for (const path of [`/j/${code}`, `/live/${code}/stage`]) {
		await everybody.goto(path);
		await expect(everybody.getByText(warning).first()).toBeVisible();
		await expect(everybody.getByText(useOfTheSquare.prompt['de']!).first()).toBeVisible();
	}
	for (const prefix of ['', '/en', '/leicht', '/ar']) {
		for (const [visitor, path] of [
			[everybody, `/j/${code}`],
			[everybody, `/live/${code}/stage`],
			[page, `/live/${code}/control`]
		] as const) {
			await visitor.setViewportSize({ width: 320, height: 640 });
			await visitor.goto(prefix + path);
			await expectAccessible(visitor);
			await expectNoSidewaysScrolling(visitor);
		}
	}
});

test('without JavaScript the moderator presses it too, and everybody sees it', async ({
	app,
	browser
}) => {
	const session = await askedTwice(app);
	const context = await browser.newContext({
		javaScriptEnabled: false,
		baseURL: app.origin,
		locale: 'de-DE'
	});
	const page = await context.newPage();
	const show = await control(page, app, session);
	await show.click();
	await expect(show).toHaveAttribute('aria-pressed', 'true');
	for (const path of [`/j/${session.code}`, `/live/${session.code}/stage`]) {
		await page.goto(path);
		await expect(page.getByText(/jetzt 27 von 60, vorher 12 von 58/).first()).toBeVisible();
	}
	await page.goto(`/live/${session.code}/control`);
	await show.click();
	await expect(show).toHaveAttribute('aria-pressed', 'false');
	await context.close();
});
