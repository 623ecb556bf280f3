import {
	countedBallots,
	howWellInvolved,
	liveSession,
	squareInWords,
	useOfTheSquare,
	whatIsMissing
} from '../fixture/live-session.ts';
import { expect, test } from './app.ts';
import { expectCounted, openSession, question, send, takePhone } from './phones.ts';

test('a moderator and five phones: join by link and by code, four questions, one result for all', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db, {
		questions: [useOfTheSquare, howWellInvolved, squareInWords, whatIsMissing]
	});
	await session.press('start');
	const phones = await Promise.all(
		Array.from({ length: 5 }, async () => (await takePhone(browser, app.origin)).page)
	);
	const [first, second, third, fourth, fifth] = phones as [
		(typeof phones)[0],
		(typeof phones)[0],
		(typeof phones)[0],
		(typeof phones)[0],
		(typeof phones)[0]
	];
	const stage = await (
		await browser.newContext({ locale: 'de-DE', baseURL: app.origin })
	).newPage();

	await test.step('everybody is in the lobby; the stage counts them', async () => {
		await stage.goto(`/live/${session.code}/stage`);
		for (const phone of [first, second, third, fourth]) await openSession(phone, session.code);
		await fifth.goto('/j');
		await fifth.getByLabel('Code').fill(` ${session.code.slice(0, 3)}-${session.code.slice(3)} `);
		await fifth.getByRole('button', { name: 'Weiter' }).click();
		for (const phone of phones) await expect(question(phone)).toHaveText('Gleich geht es los');
		await expect(stage.getByText('Dabei').locator('..')).toContainText('5');
	});

	await test.step('a choice: each phone shows what it said, the stage only how many', async () => {
		await session.press('next');
		for (const [phone, answer] of [
			[first, 'Ruhe und Schatten'],
			[second, 'Ruhe und Schatten'],
			[third, 'Sport und Bewegung'],
			[fourth, 'Markt und Feste'],
			[fifth, 'Ruhe und Schatten']
		] as const) {
			await phone.getByText(answer).click();
			await send(phone);
			await expectCounted(phone, answer);
		}
		await expect(stage.getByText('Antworten', { exact: true }).locator('..')).toContainText('5');
		await expect(stage.getByText('3 von 5')).toBeHidden();
	});

	await test.step('somebody changes their mind while it is open', async () => {
		await second.getByRole('link', { name: 'Antwort ändern' }).click();
		await second.getByText('Markt und Feste').click();
		await second.getByRole('button', { name: 'Neue Antwort abgeben' }).click();
		await expectCounted(second, 'Markt und Feste');
		await session.press('close');
		await expect(first.getByRole('heading', { name: 'Die Abstimmung ist beendet' })).toBeVisible();
		await expect(second.getByText('Ihre Antwort: Markt und Feste')).toBeVisible();
	});

	await test.step('the result is the same on every phone and on the stage, as sentence and table', async () => {
		await session.press('reveal');
		for (const phone of phones) {
			await expect(phone.getByRole('figure')).toContainText('5 Menschen haben geantwortet.');
			await expect(phone.getByRole('row', { name: /Ruhe und Schatten 2 40/ })).toBeVisible();
			await expect(phone.getByText('Ihre Antwort:')).toBeVisible();
		}
		await expect(stage.getByRole('figure')).toContainText('5 Menschen haben geantwortet.');
	});

	await test.step('a scale', async () => {
		await session.press('next');
		for (const [index, phone] of phones.entries()) {
			await expect(question(phone)).toContainText('Wie gut waren Sie');
			await phone.getByRole('radio', { name: String(6 + index), exact: true }).check();
			await send(phone);
			await expectCounted(phone, String(6 + index));
		}
		await session.press('close', 'reveal');
		await expect(first.getByRole('figure')).toContainText('Der Mittelwert ist 8');
	});

	await test.step('words', async () => {
		await session.press('next');
		await expect(question(third)).toContainText('Was ist der Platz für Sie?');
		await third.getByLabel('Wort 1').fill('Treffpunkt');
		await third.getByLabel('Wort 2').fill('🛹 Skaten');
		await send(third);
		await expectCounted(third, 'Treffpunkt, 🛹 Skaten');
		await session.press('close', 'reveal');
		await expect(fourth.getByRole('row', { name: /Treffpunkt 1/ })).toBeVisible();
		await expect(fourth.getByText('Ihre Antwort:')).toBeHidden();
	});

	await test.step('a text', async () => {
		await session.press('next');
		await expect(question(fifth)).toHaveText('Was fehlt Ihnen am Kesselbrink?');
		await fifth.getByRole('textbox').fill('Eine Toilette, die abends offen ist <b>!</b>');
		await send(fifth);
		await expectCounted(fifth, 'Eine Toilette, die abends offen ist <b>!</b>');
		expect(await countedBallots(app.db, session.activityId)).toEqual([
			'Eine Toilette, die abends offen ist <b>!</b>'
		]);
	});

	await test.step('the end says thank you and what comes of it', async () => {
		await session.press('close', 'end');
		for (const phone of phones) {
			await expect(question(phone)).toHaveText('Danke fürs Mitmachen!');
			await expect(phone.getByRole('heading', { name: 'Was daraus wird' })).toBeVisible();
		}
		await expect(first.getByRole('link', { name: 'Was sonst läuft: Kesselbrink' })).toHaveAttribute(
			'href',
			'/q/bielefeld-kesselbrink'
		);
		await expect(stage.getByRole('heading', { name: 'Danke fürs Mitmachen!' })).toBeVisible();
	});
	await Promise.all([...phones, stage].map((page) => page.context().close()));
});

