import type { Page } from '@playwright/test';
import { closeVoting } from '#lib/formats/fund/vote/hold-voting.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { applied, fundRound } from '../fixture/fund.ts';
import { fourProjects, openVote, voteDesk, votes } from '../fixture/fund-vote.ts';
import { buildTown } from '../fixture/town.ts';
import { run } from '../load/residents-vote.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => buildTown(app.db));

const phone = { viewport: { width: 320, height: 700 } };
const project = (page: Page, name: string) => page.getByRole('checkbox', { name });
const ballots = (app: App, activityId: string) =>
	app.db
		.selectFrom('fundBallots')
		.select('answer')
		.where('activityId', '=', activityId)
		.execute()
		.then((rows) => rows.map(({ answer }) => answer));

test.describe('on a phone without JavaScript', () => {
	test.use({ ...phone, javaScriptEnabled: false });

	test('somebody votes without an account, hears by how much a choice is too dear, and changes it', async ({
		app,
		page
	}) => {
		const { slug, activityId } = await openVote(app.db);
		await page.goto(`/fund/${slug}/vote`);
		await expectNoSidewaysScrolling(page);
		await project(page, 'Kochen auf dem Platz').check();
		await project(page, 'Fest der Nachbarn').check();
		const refused = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Stimme abgeben' }).click();
		expect((await refused).status()).toBe(422);
		await expect(page.getByRole('alert')).toContainText(/liegt \S100\s€\S darüber/);
		await expect(project(page, 'Kochen auf dem Platz')).toBeChecked();
		expect(await ballots(app, activityId)).toEqual([]);

		await project(page, 'Fest der Nachbarn').uncheck();
		await page.getByRole('button', { name: 'Stimme abgeben' }).click();
		await expect(page.getByText('Ihre Stimme ist gezählt')).toBeVisible();
		await expect(project(page, 'Kochen auf dem Platz')).toBeChecked();
		expect(await ballots(app, activityId)).toEqual([[1]]);

		await project(page, 'Bänke unter Bäumen').check();
		await page.getByRole('button', { name: 'Stimme ändern' }).click();
		await expect(project(page, 'Bänke unter Bäumen')).toBeChecked();
		expect(await ballots(app, activityId)).toEqual([[1, 2]]);
	});

	test('who sends it when the vote is over hears so and keeps what they chose', async ({
		app,
		page
	}) => {
		const { slug, activityId, office } = await openVote(app.db);
		await page.goto(`/fund/${slug}/vote`);
		await project(page, 'Lesestunde').check();
		await closeVoting(app.db, office, activityId, { revision: 1 });
		const refused = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Stimme abgeben' }).click();
		expect((await refused).status()).toBe(409);
		await expect(page.getByText('Die Abstimmung ist beendet').first()).toBeVisible();
		expect(await ballots(app, activityId)).toEqual([]);
		await page.getByRole('link', { name: 'Zum Ergebnis' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ergebnis der Abstimmung');
	});

	for (const rule of ['equalShares', 'greedy'] as const)
		test(`the result by ${rule} can be followed and taken along`, async ({ app, page }) => {
			const { slug, activityId, office } = await openVote(app.db, { rule });
			const desk = voteDesk(app.db);
			for (const answer of [['p1', 'p2'], ['p1', 'p2'], ['p1', 'p2'], ['p3'], ['p3']])
				await votes(desk, slug, answer);
			await closeVoting(app.db, office, activityId, { revision: 1 });
			await page.goto(`/fund/${slug}/vote/results`);
			await expectNoSidewaysScrolling(page);
			const winners = page.getByRole('group', { name: 'Diese Projekte gewinnen' });
			await expect(winners.getByRole('row')).toHaveCount(3);
			await expect(winners).toContainText(rule === 'greedy' ? 'Kochen' : 'Fest der Nachbarn');
			const download = page.waitForEvent('download');
			await page.getByRole('link', { name: 'Alles (JSON)' }).click();
			expect((await download).suggestedFilename()).toBe(`${slug}-vote.json`);
		});
});

test('with JavaScript the page says how much is left', async ({ app, page }) => {
	const { slug } = await openVote(app.db);
	await page.goto(`/fund/${slug}/vote`);
	await project(page, 'Kochen auf dem Platz').check();
	await expect(page.getByText(/Noch \S800\s€\S übrig/)).toBeVisible();
	await project(page, 'Fest der Nachbarn').check();
	await expect(page.getByText(/\S100\s€\S zu viel/)).toBeVisible();
});

test('the office sets up, opens and closes a vote', async ({ app, page }) => {
	const fund = await fundRound(app.db);
	for (const one of fourProjects) await applied(app.db, fund, one);
	const account = await createAccount(app, {
		name: 'Fonds Büro',
		roles: [{ role: 'fundOffice', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
	await page.goto(`/staff/fund/${fund.activityId}/voting`);
	await page.getByLabel('Summe in Euro').fill('viel');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByLabel('Summe in Euro')).toHaveValue('viel');
	await expect(page.getByText('Bitte geben Sie einen Betrag in Euro an')).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel('Summe in Euro').fill('2.000');
	await page.getByLabel('Nach Stimmen').check();
	await page.getByRole('button', { name: 'Speichern' }).click();
	await page.getByText('Abstimmung öffnen', { exact: true }).click();
	await page.getByRole('button', { name: 'Ja, öffnen' }).click();
	await expect(page.getByText('Stand: offen')).toBeVisible();
	await expectAccessible(page);
	await page.getByText('Abstimmung schließen', { exact: true }).click();
	await page.getByRole('button', { name: 'Ja, schließen' }).click();
	await expect(page.getByText('Stand: geschlossen')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Zum Ergebnis' })).toBeVisible();
});

for (const [language, path] of [
	['German', ''],
	['English', '/en'],
	['Leichte Sprache', '/leicht'],
	['Arabic', '/ar']
])
	test(`ballot and result are accessible in ${language}`, async ({ app, page }) => {
		await page.setViewportSize({ width: 320, height: 700 });
		const { slug, activityId, office } = await openVote(app.db);
		await page.goto(`${path}/fund/${slug}/vote`);
		await expectAccessible(page);
		await expectNoSidewaysScrolling(page);
		const desk = voteDesk(app.db);
		for (const answer of [['p1', 'p2'], ['p1', 'p2'], ['p1', 'p2'], ['p3'], ['p3'], ['p4']])
			await votes(desk, slug, answer);
		await closeVoting(app.db, office, activityId, { revision: 1 });
		await page.goto(`${path}/fund/${slug}/vote/results`);
		await expectAccessible(page);
		await expectNoSidewaysScrolling(page);
	});

test('the API tells the vote, counts ballots and says in the language what does not fit', async ({
	app,
	request
}) => {
	const { slug, activityId, office } = await openVote(app.db);
	const api = `${app.origin}/api/v1/fund/${slug}/vote`;
	expect(await (await request.get(api)).json()).toMatchObject({
		open: true,
		sumCents: 200_000,
		question: { type: 'budget' }
	});
	expect((await request.get(`${api}/results`)).status()).toBe(404);
	const origin = { origin: app.origin };
	const joined = await request.post(`${api}/join`, { headers: origin });
	const { participant } = (await joined.json()) as { participant: string };
	const bearer = { authorization: `Bearer ${participant}` };
	const cast = (answer: unknown, headers: Record<string, string> = bearer) =>
		request.post(`${api}/ballots`, {
			headers: { 'accept-language': 'en', ...headers },
			data: { answer }
		});
	expect(await (await cast(['p4'])).json()).toEqual({ counted: true });
	const dear = await cast(['p1', 'p3']);
	expect(dear.status()).toBe(422);
	expect(JSON.stringify(await dear.json())).toMatch(/€100\S above/);
	expect((await cast(['p1'], { authorization: 'Bearer nobody' })).status()).toBe(401);
	expect((await cast(['p1'], { origin: 'https://elsewhere.example' })).status()).toBe(403);
	const unread = {
		headers: { ...bearer, 'content-type': 'application/json' },
		data: Buffer.from('{')
	};
	expect((await request.post(`${api}/ballots`, unread)).status()).toBe(400);
	await closeVoting(app.db, office, activityId, { revision: 1 });
	expect((await cast(['p1'])).status()).toBe(409);
	expect(await (await request.get(`${api}/results`)).json()).toMatchObject({
		voters: 1,
		winners: [4],
		ballots: null
	});
	expect((await request.get(`${app.origin}/api/v1/fund/nowhere/vote`)).status()).toBe(404);
});

test('a published vote is cast again: totals and winners are those of the file', async () => {
	expect(await run(['tests/e2e/sample.pb', '--phones', '3'])).toMatchObject({
		question: 'choice',
		equal: 4,
		lost: 0,
		doubled: 0,
		winnersEqual: true
	});
});

test('so is one whose ballots were limited by a sum, and Equal Shares decides it', async () => {
	const rule = ['--rule', 'equalShares'];
	expect(await run(['tests/e2e/sample-sum.pb', '--phones', '3', ...rule])).toMatchObject({
		question: 'budget',
		equal: 3,
		lost: 0,
		doubled: 0
	});
});
