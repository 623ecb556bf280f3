import { shareControl } from '#lib/formats/live/control-links.server.ts';
import { makeSeats } from '#lib/formats/live/seats/seats.server.ts';
import { setTalk } from '../fixture/live-asks.ts';
import { liveSession, useOfTheSquare, type TestSession } from '../fixture/live-session.ts';
import { currentRound, tallies } from '../fixture/session.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { takePhone } from './phones.ts';

test.use({ viewport: { width: 820, height: 1180 } });
test.setTimeout(120_000);

async function tabletLink(app: App, { activityId, code, moderator }: TestSession) {
	const { key } = await shareControl(app.db, moderator, activityId, new Date(), 'tablet');
	return `/live/${code}/tablet?key=${key}`;
}

test('where seats are needed, a card at the tablet is one voice, and no second one anywhere', async ({
	app,
	page,
	browser
}) => {
	const session = await liveSession(app.db, { seatsOnly: true, questions: [useOfTheSquare] });
	await session.press('start', 'next');
	const { roundId } = await currentRound(app.db, session.activityId);
	const [card] = await makeSeats(app.db, session.moderator, session.activityId, 1);
	await page.goto(await tabletLink(app, session));
	const german = page.locator('section[lang=de]');
	const begin = german.getByRole('button', { name: /^Beginnen/ });

	await begin.click();
	await expect(page.getByText('Bitte geben Sie den Platzcode von Ihrer Karte ein.')).toBeVisible();
	await expectAccessible(page);
	await german.getByLabel('Platzcode').fill(card!);
	await begin.click();
	await page.getByText('Ruhe und Schatten').click();
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	await expect(page.getByText('Behalten Sie Ihre Karte.')).toBeVisible();

	const { page: phone } = await takePhone(browser, app.origin);
	await phone.goto(`/j/${session.code}`);
	await phone.getByLabel('Platzcode').fill(card!);
	await phone.getByRole('button', { name: 'Ich bin dabei' }).click();
	await expect(phone.getByText('Dieser Platzcode ist schon benutzt.')).toBeVisible();
	expect((await tallies(app.db, roundId)).kept).toEqual({ '*': 1, rest: 1 });
});

test('where people go at their own pace, the tablet says that it cannot go round', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [useOfTheSquare] });
	const link = await tabletLink(app, session);
	await setTalk(app.db, session.moderator, session.activityId, { pace: 'participant' });
	await session.press('start', 'openAll');
	await page.goto(link);
	await expect(page.getByText('Ein Tablet herumzugeben ist dabei nicht möglich.')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Beginnen/ })).toHaveCount(0);
	await expectAccessible(page);
});