test('code, address and QR stay on the stage in every phase, for those who come late', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db);
	await session.press('start');
	await page.goto(`/live/${session.code}/stage`);
	const spoken = `${session.code.slice(0, 3)} ${session.code.slice(3)}`;
	const phases = [
		['Gleich geht es los', []],
		['Wofür soll der Kesselbrink im Sommer vor allem da sein?', ['next']],
		['Die Abstimmung ist beendet', ['close']],
		['Noch hat niemand geantwortet.', ['reveal']],
		['Danke fürs Mitmachen!', ['end']]
	] as const;
	for (const [text, commands] of phases) {
		await session.press(...commands);
		await expect(page.getByText(text).first()).toBeVisible();
		await expect(page.getByText(spoken)).toBeVisible();
		await expect(page.getByText(`${new URL(app.origin).host}/j`)).toBeVisible();
		await expect(page.getByRole('img', { name: /^QR-Code/ })).toBeVisible();
	}
});

test('a result is on no phone and in no answer before it is revealed', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await openSession(page, session.code);
	await page.getByText('Ruhe und Schatten').click();
	await send(page);
	await expectCounted(page, 'Ruhe und Schatten');
	const view = await page.request.get(`/j/${session.code}/view`);
	expect(await view.text()).not.toContain('100');
	expect((await page.request.get(`/api/v1/live/${session.code}/results`)).status()).toBe(404);
});

test('two taps at once count once', async ({ app, page }) => {
	const session = await liveSession(app.db);
	await session.press('start', 'next');
	await openSession(page, session.code);
	await page.getByText('Sport und Bewegung').click();
	await page.getByRole('button', { name: 'Antwort abgeben' }).dblclick();
	await expectCounted(page, 'Sport und Bewegung');
	expect(await countedBallots(app.db, session.activityId)).toEqual([['sport']]);
});

test('where the first answer counts, nothing offers to change it', async ({ app, page }) => {
	const session = await liveSession(app.db, { mayChangeVote: false });
	await session.press('start', 'next');
	await openSession(page, session.code);
	await expect(page.getByText('Bei dieser Frage zählt die erste Antwort')).toBeVisible();
	await page.getByText('Sport und Bewegung').click();
	await send(page);
	await expectCounted(page, 'Sport und Bewegung');
	await expect(page.getByRole('link', { name: 'Antwort ändern' })).toHaveCount(0);
});

test('what is wrong with an answer stands at the question, and what was typed stays', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { questions: [whatIsMissing] });
	await session.press('start', 'next');
	await openSession(page, session.code);
	const typed = 'ا'.repeat(301);
	await page.getByRole('textbox').fill(typed);
	await send(page);
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(page.getByRole('textbox')).toHaveValue(typed);
	expect(await countedBallots(app.db, session.activityId)).toEqual([]);
});

test('a session that asks for the organisation counts nobody before it is said', async ({
	app,
	page
}) => {
	const session = await liveSession(app.db, { organisationField: 'required' });
	await session.press('start', 'next');
	await page.goto(`/j/${session.code}`);
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await expect(page.getByText('Bitte sagen Sie, für welche Organisation')).toBeVisible();
	await page.getByLabel('Für welche Organisation sind Sie hier?').fill('Diakonie für Bielefeld');
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await expect(question(page)).toContainText('Wofür soll der Kesselbrink');
	const people = await app.db
		.selectFrom('liveParticipants')
		.select('organisationName')
		.where('activityId', '=', session.activityId)
		.execute();
	expect(people).toEqual([{ organisationName: 'Diakonie für Bielefeld' }]);
});
