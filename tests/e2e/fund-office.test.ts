import type { Page } from '@playwright/test';
import type { Role } from '#lib/access/actor.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { applied, fundRound } from '../fixture/fund.ts';
import { expectMail } from '../fixture/mails.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => buildTown(app.db));

const names: Partial<Record<Role, string>> = {
	fundOffice: 'Aylin Büro',
	finance: 'Karl Kasse',
	juror: 'Jana Jury'
};

const signedInAs = async (app: App, page: Page, role: Role) =>
	beSignedIn(
		page,
		app,
		await createAccount(app, { name: names[role]!, roles: [{ role, placeId: 'bielefeld-mitte' }] })
	);

const stateOf = async (app: App, applicationId: string) =>
	app.db
		.selectFrom('fundApplications')
		.select(['state', 'outcome', 'grantedCents'])
		.where('id', '=', applicationId)
		.executeTakeFirstOrThrow();

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('finance sets up the pot, the office a round from a template, and one application is reviewed to its decision', async ({
		app,
		page
	}) => {
		test.slow();
		await signedInAs(app, page, 'finance');
		await page.goto('/staff/fund');
		await page.getByRole('link', { name: 'Topf anlegen' }).click();
		await page.locator('#placeId').selectOption('bielefeld-mitte');
		await page.getByLabel('Jahr').fill('2026');
		await page.getByLabel('Name').fill('Netzwerkmittel');
		await page.getByLabel('Betrag').fill('21 tausend');
		await page.getByRole('button', { name: 'Topf anlegen' }).click();
		await expect(page.getByLabel('Betrag')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByLabel('Name')).toHaveValue('Netzwerkmittel');
		await page.getByLabel('Betrag').fill('21.840');
		await page.getByRole('button', { name: 'Topf anlegen' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Netzwerkmittel 2026');
		await page.getByLabel('Kürzung').check();
		await page.getByLabel('Betrag').fill('30.000,00');
		await page.getByLabel('Grund').fill('Haushaltssperre');
		await page.getByRole('button', { name: 'Buchen' }).click();
		await expect(page.getByText('So viel ist im Topf nicht frei.')).toBeVisible();
		await page.getByLabel('Betrag').fill('840');
		await page.getByRole('button', { name: 'Buchen' }).click();
		await expect(page.getByRole('row', { name: /Kürzung.*Haushaltssperre/ })).toContainText(
			'21.000,00'
		);

		await page.context().clearCookies();
		await signedInAs(app, page, 'fundOffice');
		await page.goto('/staff/fund');
		await page.getByRole('link', { name: 'Förderrunde anlegen' }).first().click();
		await page.getByRole('link', { name: /Netzwerkmittel je Sozialraum/ }).click();
		await page.getByRole('button', { name: 'Kriterium hinzufügen' }).click();
		const added = page.getByRole('group', { name: 'Kriterium 5' });
		await added.getByLabel('Name: Deutsch', { exact: true }).fill('Freude');
		await page.getByRole('button', { name: /Kosten passen.* nach oben/ }).click();
		await expect(page.getByRole('group', { name: 'Freude' })).toBeVisible();
		await page.locator('#placeId').selectOption('bielefeld-mitte');
		await page.getByLabel('Höchstbetrag je Antrag').fill('-3');
		await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
		await expect(page.getByLabel('Höchstbetrag je Antrag')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByRole('group', { name: 'Freude' })).toBeVisible();
		await page.getByLabel('Höchstbetrag je Antrag').fill('3.000,00');
		await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'Netzwerkmittel je Sozialraum'
		);
		await page.getByRole('button', { name: 'Runde starten' }).click();
		await expect(page.getByText('Läuft', { exact: true })).toBeVisible();

		const { activityId } = await app.db
			.selectFrom('fundRounds')
			.select('activityId')
			.executeTakeFirstOrThrow();
		const { applicationId } = await applied(
			app.db,
			{ activityId },
			{ state: 'submitted', askedCents: 27_000, title: 'Kochen auf dem Platz' }
		);
		await page.goto('/staff/fund');
		await page.getByRole('link', { name: /1 Antrag neu eingereicht/ }).click();
		await page.getByRole('link', { name: 'Kochen auf dem Platz' }).click();
		await page.getByRole('button', { name: 'Prüfung beginnen' }).click();
		await page.getByText('Nachfordern …').click();
		await page.getByRole('button', { name: 'Nachforderung senden' }).click();
		await expect(page.getByLabel('Was fehlt?')).toHaveAttribute('aria-invalid', 'true');
		await page.getByLabel('Was fehlt?').fill('Bitte ein Angebot für die Töpfe.');
		await page.getByRole('button', { name: 'Nachforderung senden' }).click();
		await expect(page.getByText('Bitte ein Angebot für die Töpfe.')).toBeVisible();
		expect(await stateOf(app, applicationId)).toMatchObject({ state: 'queried' });
		await expectMail(app.dataDir, 'nour@example.org', 'Bitte ein Angebot');

		await app.db
			.updateTable('fundApplications')
			.set({ state: 'inReview', dueOn: null })
			.where('id', '=', applicationId)
			.execute();
		await page.reload();
		await page.getByRole('button', { name: 'Prüfung abschließen' }).click();
		await page.getByText('Entscheidung eintragen …').click();
		await page.getByLabel('Bewilligt', { exact: true }).check();
		await page.getByLabel('Bewilligter Betrag').fill('250,00');
		await page.getByRole('button', { name: 'Entscheidung eintragen' }).click();
		await expect(page.getByRole('heading', { name: 'Entscheidung' })).toBeVisible();
		expect(await stateOf(app, applicationId)).toEqual({
			state: 'decided',
			outcome: 'granted',
			grantedCents: 25_000
		});
		await page.goto('/staff/fund');
		await expect(page.getByText('20.750,00').first()).toBeVisible();
	});

	test('of two reviewers the second is told who was faster, and loses nothing that was typed', async ({
		app,
		page
	}) => {
		const fund = await fundRound(app.db);
		const { applicationId } = await applied(app.db, fund, { state: 'inReview' });
		await signedInAs(app, page, 'fundOffice');
		await page.goto(`/staff/fund/${fund.activityId}/applications/1`);
		await page.getByText('Nachfordern …').click();
		await page.getByLabel('Was fehlt?').fill('Meine Frage');
		await app.db
			.updateTable('fundApplications')
			.set({ revision: 1 })
			.where('id', '=', applicationId)
			.execute();
		await app.db
			.insertInto('fundSteps')
			.values({
				applicationId,
				step: 'resumeReview',
				fromState: 'ready',
				toState: 'inReview',
				takenAs: 'office',
				takenBy: fund.office.accountId
			})
			.execute();
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Nachforderung senden' }).click();
		expect((await answer).status()).toBe(409);
		await expect(page.getByRole('alert')).toContainText(
			/Inzwischen hat jemand anderes.*Prüfung wieder aufgenommen, fundOffice/s
		);
		await expect(page.getByLabel('Was fehlt?')).toHaveValue('Meine Frage');
	});

	test('of two who save the settings the second is told', async ({ app, page }) => {
		const fund = await fundRound(app.db);
		await signedInAs(app, page, 'fundOffice');
		await page.goto(`/staff/fund/${fund.activityId}/settings`);
		await app.db
			.updateTable('fundRounds')
			.set({ settingsVersion: 2 })
			.where('activityId', '=', fund.activityId)
			.execute();
		await page.getByLabel('Titel: Deutsch', { exact: true }).fill('Mein Titel');
		await page.getByLabel('Aufbewahren bis').fill('2028-12-31');
		const answer = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Speichern' }).last().click();
		expect((await answer).status()).toBe(409);
		await expect(page.getByLabel('Titel: Deutsch', { exact: true })).toHaveValue('Mein Titel');
	});
});

