import type { Page } from '@playwright/test';
import { setTalk } from '../fixture/live-asks.ts';
import { countedBallots } from '../fixture/live-session.ts';
import { sessionOfEveryType } from '../fixture/every-type.ts';
import { questionTypes } from '#lib/questions/registry.ts';
import { expect, test, type App } from './app.ts';
import { journeys, press, tabTo } from './every-type-steps.ts';
import { openSession, question, takePhone } from './phones.ts';

const sendButton = (page: Page) => page.locator('form[data-ballot]').getByRole('button').last();

/** What a screen reader would have to read out without a name. */
const nameless =
	/- (?:textbox|spinbutton|combobox|radio|checkbox|button|img|group|radiogroup)\b(?! ")/;

async function everyType(app: App) {
	const session = await sessionOfEveryType(app.db, app.appSecret);
	const asked = session.asked.map(({ type }) => type);
	// A type that comes new fails here until it is voted on in each of these ways.
	expect(asked.toSorted()).toEqual(questionTypes.map(({ key }) => key).toSorted());
	expect(Object.keys(journeys).toSorted()).toEqual(asked.toSorted());
	return session;
}

test('with the keyboard only, a vote in every type is cast and counted', async ({
	app,
	browser
}) => {
	test.setTimeout(240_000);
	const session = await everyType(app);
	await session.press('start');
	const { page } = await takePhone(browser, app.origin, { isMobile: false, hasTouch: false });
	await openSession(page, session.code);

	for (const { type, prompt } of session.asked) {
		await session.press('next');
		await expect(question(page)).toHaveText(prompt);
		await journeys[type]!.keys(page);
		await tabTo(page, sendButton(page));
		await press(page, 'Enter');
		const counted = page.getByRole('region', { name: 'Ihre Antwort ist gezählt' });
		await expect(counted, type).toBeFocused();
		expect(await countedBallots(app.db, session.activityId), type).toEqual([
			journeys[type]!.counted
		]);
		await session.press('close');
	}
});

test('in the tree of a screen reader, every type has names, its rule, its mistake and its result as a table', async ({
	app,
	browser
}) => {
	test.setTimeout(240_000);
	const session = await everyType(app);
	await session.press('start');
	const { page } = await takePhone(browser, app.origin);
	await openSession(page, session.code);

	for (const { type, prompt } of session.asked) {
		const { named, counted, mayBeEmpty } = journeys[type]!;
		await session.press('next');
		await expect(question(page)).toHaveText(prompt);
		const form = page.locator('form[data-ballot]');
		expect(await form.ariaSnapshot(), type).not.toMatch(nameless);
		const asked = form.getByRole('group', { name: prompt, exact: true });
		const field = asked.or(form.getByRole('textbox', { name: prompt, exact: true })).first();
		await expect(field, type).toHaveAccessibleDescription(/\S/);

		if (!mayBeEmpty) {
			await sendButton(page).click();
			const alert = form.getByRole('alert');
			await expect(alert, type).toBeVisible();
			await expect(field, type).toHaveAccessibleDescription(
				new RegExp((await alert.innerText()).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
			);
		}
		await named(page);
		await sendButton(page).click();
		await expect(page.getByRole('region', { name: 'Ihre Antwort ist gezählt' })).toBeVisible();
		expect(await countedBallots(app.db, session.activityId), type).toEqual([counted]);

		await session.press('close', 'reveal');
		const figure = page.getByRole('figure');
		await expect(figure.getByRole('table', { name: 'Ergebnis als Tabelle' })).toBeVisible();
		await expect(figure.getByRole('rowheader').first()).toHaveText(/\S/);
		await expect(figure).toHaveAccessibleName(/\S/);
		expect(await figure.ariaSnapshot(), type).not.toMatch(nameless);
	}
});

test('without JavaScript, a vote in every type is cast at people’s own pace', async ({
	app,
	browser
}) => {
	test.setTimeout(240_000);
	const session = await everyType(app);
	const { code, activityId, moderator, asked } = session;
	await setTalk(app.db, moderator, activityId, { pace: 'participant' });
	await session.press('start', 'openAll');
	const { page } = await takePhone(browser, app.origin, { javaScriptEnabled: false });
	await page.goto(`/j/${code}/1`);

	for (const { type, prompt } of asked) {
		await expect(question(page)).toHaveText(prompt);
		const { named, plain } = journeys[type]!;
		await (plain ?? named)(page);
		await page.getByRole('button', { name: 'Antworten und weiter' }).click();
	}
	await expect(
		page.getByText(`${asked.length} von ${asked.length} Fragen beantwortet`)
	).toBeVisible();
	const rows = await app.db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.select(['q.type', 'b.answer'])
		.where('q.activityId', '=', activityId)
		.orderBy('q.position')
		.execute();
	expect(rows).toEqual(asked.map(({ type }) => ({ type, answer: journeys[type]!.counted })));
});
