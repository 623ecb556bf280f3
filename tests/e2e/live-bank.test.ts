import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { draftSession, press, vote } from '../fixture/sessions.ts';
import { buildTown, staff } from '../fixture/town.ts';
import { keepQuestion } from '#lib/formats/live/bank/keep-question.server.ts';
import { copySession } from '#lib/formats/live/copy-session.server.ts';
import { changeQuestion } from '#lib/formats/live/edit-questions.server.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => buildTown(app.db));

const square = 'bielefeld-kesselbrink';
const inEach = ['', '/en', '/leicht', '/ar'];

const missing = {
	type: 'choice',
	prompt: { de: 'Was fehlt am Platz?', en: 'What is missing here?', ar: 'ماذا ينقص الساحة؟' },
	config: {
		options: [
			{ id: 'baenke', label: { de: 'Bänke im Schatten', en: 'Benches in the shade' } },
			{ id: 'wasser', label: { de: 'Ein Trinkbrunnen', en: 'A drinking fountain' } },
			{ id: 'licht', label: { de: 'Mehr Licht am Abend', en: 'More light at night' } }
		],
		min: 1,
		max: 1,
		noneOfThese: false
	}
};

async function moderator(page: Page, app: App, role: 'moderator' | 'planner' = 'moderator') {
	const account = await createAccount(app, { roles: [{ role, placeId: 'bielefeld-mitte' }] });
	await beSignedIn(page, app, account);
}

const people = (counts: readonly (readonly [string, number])[]) =>
	counts.flatMap(([id, n]) => Array.from({ length: n }, () => [id]));

/**
 * A session that asked twice, and its copy a year later with other words: both with the same question of the bank, which
 * knows a question by its words; so each test has words of its own.
 */
async function asked(app: App, words: string) {
	const asks = { ...missing, prompt: { ...missing.prompt, de: words } };
	const actor = await staff(app.db, 'moderator', ['bielefeld-mitte', square]);
	const first = await draftSession(app.db, actor, [asks], { locales: ['de', 'en'] });
	const [question] = first.questions;
	await press(app.db, actor, first.activityId, 'start');
	await press(app.db, actor, first.activityId, 'next');
	await vote(
		app.db,
		first.activityId,
		people([
			['baenke', 20],
			['wasser', 12],
			['licht', 8]
		])
	);
	await press(app.db, actor, first.activityId, 'close');
	await press(app.db, actor, first.activityId, 'reveal');
	await press(app.db, actor, first.activityId, 'repeat');
	await vote(
		app.db,
		first.activityId,
		people([
			['baenke', 10],
			['wasser', 25],
			['licht', 6]
		])
	);
	await press(app.db, actor, first.activityId, 'close');
	await press(app.db, actor, first.activityId, 'reveal');
	const bank = await keepQuestion(app.db, actor, first.activityId, question!, square);
	const copy = await copySession(app.db, actor, first.activityId, '2029-11-21');
	const { id } = await app.db
		.selectFrom('liveQuestions')
		.select('id')
		.where('activityId', '=', copy.activityId)
		.executeTakeFirstOrThrow();
	const prompt = { ...asks.prompt, de: 'Was fehlt Ihnen am Platz?' };
	await changeQuestion(app.db, actor, copy.activityId, id, { ...asks, prompt });
	const now = new Date('2027-11-20T12:00:00Z');
	await press(app.db, actor, copy.activityId, 'start', { now });
	await press(app.db, actor, copy.activityId, 'next', { now });
	await vote(
		app.db,
		copy.activityId,
		people([
			['baenke', 6],
			['wasser', 24],
			['licht', 2]
		])
	);
	await press(app.db, actor, copy.activityId, 'close', { now });
	await press(app.db, actor, copy.activityId, 'reveal', { now });
	return { activityId: first.activityId, bank };
}

