import type { Db } from '#lib/platform/db/database.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { pdf } from '../fixture/documents.ts';
import { fundRound } from '../fixture/fund.ts';
import { drafted, goodDraft } from '../fixture/fund-draft.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';
import {
	field,
	fillLine,
	fillWhat,
	fillWhere,
	fillWho,
	next,
	press,
	tickAll,
	title
} from './fund-apply-steps.ts';

const phone = { width: 360, height: 740 };
test.use({ viewport: phone });

async function roundWithMap(db: Db) {
	const fund = await fundRound(db);
	await db.updateTable('places').set({ lat: 52.021, lng: 8.535 }).execute();
	return fund;
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a volunteer applies from a phone, goes away, comes back by the code and hands in', async ({
		app,
		page
	}) => {
		test.slow();
		const { slug, activityId } = await roundWithMap(app.db);
		await page.goto(`/fund/${slug}/apply`);
		await page.getByRole('button', { name: 'Antrag beginnen' }).click();
		await expect(title(page)).toHaveText('Wer stellt den Antrag?');
		await expect(page.getByText('Schritt 1 von 7')).toBeVisible();
		await fillWho(page, 'DE03 1203 0000 0000 2020 51');
		await next(page);
		// Saved, said at the field, and in nobody's way.
		await expect(field(page, 'iban-error')).toContainText('Diese IBAN kann nicht stimmen');
		await expect(field(page, 'iban')).toHaveValue('DE03 1203 0000 0000 2020 51');
		await page.getByRole('button', { name: 'Trotzdem weiter' }).click();
		await expect(title(page)).toHaveText('Was haben Sie vor?');
		await fillWhat(page);
		await press(page, 'later');
		const code = await page.locator('.code').innerText();
		await expect(page.getByText('bitte prüfen')).toBeVisible();

		await page.context().clearCookies();
		await page.goto('/receipt');
		await page.locator('#code').fill(code.toLowerCase());
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(title(page)).toHaveText('Kochen auf dem Platz');
		await page.getByRole('link', { name: 'Weitermachen' }).click();
		await field(page, 'iban').fill('DE02120300000000202051');
		await next(page);
		await expect(page.getByLabel('Was genau ist geplant?')).toHaveValue(
			'Jeden Samstag.\nFür alle.'
		);
		await next(page);
		await expect(page.locator('[data-map]')).toBeHidden();
		await fillWhere(page, dayIn(40), dayIn(60));
		await next(page);

		await fillLine(page, 'costs.0', ['materials', 'Töpfe', '1.234,50']);
		await fillLine(page, 'costs.1', ['rent', 'Küche', 'zehn']);
		await press(page, 'add');
		await fillLine(page, 'costs.2', ['other', 'Irrtum', '1']);
		await press(page, 'check');
		await expect(field(page, 'costs.1.amount-error')).toContainText('Das ist kein Betrag');
		await press(page, 'remove:2');
		await field(page, 'costs.1.amount').fill('€ 65.50');
		await press(page, 'check');
		await expect(page.locator('[data-sum=costs]')).toContainText('1.300,00');
		await next(page);

		await page.getByLabel('Wie viel beantragen Sie?').fill('1000');
		await fillLine(page, 'funding.0', ['own', '', '200']);
		await press(page, 'check');
		await expect(page.locator('[data-says=short]')).toContainText('100,00');
		await field(page, 'funding.0.amount').fill('300');
		await press(page, 'check');
		await expect(page.getByText('Es geht auf')).toBeVisible();
		await next(page);

		const quote = { name: 'Angebot.pdf', mimeType: 'application/pdf', buffer: pdf() };
		await field(page, 'documents').setInputFiles(quote);
		await press(page, 'attach');
		await expect(page.getByRole('link', { name: 'Angebot.pdf' })).toBeVisible();
		await field(page, 'documents').setInputFiles({ ...quote, buffer: Buffer.from('MZ') });
		const refused = page.waitForResponse((response) => response.request().method() === 'POST');
		await press(page, 'next');
		expect((await refused).status()).toBe(422);
		await expect(field(page, 'documents-error')).toContainText('weder PDF noch Foto');
		await next(page);

		await expect(title(page)).toHaveText('Prüfen und abschicken');
		const incomplete = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Antrag abschicken' }).click();
		expect((await incomplete).status()).toBe(422);
		await page.getByRole('link', { name: 'Erklärungen', exact: true }).click();
		await tickAll(page);
		await next(page);
		await expect(page.getByText('Alles ist ausgefüllt.')).toBeVisible();
		await page.getByRole('button', { name: 'Antrag abschicken' }).click();
		await expect(page.getByText('Danke, Ihr Antrag ist da')).toBeVisible();
		await expect(page.getByText('Antrag 1', { exact: false }).first()).toBeVisible();

		const row = await app.db
			.selectFrom('fundApplications')
			.selectAll()
			.where('activityId', '=', activityId)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({
			state: 'submitted',
			number: 1,
			totalCents: 130_000,
			askedCents: 100_000,
			participants: 1200
		});
		await page.goto(`/receipt/${code.replaceAll('-', '')}`);
		await expect(page).toHaveURL(new RegExp(`/fund/${slug}/mine/`));
		await page.goto(`${page.url()}/costs`);
		await expect(title(page)).toHaveText('Kochen auf dem Platz');
	});

	test('two devices: the second keeps what was typed and is told what is saved', async ({
		app,
		page,
		browser
	}) => {
		const fund = await roundWithMap(app.db);
		const { key } = await drafted(app.db, fund, new Date());
		const address = `${app.origin}/fund/${fund.slug}/mine/${key}/what`;
		const context = await browser.newContext({ javaScriptEnabled: false, locale: 'de-DE' });
		const other = await context.newPage();
		await page.goto(address);
		await other.goto(address);
		await field(other, 'title').fill('Backen auf dem Platz');
		await next(other);
		await expect(title(other)).toHaveText('Wo und wann?');
		await field(page, 'title').fill('Grillen auf dem Platz');
		const refused = page.waitForResponse((response) => response.request().method() === 'POST');
		await next(page);
		expect((await refused).status()).toBe(409);
		await expect(page.getByRole('alert')).toContainText('Backen auf dem Platz');
		await expect(field(page, 'title')).toHaveValue('Grillen auf dem Platz');
		await next(page);
		await expect(title(page)).toHaveText('Wo und wann?');
		await page.goto(address);
		await expect(field(page, 'title')).toHaveValue('Grillen auf dem Platz');
		await context.close();
	});

	test('a form that was open at the deadline is refused with words, and stays', async ({
		app,
		page
	}) => {
		const fund = await roundWithMap(app.db);
		const { key } = await drafted(app.db, fund, new Date());
		const path = `/fund/${fund.slug}/mine/${key}`;
		await page.goto(`${path}/check`);
		await app.db
			.updateTable('activities')
			.set({ endsAt: new Date(Date.now() - 1000) })
			.where('id', '=', fund.activityId)
			.execute();
		const refused = page.waitForResponse((response) => response.request().method() === 'POST');
		await page.getByRole('button', { name: 'Antrag abschicken' }).click();
		expect((await refused).status()).toBe(409);
		await expect(page.getByText('Die Frist ist vorbei.').first()).toBeVisible();
		await page.goto(path);
		await expect(title(page)).toHaveText('Kochen auf dem Platz');
		await page.goto(`/fund/${fund.slug}/apply`);
		await expect(page.getByText('Gerade nehmen wir keine Anträge an')).toBeVisible();
	});

	test('a draft is deleted after a second question', async ({ app, page }) => {
		const fund = await roundWithMap(app.db);
		const { key, applicationId } = await drafted(app.db, fund, new Date());
		await page.goto(`/fund/${fund.slug}/mine/${key}`);
		await page.locator('summary', { hasText: 'Entwurf löschen' }).click();
		await page.getByRole('button', { name: 'Ja, löschen' }).click();
		await expect(page.getByText('Der Antrag ist zurückgezogen.')).toBeVisible();
		const { draft } = await app.db
			.selectFrom('fundApplications')
			.select('draft')
			.where('id', '=', applicationId)
			.executeTakeFirstOrThrow();
		expect(draft).toEqual({});
	});

	test('an unknown code opens nothing', async ({ app, page }) => {
		const { slug } = await roundWithMap(app.db);
		const answer = await page.goto(`/fund/${slug}/mine/AAAABBBBCCCCDDDDEEEE`);
		expect(answer?.status()).toBe(404);
	});
});

