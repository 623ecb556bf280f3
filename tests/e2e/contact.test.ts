import type { Page } from '@playwright/test';
import { system } from '#lib/access/actor.ts';
import { bindFromCatalogue } from '#lib/core/indicators/from-catalogue.server.ts';
import { computeDraft, releaseObservation } from '#lib/core/indicators/observations.server.ts';
import { contactFacts } from '#lib/formats/contact/facts.server.ts';
import { answerMessage } from '#lib/formats/contact/desk/answer.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { contactPoint, noted, seen, sent, words } from '../fixture/contact.ts';
import { importTheCatalogue } from '../fixture/lebenslagen.ts';
import { expectMail } from '../fixture/mails.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

test.beforeAll(({ app }) => importTheCatalogue(app.db));

async function beModerator(app: App, page: Page, name = 'Jonas Overbeck'): Promise<void> {
	const roles = [{ role: 'moderator' as const, placeId: 'bielefeld-mitte' }];
	await beSignedIn(page, app, await createAccount(app, { name, roles }));
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });

	test('somebody writes, the team answers, they read it by their code, write back and say that it is settled', async ({
		app,
		page
	}) => {
		test.slow();
		const { activityId, slug } = await contactPoint(app.db);
		await page.goto(`/contact/${slug}`);
		await expect(page.getByRole('heading', { name: /110 oder 112/ })).toBeVisible();
		await page.getByRole('button', { name: 'Nachricht senden' }).click();
		await expect(page.locator('#text')).toHaveAttribute('aria-invalid', 'true');
		await page.locator('#text').fill('Ruf mich an: 0521 5550123. Die Laterne ist kaputt.');
		await page.getByLabel('Sicherheit').check();
		await page.locator('#placeId').selectOption('bielefeld-kesselbrink');
		await page.locator('#email').fill('amir@example.org');
		await page.getByRole('button', { name: 'Nachricht senden' }).click();
		await expect(page.getByText('Telefonnummer: 0521 5550123')).toBeVisible();
		await expect(page.getByLabel('Sicherheit')).toBeChecked();
		await page.locator('#text').fill('Die Laterne am Brunnen ist kaputt.');
		await page.getByRole('button', { name: 'Trotzdem so senden' }).click();
		await expect(page.getByText('Ihre Nachricht ist angekommen')).toBeVisible();
		await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible();
		const mine = page.url();

		await beModerator(app, page);
		await page.goto(`/staff/contact/${activityId}`);
		await expect(page.getByText('Die Laterne am Brunnen ist kaputt.')).toBeVisible();
		await page.getByRole('link', { name: 'Nachricht 1' }).click();
		await page.getByRole('button', { name: 'Ich kümmere mich' }).click();
		await expect(page.getByText(/Kümmert sich: .*Jonas Overbeck/)).toBeVisible();
		await page.getByRole('button', { name: 'Antwort senden' }).click();
		await expect(page.locator('#text')).toHaveAttribute('aria-invalid', 'true');
		await page.locator('#text').fill('Danke, die Stadtwerke kommen am Montag.');
		await page.getByRole('button', { name: 'Antwort senden' }).click();
		await expect(page.locator('.badge', { hasText: 'Beantwortet' })).toBeVisible();
		await expectMail(app.dataDir, 'amir@example.org', 'Antwort auf Ihre Nachricht');

		await page.context().clearCookies();
		await page.goto(mine.replace('?done=sent', ''));
		await expect(page.getByText('Danke, die Stadtwerke kommen am Montag.')).toBeVisible();
		await page.locator('#text').fill('Prima, sie leuchtet wieder.');
		await page.getByRole('button', { name: 'Senden', exact: true }).click();
		await expect(page.getByText('Prima, sie leuchtet wieder.')).toBeVisible();
		await page.getByText('Es ist erledigt').first().click();
		await page.getByRole('button', { name: 'Ja, erledigt' }).click();
		await expect(page.getByText('Die Sache ist erledigt.')).toBeVisible();
		await page.getByText('Alles löschen').first().click();
		await page.getByRole('button', { name: 'Ja, alles löschen' }).click();
		await expect(page.getByText('Alles, was hier stand, ist gelöscht.')).toBeVisible();
		await expect(page.getByText('Stadtwerke')).toHaveCount(0);
	});

	test('the code on paper leads to the message, an unknown one to nothing', async ({
		app,
		page
	}) => {
		const point = await contactPoint(app.db);
		const { key } = await sent(app.db, point, {}, new Date());
		await page.goto(`/receipt/${key}`);
		await expect(page.getByRole('heading', { name: 'Ihre Nachricht an das Team' })).toBeVisible();
		const response = await page.goto(`/contact/${point.slug}/mine/AAAA-BBBB-CCCC-DDDD-EEEE`);
		expect(response!.status()).toBe(404);
	});

	test('the second of two who answer is told and keeps what was typed; closing can be undone', async ({
		app,
		page
	}) => {
		const point = await contactPoint(app.db);
		const message = await sent(app.db, point, {}, new Date());
		await beModerator(app, page);
		await page.goto(`/staff/contact/${point.activityId}/messages/${message.number}`);
		const at = { now: new Date(), origin: app.origin };
		await answerMessage(
			app.db,
			point.moderator,
			await seen(app.db, message),
			words('Schon geklärt.'),
			at
		);
		await page.locator('#text').fill('Meine lange Antwort');
		await page.getByRole('button', { name: 'Antwort senden' }).click();
		await expect(page.getByText('Inzwischen hat sich hier etwas geändert.')).toBeVisible();
		await expect(page.getByText('Schon geklärt.')).toBeVisible();
		await expect(page.locator('#text')).toHaveValue('Meine lange Antwort');
		await page.getByText('Abschließen', { exact: true }).click();
		await page.locator('#outcome').selectOption('passedOn');
		await page.getByRole('button', { name: 'Nachricht abschließen' }).click();
		await expect(page.locator('#passedTo')).toHaveAttribute('aria-invalid', 'true');
		await page.locator('#passedTo').fill('Umweltamt');
		await page.getByRole('button', { name: 'Nachricht abschließen' }).click();
		await expect(page.getByText(/Abgeschlossen am .*Weitergegeben/)).toBeVisible();
		await page.getByRole('button', { name: 'Abschluss zurücknehmen' }).click();
		await expect(page.locator('.badge', { hasText: 'Beantwortet' })).toBeVisible();
	});

	test('a talk is noted with two taps, undone, noted again and stands under the indicator', async ({
		app,
		page
	}) => {
		test.slow();
		const point = await contactPoint(app.db);
		await beModerator(app, page);
		await page.goto(`/staff/contact/${point.activityId}/talks`);
		await page.getByRole('button', { name: 'Gespräch notieren' }).click();
		await expect(page.getByText('Bitte mindestens ein Thema.')).toBeVisible();
		const note = async () => {
			await page.getByLabel('Wohnen').check();
			await page.getByRole('button', { name: 'Gespräch notieren' }).click();
		};
		await note();
		await expect(page.getByText(/Notiert: .*Wohnen/)).toBeVisible();
		await page.getByRole('button', { name: 'Rückgängig' }).click();
		await expect(page.getByText('Noch kein Gespräch notiert')).toBeVisible();
		await note();
		await page.getByRole('button', { name: '+1' }).click();
		await expect(page.getByText(/Notiert: .*Wohnen.*\(2\)/)).toBeVisible();
		await page.getByRole('link', { name: /^Berichtigen/ }).click();
		await page.locator('#contacts').fill('5');
		await page.locator('#keyword').fill('Frau Schmidt');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Name: Frau Schmidt')).toBeVisible();
		await page.locator('#keyword').fill('Mieterhöhung');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Gespräche: 5')).toBeVisible();
		await page.getByRole('link', { name: 'Auswertung' }).click();
		await expect(page.getByText(/Am meisten: .*Wohnen/)).toBeVisible();

		const indicatorKey = '540-2.3c2';
		const sources = [contactFacts];
		const narrowed = { indicatorKey, activities: [point.activityId] };
		await bindFromCatalogue(app.db, system, sources, narrowed);
		const draft = await computeDraft(app.db, system, sources, indicatorKey);
		await releaseObservation(app.db, system, sources, draft, 5);
		await page.goto('/measures/540-2');
		const indicator = page.locator('[id="540-2.3c2"]');
		await expect(indicator).toContainText('5 Beiträge in 1 Zeiträumen');
		await expect(indicator).toContainText('Ziel erreicht');
	});

	test('contact hours are made from the template and started', async ({ app, page }) => {
		await beModerator(app, page);
		await page.goto('/staff/contact');
		await page.getByRole('link', { name: 'Sprechstunde anlegen' }).first().click();
		await page.getByRole('link', { name: /Sprechstunde Streetwork/ }).click();
		await page.locator('#answerDays').fill('bald');
		await page.locator('#placeId').selectOption('bielefeld-mitte');
		await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
		await expect(page.locator('#answerDays')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#topics-0-name-ar')).toHaveValue('التعايش في الساحة');
		await page.locator('#answerDays').fill('3');
		await page.getByRole('button', { name: 'Als Entwurf anlegen' }).click();
		await page.getByRole('button', { name: 'Sprechstunde starten' }).click();
		await page.getByRole('link', { name: 'Öffentliche Seite' }).click();
		await expect(page.getByText('innerhalb von 3 Tagen')).toBeVisible();
		await page.goto('/q/bielefeld-mitte');
		await expect(
			page.getByRole('heading', { name: 'Sprechstunde Streetwork' }).first()
		).toBeVisible();
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of contact hours are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const point = await contactPoint(app.db);
		const { key, number } = await sent(app.db, point, { topicId: point.topicIds[0]! }, new Date());
		const talk = await noted(app.db, point, { keyword: 'Beleuchtung' }, new Date());
		await page.setViewportSize({ width: 320, height: 700 });
		await beModerator(app, page);
		const desk = `/staff/contact/${point.activityId}`;
		for (const path of [
			'/contact',
			`/contact/${point.slug}`,
			`/contact/${point.slug}/mine/${key}`,
			'/staff/contact',
			'/staff/contact/new',
			'/staff/contact/new?template=streetwork',
			desk,
			`${desk}/messages/${number}`,
			`${desk}/talks`,
			`${desk}/talks/${talk}`,
			`${desk}/evaluation`,
			`${desk}/settings`
		]) {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status(), path).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		}
	});

