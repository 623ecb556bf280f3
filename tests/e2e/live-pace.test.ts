import { setTalk } from '../fixture/live-asks.ts';
import { liveSession, useOfTheSquare, whatIsMissing } from '../fixture/live-session.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

test('without JavaScript: through the questions forward and back, skip, change, and too late', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [useOfTheSquare, whatIsMissing] });
	const { code, activityId, moderator } = session;
	await setTalk(app.db, moderator, activityId, {
		pace: 'participant',
		asks: 'atOnce',
		closesAt: '2030-06-01T18:00'
	});
	await session.press('start', 'openAll');

	await page.goto(`/j/${code}`);
	await expect(page.getByText('Offen bis')).toBeVisible();
	await page.getByRole('link', { name: 'Anfangen' }).click();
	await page.getByRole('button', { name: 'Antworten und weiter' }).click();
	await expect(page.getByRole('alert')).toBeVisible();
	await page.getByText('Ruhe und Schatten').click();
	await page.getByRole('button', { name: 'Antworten und weiter' }).click();
	await expect(page.getByText('Frage 2 von 2')).toBeVisible();

	await page.getByRole('link', { name: 'Zurück' }).click();
	await expect(page.getByRole('radio', { name: 'Ruhe und Schatten' })).toBeChecked();
	await page.getByRole('link', { name: 'Weiter', exact: true }).click();
	await page.getByRole('link', { name: 'Ohne Antwort weiter' }).click();
	await expect(page.getByText('1 von 2 Fragen beantwortet')).toBeVisible();
	await page.getByRole('link', { name: /^Jetzt beantworten/ }).click();
	const text = page.getByRole('textbox');
	await text.fill('Bänke. Mehr weiß Frau Müller.');
	await page.getByRole('button', { name: 'Antworten und weiter' }).click();
	await expect(page.getByText('Frau Müller').first()).toBeVisible();
	await expect(text).toHaveValue('Bänke. Mehr weiß Frau Müller.');
	await page.getByRole('button', { name: 'Trotzdem senden' }).click();
	await expect(page.getByText('2 von 2 Fragen beantwortet')).toBeVisible();

	await page.goto(`/j/${code}/2`);
	await text.fill('Doch lieber Bäume');
	await session.press('closeAll');
	const answered = page.waitForResponse((response) => response.request().method() === 'POST');
	await page.getByRole('button', { name: 'Ändern und weiter' }).click();
	expect((await answered).status()).toBe(409);
	await expect(page.getByText('Doch lieber Bäume')).toBeVisible();

	// Questions of one's own go by plain forms too.
	await page.goto(`/j/${code}/ask`);
	await page.getByLabel('Was möchten Sie wissen?').fill('Wer entscheidet?');
	await page.getByRole('button', { name: 'Frage stellen' }).click();
	await expect(page.getByText('Alle sehen sie', { exact: true })).toBeVisible();
});

test.describe('with JavaScript', () => {
	test.use({ javaScriptEnabled: true });

	test('its pages and the settings of the talk are accessible in every language', async ({
		app,
		page
	}) => {
		const session = await liveSession(app.db, { questions: [useOfTheSquare, whatIsMissing] });
		const { code, activityId, moderator } = session;
		await setTalk(app.db, moderator, activityId, { pace: 'participant', reactions: true });
		await session.press('start', 'openAll');
		for (const prefix of ['', '/en', '/leicht', '/ar']) {
			for (const path of [`/j/${code}`, `/j/${code}/1`, `/j/${code}/done`, `/live/${code}/stage`]) {
				await page.goto(prefix + path);
				await expectAccessible(page);
			}
		}
		await page.setViewportSize({ width: 320, height: 640 });
		await page.goto(`/j/${code}/2`);
		await expectNoSidewaysScrolling(page);
	});
});