test('a juror finds an application by its words, sees no contact and no buttons', async ({
	app,
	page
}) => {
	const fund = await fundRound(app.db);
	await applied(app.db, fund, { title: 'Drachenboot bauen' });
	await applied(app.db, fund, { title: 'Nachtlauf' });
	await signedInAs(app, page, 'juror');
	await page.goto(`/staff/fund/${fund.activityId}`);
	await page.getByLabel('Wörter oder Nummer').fill('drachen');
	await page.getByRole('button', { name: 'Suchen' }).click();
	await expect(page.getByRole('link', { name: 'Nachtlauf' })).toHaveCount(0);
	await page.getByRole('link', { name: 'Drachenboot bauen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Drachenboot bauen');
	await expect(page.getByText('Nour Haddad')).toHaveCount(0);
	await expect(page.getByRole('button', { name: /Prüfung|Entscheidung/ })).toHaveCount(0);
	const file = await page.request.get(`/staff/fund/${fund.activityId}/export/applications.csv`);
	expect(await file.text()).toContain('Drachenboot bauen');
	expect((await page.request.get(`/staff/fund/${fund.activityId}/settings`)).status()).toBe(403);
});

test('every page is accessible, also narrow and in Arabic', async ({ app, page }) => {
	// Two languages of eleven pages.
	test.slow();
	const fund = await fundRound(app.db);
	const { applicationId } = await applied(app.db, fund, { state: 'inReview' });
	await applied(app.db, fund, { state: 'ready' });
	const version = (number: number, plan: string) => ({
		applicationId,
		version: number,
		submittedOn: '2026-01-15',
		content: JSON.stringify({ title: 'Kochen auf dem Platz', plan, targetGroups: ['youth'] })
	});
	await app.db
		.insertInto('fundVersions')
		.values([version(1, 'Wir kochen im Mai.'), version(2, 'Wir kochen zusammen im Juni.')])
		.execute();
	await app.db
		.updateTable('fundApplications')
		.set({ version: 2, lat: 52.0245, lng: 8.5379 })
		.where('id', '=', applicationId)
		.execute();
	await beSignedIn(
		page,
		app,
		await createAccount(app, {
			roles: (['fundOffice', 'finance'] as const).map((role) => ({
				role,
				placeId: 'bielefeld-mitte'
			}))
		})
	);
	const round = `/staff/fund/${fund.activityId}`;
	const pages = [
		'/staff/fund',
		'/staff/fund/pots',
		'/staff/fund/pots/new',
		`/staff/fund/pots/${fund.potId}`,
		'/staff/fund/new',
		'/staff/fund/new?template=participation-fund',
		round,
		`${round}?q=nichts`,
		`${round}/settings`,
		`${round}/applications/1`,
		`${round}/applications/2`
	];
	for (const language of ['', '/ar'])
		for (const path of pages) {
			await page.setViewportSize({ width: 320, height: 800 });
			const response = await page.goto(language + path);
			expect(response?.status(), path).toBe(200);
			for (const summary of await page.locator('main details > summary').all())
				await summary.click();
			await expectNoSidewaysScrolling(page);
			await expectAccessible(page);
		}
});