test('the plan adds up while somebody types, in both notations', async ({ app, page }) => {
	const fund = await roundWithMap(app.db);
	const { key } = await drafted(app.db, fund, new Date());
	await page.goto(`/fund/${fund.slug}/mine/${key}/financing`);
	await expect(page.locator('[data-says=even]')).toBeVisible();
	await page.getByLabel('Wie viel beantragen Sie?').fill('850.50');
	await expect(page.locator('[data-says=short]')).toContainText('49,50');
	await page.getByLabel('Wie viel beantragen Sie?').fill('1.000');
	await expect(page.locator('[data-says=over]')).toContainText('100,00');
	await field(page, 'funding.0.amount').fill('');
	await expect(page.locator('[data-says=even]')).toBeVisible();
	await expect(page.locator('[data-says=share]')).toContainText('100,00');
	await page.getByLabel('Stunden, die Menschen ohne Lohn arbeiten').fill('7');
	await expect(page.locator('[data-worth]')).toContainText('105,00');
	await expect(page.locator('[data-says=share]')).toBeHidden();
});

test('a point is chosen on the map and can be taken away again', async ({ app, page }) => {
	const fund = await roundWithMap(app.db);
	const soon = goodDraft({ startsOn: dayIn(40), endsOn: dayIn(60) });
	const { key, applicationId } = await drafted(app.db, fund, new Date(), soon);
	await page.goto(`/fund/${fund.slug}/mine/${key}/where`);
	await page.locator('.leaflet-container').click({ position: { x: 80, y: 80 } });
	await expect(field(page, 'lat')).not.toHaveValue('');
	await next(page);
	await expect(title(page)).toHaveText('Was kostet es?');
	const lat = async () => {
		const { draft } = await app.db
			.selectFrom('fundApplications')
			.select('draft')
			.where('id', '=', applicationId)
			.executeTakeFirstOrThrow();
		return (draft as { lat: string }).lat;
	};
	expect(Number(await lat())).toBeCloseTo(52, 0);
	await page.goBack();
	await press(page, 'noPoint');
	await expect(page.getByText('Ein Punkt ist gewählt.')).toBeHidden();
	expect(await lat()).toBe('');
});

