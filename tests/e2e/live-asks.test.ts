import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { setTalk } from '../fixture/live-asks.ts';
import { liveSession } from '../fixture/live-session.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';
import { takePhone } from './phones.ts';

const prefixes = ['', '/en', '/leicht', '/ar'];

test('residents ask and support, moderators approve, merge, answer, put on the stage and cover it', async ({
	app,
	page,
	browser
}) => {
	test.setTimeout(120_000);
	const session = await liveSession(app.db);
	const { code, activityId, moderator } = session;
	await setTalk(app.db, moderator, activityId, { asks: 'checked', reactions: true });
	await session.press('start');
	const [aylin, omar] = [
		await takePhone(browser, app.origin),
		await takePhone(browser, app.origin)
	];

	await aylin.page.goto(`/j/${code}`);
	await aylin.page.getByRole('link', { name: 'Fragen ansehen und stellen' }).click();
	const text = aylin.page.getByLabel('Was möchten Sie wissen?');
	await text.fill('Wann kommt der Schatten? Rufen Sie mich an: 0521 51-12345');
	await aylin.page.getByRole('button', { name: 'Frage stellen' }).click();
	await expect(aylin.page.getByText('Telefonnummer')).toBeVisible();
	await expect(text).toHaveValue(/0521 51-12345$/);
	await text.fill('Wann kommt der Schatten?');
	await aylin.page.getByRole('button', { name: 'Trotzdem stellen' }).click();
	await expect(aylin.page.getByText('Wartet auf Freigabe')).toBeVisible();

	await omar.page.goto(`/ar/j/${code}/ask`);
	await expect(omar.page.getByText('Wann kommt der Schatten?')).toBeHidden();
	await omar.page.getByRole('textbox').fill('متى تُزرع الأشجار؟');
	await omar.page.getByRole('button', { name: 'إرسال السؤال' }).click();

	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
	await page.goto(`/live/${code}/control`);
	await page.getByRole('link', { name: /Fragen aus der Runde 2 warten/ }).click();
	const card = (number: number) => page.locator(`#ask-${number}`);
	await card(1)
		.getByRole('button', { name: /^Freigeben/ })
		.click();
	await expect(page.getByRole('heading', { name: 'Freigegeben (1)' })).toBeVisible();
	await card(2)
		.getByRole('button', { name: /^Freigeben/ })
		.click();
	await expect(page.getByRole('heading', { name: 'Freigegeben (2)' })).toBeVisible();

	// The list follows by itself; the support stays in place.
	const shade = omar.page.getByRole('listitem').filter({ hasText: 'Schatten' });
	await shade.getByRole('button').click();
	await expect(shade.getByRole('button')).toContainText('أيّدتموه');
	await expect(aylin.page.locator('#ask-1 [data-supporters]')).toHaveText('2');

	await card(2).getByText('Zusammenführen …').click();
	await card(2).getByRole('button', { name: 'Zusammenführen' }).click();
	await expect(page.getByRole('heading', { name: 'Freigegeben (1)' })).toBeVisible();
	await card(1)
		.getByRole('button', { name: /^Auf die Leinwand/ })
		.click();
	await expect(card(1)).toContainText('Auf der Leinwand');
	for (const prefix of prefixes) {
		await page.goto(`${prefix}/live/${code}/control/asks`);
		await expectAccessible(page);
	}
	await expectNoSidewaysScrolling(page);

	const stage = await browser.newPage({ baseURL: app.origin });
	await stage.goto(`/live/${code}/stage`);
	await expect(stage.getByRole('heading', { level: 1 })).toHaveText('Wann kommt der Schatten?');
	await aylin.page.goto(`/j/${code}`);
	await aylin.page.getByRole('button', { name: 'Applaus' }).click();
	await expect(stage.getByRole('list', { name: 'Zeichen geben' })).toContainText('1');

	await page.goto(`/live/${code}/control/asks`);
	await card(1).getByText('Beantwortet …').click();
	await card(1).getByLabel('Kurze schriftliche Antwort').fill('Im Frühjahr.');
	await card(1).getByRole('button', { name: 'Als beantwortet kennzeichnen' }).click();
	await expect(stage.getByText('Im Frühjahr.')).toBeVisible();

	for (const prefix of prefixes) {
		await aylin.page.goto(`${prefix}/j/${code}/ask`);
		await expect(aylin.page.getByText('Im Frühjahr.')).toBeVisible();
		await expectAccessible(aylin.page);
		await stage.goto(`${prefix}/live/${code}/stage`);
		await expectAccessible(stage);
	}
	await aylin.page.setViewportSize({ width: 320, height: 640 });
	await expectNoSidewaysScrolling(aylin.page);

	await aylin.page.goto(`/j/${code}`);
	await page.goto(`/live/${code}/control`);
	await page.getByRole('button', { name: 'Leinwand sofort abdecken' }).click();
	await expect(stage.getByText('لحظة من فضلكم').first()).toBeVisible();
	await expect(aylin.page.getByRole('heading', { name: 'Einen Moment bitte' })).toBeVisible();
	await expect(aylin.page.getByRole('link', { name: 'Fragen ansehen und stellen' })).toBeHidden();
	await page.getByRole('button', { name: 'Leinwand wieder zeigen' }).click();
	await expect(aylin.page.getByRole('link', { name: 'Fragen ansehen und stellen' })).toBeVisible();
});