test('somebody with a keyboard writes a message', async ({ app, page }) => {
	const { slug } = await contactPoint(app.db);
	await page.goto(`/contact/${slug}`);
	await page.locator('#text').focus();
	await page.keyboard.type('Wann ist die nächste Sprechstunde?');
	await page.locator('#email').focus();
	await page.keyboard.press('Enter');
	await expect(page.getByText('Ihre Nachricht ist angekommen')).toBeVisible();
});

test('whose network fails finds the words again, and what is sent is one message', async ({
	app,
	page,
	context
}) => {
	const { slug, activityId } = await contactPoint(app.db);
	await page.goto(`/contact/${slug}`);
	await page.locator('#text').fill('Mein Netz ist weg.');
	const key = await page.locator('input[name=clientKey]').inputValue();
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Nachricht senden' }).click();
	await expect(page.getByRole('button', { name: 'Nachricht senden' })).toHaveCount(0);
	await context.setOffline(false);
	await page.goto(`/en/contact/${slug}`);
	await expect(page.locator('#text')).toHaveValue('Mein Netz ist weg.');
	await expect(page.locator('input[name=clientKey]')).toHaveValue(key);
	await page.getByRole('button', { name: 'Send the message' }).click();
	await expect(page.getByText('Your message has arrived')).toBeVisible();
	// Shown by the script that also forgets what was kept.
	await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
	await page.goto(`/contact/${slug}`);
	await expect(page.locator('#text')).toHaveValue('');
	const rows = await app.db
		.selectFrom('contactMessages')
		.select('clientKey')
		.where('activityId', '=', activityId)
		.execute();
	expect(rows).toEqual([{ clientKey: key }]);
});
