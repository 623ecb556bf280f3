import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { ended, fundRound } from '../fixture/fund.ts';
import { importTheCatalogue } from '../fixture/lebenslagen.ts';
import { openPdf } from '../fixture/pdf.ts';
import { quarterWithLife } from '../fixture/quarter.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(async ({ app }) => {
	await quarterWithLife(app.db);
	await importTheCatalogue(app.db);
});

const inAWeek = () => new Date(Date.now() + 7 * 86_400_000);

/** A round that is open for a week, with a running, two completed, a rejected and a revoked project. */
async function aRound(app: App) {
	const fund = await fundRound(app.db);
	await app.db
		.updateTable('activities')
		.set({ endsAt: inAWeek() })
		.where('id', '=', fund.activityId)
		.execute();
	await app.db
		.updateTable('fundPots')
		.set({ committedCents: 1_092_000 })
		.where('id', '=', fund.potId)
		.execute();
	const here = { lat: 52.0238, lng: 8.5365 };
	await ended(app.db, fund, { state: 'running', title: 'Chor der Nachbarn', set: here });
	await ended(app.db, fund, {
		state: 'closed',
		title: 'Kochen auf dem Platz',
		grantedCents: 123_405,
		endsOn: '2026-06-30',
		set: {
			...{ lat: 52.025, lng: 8.54, succeeded: true, closedOn: '2026-09-01' },
			...{ successes: 'Zwölf Abende mit vierzig Menschen.', difficulties: 'Es hat oft geregnet.' }
		}
	});
	await ended(app.db, fund, {
		state: 'closed',
		title: 'Zirkus im Park',
		endsOn: '2026-06-30',
		set: {
			...{ applicantKind: 'association', applicantName: 'Zirkusfreunde e.V.' },
			...{ succeeded: false, initiatedBy: 'professionals' }
		}
	});
	await ended(app.db, fund, { state: 'notified', outcome: 'rejected', title: 'Feuerwerk' });
	await ended(app.db, fund, { state: 'revoked', title: 'Rennbahn', endsOn: '2026-06-30' });
	return { ...fund, path: `/fund/${fund.slug}` };
}