test('a moderator keeps a question in the bank, writes a new version, and asks it in a new session', async ({
	page,
	app
}) => {
	await moderator(page, app);
	const actor = await staff(app.db, 'moderator', ['bielefeld-mitte', square]);
	const session = await draftSession(app.db, actor, [missing], { locales: ['de', 'en'] });
	await page.goto(`/staff/live/${session.activityId}`);
	await page.getByRole('link', { name: /In die Fragenbank.*Was fehlt/ }).click();
	await page.getByLabel('Ort', { exact: true }).selectOption(square);
	await page.getByRole('button', { name: 'In die Fragenbank übernehmen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was fehlt am Platz?');
	await expect(page.getByRole('heading', { name: 'Platzpalaver am Kesselbrink' })).toBeVisible();

	await page.getByRole('link', { name: 'Neue Fassung schreiben' }).click();
	await page.getByLabel('Frage: Deutsch', { exact: true }).fill('Was fehlt hier am meisten?');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByRole('heading', { name: 'Fassung 2' })).toBeVisible();
	await expect(page.locator('ins').first()).toHaveText('Was fehlt hier am meisten?');

	await page.goto('/staff/live/bank?words=trinkbrunnen');
	await page.getByRole('checkbox', { name: /Was fehlt hier am meisten/ }).check();
	await page.getByRole('button', { name: 'Neue Abfrage mit den gewählten Fragen' }).click();
	await page.getByLabel('Titel: Deutsch', { exact: true }).fill('Platzpalaver im Winter');
	await page.getByLabel('Ort', { exact: true }).selectOption(square);
	await page.getByRole('button', { name: 'Abfrage anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Platzpalaver im Winter');
	await expect(page.locator('#questions li').first()).toContainText('Fragenbank, Fassung 2');

	await page.getByRole('link', { name: 'Aus der Fragenbank' }).click();
	await page.getByRole('button', { name: 'Gewählte Fragen übernehmen' }).click();
	await expect(page.getByText('Haken Sie mindestens eine Frage an.')).toBeVisible();
	await page.getByRole('checkbox', { name: /Was fehlt hier am meisten/ }).check();
	await page.getByRole('button', { name: 'Gewählte Fragen übernehmen' }).click();
	await expect(page.locator('#questions > ol > li')).toHaveCount(2);
});

test('rounds and years stand side by side in four languages, with what changed and without small cells', async ({
	page,
	app
}) => {
	await moderator(page, app);
	const { activityId, bank } = await asked(app, 'Was fehlt auf dem Markt?');
	for (const language of inEach)
		for (const path of [
			`/staff/live/${activityId}/compare`,
			`/staff/live/bank/${bank}/compare`,
			`/staff/live/bank/${bank}`,
			'/staff/live/bank'
		]) {
			await page.setViewportSize({ width: 320, height: 700 });
			const answer = await page.goto(language + path);
			expect(answer?.status(), language + path).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}

	const trail = page.getByRole('navigation', { name: 'Sie sind hier' });
	await page.goto('/staff/live/bank');
	await expect(trail.getByRole('link', { name: 'Live-Abfragen' })).toHaveAttribute(
		'href',
		'/staff'
	);
	await page.goto(`/staff/live/${activityId}/compare`);
	await expect(page.getByText(/Am meisten verändert hat sich .*Ein Trinkbrunnen/)).toBeVisible();
	await expect(page.getByRole('row', { name: /Trinkbrunnen/ })).toContainText('+31');

	await page.goto(`/staff/live/bank/${bank}/compare`);
	await expect(page.getByText('Die Frage war nicht jedes Mal gleich.')).toBeVisible();
	await expect(page.locator('del').first()).toHaveText('Was fehlt auf dem Markt?');
	await expect(page.locator('ins').first()).toHaveText('Was fehlt Ihnen am Platz?');
	await expect(page.getByRole('row', { name: /Mehr Licht/ })).toContainText('unter 5');
	const file = await page.request.get(`/staff/live/bank/${bank}/compare/comparison.csv`);
	expect(file.headers()['content-type']).toContain('text/csv');
	expect(await file.text()).toContain('Mehr Licht am Abend,14.6,6,,,\r\n');
});

test('a planner finds bank and comparison without scripts', async ({ app, browser }) => {
	const { activityId, bank } = await asked(app, 'Was fehlt am Ufer?');
	const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' });
	const page = await context.newPage();
	await moderator(page, app, 'planner');
	await page.goto(`${app.origin}/plan`);
	await page.getByRole('link', { name: 'Fragenbank' }).first().click();
	await page.locator(`a[href$="${bank}"]`).click();
	// They have no list of sessions, so the trail does not lead there.
	const trail = page.getByRole('navigation', { name: 'Sie sind hier' });
	await expect(trail.getByRole('link')).toHaveText(['Fragenbank']);
	await page.getByRole('link', { name: 'Abfragen vergleichen' }).click();
	await page.getByRole('checkbox').first().uncheck();
	await page.getByRole('button', { name: 'Diese vergleichen' }).click();
	await expect(page.getByText('Es gibt noch keine zwei Ergebnisse')).toBeVisible();
	const rounds = await page.goto(`${app.origin}/staff/live/${activityId}/compare`);
	expect(rounds?.status()).toBe(200);
	await context.close();
});