async function organisation(app: App): Promise<string> {
	const { id } = await app.db
		.insertInto('organisations')
		.values({ name: 'Kochverein', nameKey: crypto.randomUUID(), kind: 'association' })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

test('a member applies for their organisation, and hands over what they began with a code', async ({
	app,
	page
}) => {
	test.slow(); // many pages
	const fund = await roundWithMap(app.db);
	const id = await organisation(app);
	const account = await createAccount(app, {
		organisation: { id, role: 'member' },
		secondFactor: false
	});
	await beSignedIn(page, app, account);
	await page.goto(`/org/${id}`);
	await page.getByRole('link', { name: 'Anträge ansehen' }).click();
	await expect(page.getByText('Noch kein Antrag')).toBeVisible();
	await expectAccessible(page);
	await page.locator(`a[href*="${fund.slug}/apply"]`).click();
	await expect(page.getByRole('radio', { name: 'Kochverein' })).toBeChecked();
	await page.getByRole('button', { name: 'Antrag beginnen' }).click();
	await expect(page.getByLabel('Name der Gruppe, des Vereins oder Trägers')).toHaveValue(
		'Kochverein'
	);

	const { key } = await drafted(app.db, fund, new Date());
	await page.goto(`/fund/${fund.slug}/mine/${key}`);
	await page.locator('summary', { hasText: 'An meine Organisation geben' }).click();
	await page.getByRole('button', { name: 'Ja, übergeben' }).click();
	await expect(page.locator('#bind')).toHaveCount(0);
	await page.goto(`/org/${id}/applications`);
	await expect(page.getByRole('link', { name: 'Kochen auf dem Platz' })).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: 'Entwurf' })).toHaveCount(2);
});

for (const [name, prefix] of [
	['German', ''],
	['English', '/en'],
	['Leichte Sprache', '/leicht'],
	['Arabic', '/ar']
] as const) {
	test(`every page of an application is accessible at 320 px, in ${name}`, async ({
		app,
		page
	}) => {
		test.slow();
		await page.setViewportSize({ width: 320, height: 640 });
		const fund = await roundWithMap(app.db);
		const { key } = await drafted(app.db, fund, new Date());
		const mine = `${prefix}/fund/${fund.slug}/mine/${key}`;
		const steps = [
			'',
			'/who?check',
			'/what',
			'/where?check',
			'/costs',
			'/financing',
			'/more',
			'/check'
		];
		for (const path of [`${prefix}/fund/${fund.slug}/apply`, ...steps.map((one) => mine + one)]) {
			await page.goto(path);
			await expectNoSidewaysScrolling(page);
			await expectAccessible(page);
		}
	});
}