const listed = (page: Page, name: string) =>
	page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test.describe('on a phone', () => {
	test.use({ viewport: { width: 390, height: 844 } });

	test('somebody comes from the page of the quarter, reads the rules and gets to the form', async ({
		page,
		app
	}) => {
		const { path, slug } = await aRound(app);
		await page.goto('/q/bielefeld-mitte');
		await page.locator(`a[href="/fund/${slug}"]`).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teilhabefonds Mitte 2026');
		await expect(page.getByText('Anträge möglich', { exact: true })).toBeVisible();
		await expect(page.getByText(/^Anträge sind bis .* möglich\.$/)).toBeVisible();
		await expect(page.getByText(/Von .21\.840,00.€. sind noch .10\.920,00.€. frei/)).toBeVisible();
		for (const rule of [/Höchstens .2\.500,00.€. für ein Projekt/, /Mindestens 10 Prozent/])
			await expect(page.getByText(rule)).toBeVisible();
		await expect(page.getByText(/^Bis .500,00.€.: Fonds-Büro$/)).toBeVisible();
		await expect(page.getByText('Bei höheren Summen: Jury')).toBeVisible();
		await expect(page.getByRole('link', { name: 'Antrag stellen' })).toHaveAttribute(
			'href',
			`${path}/apply`
		);
		await page.getByRole('link', { name: 'Mit meinem Code weitermachen' }).click();
		await expect(page).toHaveURL(/\/receipt$/);
	});

	test('a pin on the map leads to the project, which tells what became of it', async ({
		page,
		app
	}) => {
		const { path } = await aRound(app);
		await page.goto(`${path}?state=finished#map`);
		await expect(page.getByRole('region', { name: 'Liste' })).toBeHidden();
		await page.locator('.map-pin').click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kochen auf dem Platz');
		await expect(page.getByText('mit Erfolg abgeschlossen')).toBeVisible();
		await expect(page.getByText('Zwölf Abende mit vierzig Menschen.')).toBeVisible();
		await expect(page.getByText('Es hat oft geregnet.')).toBeVisible();
		await expect(page.getByText(/1\.234,05.€/)).toBeVisible();
		await expect(page.getByText('Kochgruppe Kesselbrink')).toBeVisible();
		await expect(page.getByText('Nour Haddad')).toHaveCount(0);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('list, picture and filter are there; what was not granted is nowhere', async ({
		page,
		app
	}) => {
		const { path } = await aRound(app);
		await page.goto(path);
		await expect(page.getByRole('status').first()).toHaveText('3 Projekte');
		await expect(page.getByRole('img', { name: 'Karte mit Projekten: 2' })).toBeAttached();
		await expect(page.getByText('Nur in der Liste, ohne Punkt auf der Karte: 1')).toBeVisible();
		await expect(page.getByText(/Feuerwerk|Rennbahn/)).toHaveCount(0);
		await expect(page.getByText(/^4 Projekte mit zusammen/)).toBeVisible();

		await page.getByText('Suchen und filtern').click();
		await page.getByLabel('Verein', { exact: true }).check();
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(page.getByRole('status').first()).toHaveText('1 von 3 Projekten');
		await expect(listed(page, 'Zirkus im Park')).toBeVisible();
		await expect(listed(page, 'Chor der Nachbarn')).toHaveCount(0);
		await page.goto(`${path}?state=planned`);
		await page.getByRole('link', { name: 'Alle zeigen' }).last().click();
		await expect(listed(page, 'Chor der Nachbarn')).toBeVisible();

		await page.goto('/fund?year=2026');
		await expect(listed(page, 'Kochen auf dem Platz').first()).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Mitte', exact: true })).toBeVisible();
	});

	test('files and addresses tell only what is public, and say so with their status', async ({
		page,
		app
	}) => {
		const { path, slug } = await aRound(app);
		const get = (address: string) => page.request.get(address);
		for (const address of [
			`${path}/funded.csv`,
			'/fund/funded.csv?kind=group',
			`/api/v1/fund/${slug}/projects`,
			`/api/v1/fund/${slug}/projects.geojson`,
			'/api/v1/fund/projects',
			'/api/v1/fund/projects.geojson?bbox=8,52,9,53',
			'/fund?place=%00&year=x&kind=nobody&state=gone'
		]) {
			const answer = await get(address);
			expect(answer.status(), address).toBe(200);
			expect(await answer.text(), address).not.toMatch(/Feuerwerk|Rennbahn|Nour|nour@/);
		}
		expect(
			(await get(`/api/v1/fund/${slug}/projects?state=running`)).headers()['etag']
		).toBeTruthy();
		for (const address of [
			`${path}/projects/4`,
			`${path}/projects/5`,
			`${path}/projects/99`,
			`${path}/projects/x`,
			'/fund/nirgends',
			'/fund/nirgends/funded.csv',
			'/api/v1/fund/nirgends/projects'
		])
			expect((await get(address)).status(), address).toBe(404);
		const { paths } = await (await get('/api/v1/openapi.json')).json();
		expect(Object.keys(paths)).toContain('/api/v1/fund/{slug}/projects.geojson');
	});

	test('a round that is over says so, offers no form and leads to the result of the vote', async ({
		page,
		app
	}) => {
		const { path, activityId } = await aRound(app);
		await app.db
			.insertInto('fundVotings')
			.values({ activityId, state: 'closed', question: 'budget', sumCents: 1000, rule: 'greedy' })
			.execute();
		await app.db
			.updateTable('activities')
			.set({ status: 'finished' })
			.where('id', '=', activityId)
			.execute();
		await page.goto(path);
		await expect(page.getByText('Beendet', { exact: true })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Antrag stellen' })).toHaveCount(0);
		await expect(page.getByRole('link', { name: 'Ergebnis der Abstimmung' })).toHaveAttribute(
			'href',
			`${path}/vote`
		);
	});

	test('planning chooses the denominator, and the released value says it', async ({
		page,
		app
	}) => {
		await app.db.deleteFrom('fundApplications').execute();
		await aRound(app);
		const planner = await createAccount(app, {
			roles: [{ role: 'planner', placeId: 'bielefeld' }]
		});
		await beSignedIn(page, app, planner);
		await page.goto('/plan/indicators/540-2.4c');
		await expect(
			page.getByRole('checkbox', { name: /^Bewilligtes Förderprojekt/ })
		).not.toBeChecked();
		await page.getByRole('link', { name: 'Bezugsgröße: alle bewilligten Projekte' }).click();
		await expect(page.getByRole('checkbox', { name: /^Bewilligtes Förderprojekt/ })).toBeChecked();
		await page.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
		await page.getByRole('button', { name: 'Wert jetzt berechnen' }).click();
		await page.getByText('Freigeben', { exact: true }).click();
		await page.getByRole('button', { name: 'Ja, freigeben' }).click();
		await page.goto('/measures/540-2');
		await expect(
			page.getByText('Bezugsgröße: alle bewilligten Projekte, deren Zeitraum vorbei ist.').first()
		).toBeVisible();
	});
});

test('the keyboard alone gets from the filter to a project', async ({ page, app }) => {
	const { path } = await aRound(app);
	await page.goto(path);
	await page.getByText('Suchen und filtern').focus();
	await page.keyboard.press('Enter');
	await page.getByLabel('Läuft', { exact: true }).focus();
	await page.keyboard.press('Space');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('status').first()).toHaveText('1 von 3 Projekten');
	await page.getByRole('link', { name: 'Chor der Nachbarn' }).first().focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Chor der Nachbarn');
});

test('the office reads the yearly report and takes it along; a juror may not', async ({
	page,
	app
}) => {
	const { potId } = await aRound(app);
	const path = `/staff/fund/pots/${potId}/report`;
	const place = { placeId: 'bielefeld-mitte' };
	const office = await createAccount(app, { roles: [{ role: 'fundOffice', ...place }] });
	await beSignedIn(page, app, office);
	await page.goto(path);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Mitte 2026: Jahresbericht');
	await expect(page.getByText('Zwölf Abende mit vierzig Menschen.')).toBeVisible();
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 640 });
	await expectNoSidewaysScrolling(page);
	const pdf = await page.request.get(`${path}/report.pdf`);
	expect(pdf.headers()['content-disposition']).toContain('.pdf"');
	const { texts, isTagged } = await openPdf(await pdf.body());
	expect(isTagged).toBe(true);
	expect(texts.join(' ')).toContain('Zirkusfreunde');
	expect((await page.request.get(`${path}/report.xlsx`)).status()).toBe(200);
	expect((await page.request.get(`${path}/report.exe`)).status()).toBe(404);
	const juror = await createAccount(app, { roles: [{ role: 'juror', ...place }] });
	await beSignedIn(page, app, juror);
	expect((await page.goto(path))?.status()).toBe(403);
	expect((await page.request.get(`${path}/report.pdf`)).status()).toBe(403);
});

for (const [prefix, locale] of [
	['', 'de'],
	['/leicht', 'de-simple'],
	['/en', 'en'],
	['/ar', 'ar']
] as const) {
	test(`the pages are accessible and narrow in ${locale}`, async ({ page, app }) => {
		const { path } = await aRound(app);
		await page.setViewportSize({ width: 320, height: 640 });
		for (const address of [
			'/fund',
			'/fund?state=planned',
			path,
			`${path}/projects/1`,
			`${path}/projects/2`
		]) {
			await page.goto(`${prefix}${address}`);
			for (const summary of await page.locator('main details > summary').all())
				if (await summary.isVisible()) await summary.click();
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
		await page.goto(`${prefix}${path}#map`);
		await expect(page.locator('.map-pin, .map-cluster').first()).toBeVisible();
		await expectAccessible(page);
	});
}
