import type { Page } from '@playwright/test';
import { makeSeats } from '#lib/formats/live/seats/seats.server.ts';
import { seatPath, spokenSeatCode } from '#lib/formats/live/seats/code.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { liveSession, useOfTheSquare, whatIsMissing } from '../fixture/live-session.ts';
import { openPdf } from '../fixture/pdf.ts';
import { currentRound } from '../fixture/session.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { expectCounted, openSession, question, send, takePhone } from './phones.ts';

async function moderator(page: Page, app: App): Promise<void> {
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles: [...roles] }));
}

const prefixes = ['', '/en', '/leicht', '/ar'];

async function expectGood(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNoSidewaysScrolling(page);
}

test('raised hands, paper, a tablet and phones are one result, shown by source', async ({
	app,
	page,
	browser
}) => {
	test.setTimeout(180_000);
	const session = await liveSession(app.db, { questions: [useOfTheSquare, whatIsMissing] });
	await session.press('start', 'next');
	const { roundId } = await currentRound(app.db, session.activityId);
	const { page: phone } = await takePhone(browser, app.origin);
	const { page: tablet } = await takePhone(browser, app.origin);
	await moderator(page, app);
	const control = `/live/${session.code}/control`;

	await test.step('somebody votes on their own phone', async () => {
		await openSession(phone, session.code);
		await phone.getByText('Markt und Feste').click();
		await send(phone);
		await expectCounted(phone, 'Markt und Feste');
	});

	await test.step('hands are counted; more than there are people are refused, and what was typed stays', async () => {
		await page.goto(control);
		await page.getByRole('link', { name: 'Handzeichen eintragen' }).click();
		await page.getByLabel('Sport und Bewegung').fill('4');
		await page.getByLabel('Ruhe und Schatten').fill('3');
		await page.getByLabel('Wie viele Menschen sind da?').fill('6');
		await page.getByRole('button', { name: 'Zahlen eintragen' }).click();
		await expect(page.getByText('Das sind mehr Hände als Menschen.')).toBeVisible();
		await expect(page.getByLabel('Sport und Bewegung')).toHaveValue('4');
		await page.getByLabel('Wie viele Menschen sind da?').fill('12');
		await page.getByRole('button', { name: 'Zahlen eintragen' }).click();
		await expect(page.getByText('Eingetragen: 7 Hände.')).toBeVisible();
		await expect(page.locator('[data-count=all]')).toContainText('8');
	});

	await test.step('sheets of paper are typed one after the other, and the last one is taken out', async () => {
		await page.goto(control);
		await page.getByRole('link', { name: 'Papier eintippen' }).first().click();
		for (const [number, option] of [
			[1, 'Ruhe und Schatten'],
			[2, 'Markt und Feste'],
			[3, 'Markt und Feste']
		] as const) {
			await expect(page.getByText(`Blatt ${number}`, { exact: true })).toBeVisible();
			await page.getByText(option).click();
			await page.getByRole('button', { name: 'Zählen, nächstes Blatt' }).click();
			await expect(page.getByText(`Blatt ${number} ist gezählt.`)).toBeVisible();
			await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
		}
		await page.getByText('Blatt 3 herausnehmen').click();
		await page.getByRole('button', { name: 'Ja, herausnehmen' }).click();
		await expect(page.getByText('2 Blätter sind eingetippt.')).toBeVisible();
	});

	await test.step('the tablet starts anew for each person, and nothing leads back', async () => {
		await page.goto(control);
		await page.getByRole('button', { name: 'Link für ein Tablet erzeugen' }).click();
		const link = await page.getByRole('link', { name: /tablet\?key=/ }).getAttribute('href');
		await tablet.goto(link!);
		expect(tablet.url()).not.toContain('key');
		await expect(
			tablet.getByRole('heading', { name: 'Die nächste Person ist dran' })
		).toBeVisible();
		await tablet.getByRole('button', { name: /^Beginnen/ }).click();
		await tablet.getByText('Sport und Bewegung').click();
		await tablet.getByRole('button', { name: 'Antwort abgeben' }).click();
		await expect(tablet.getByRole('heading', { name: 'Ihre Antwort ist gezählt' })).toBeVisible();
		await tablet.getByRole('link', { name: 'Fertig, weitergeben' }).click();
		await tablet.getByRole('button', { name: /^Beginnen/ }).click();
		await expect(tablet.getByRole('radio', { checked: true })).toHaveCount(0);
		// The next one has it in hand; the way back shows this person's form, never the other's.
		await tablet.goBack();
		await expect(tablet.getByRole('radio', { checked: true })).toHaveCount(0);
		await tablet.goto(`/live/${session.code}/tablet`);
		await tablet.getByRole('button', { name: 'Ohne Antwort weitergeben' }).click();
		const kept = await tablet.evaluate(() => localStorage.length + sessionStorage.length);
		expect(kept).toBe(0);
		await tablet.goto(control);
		await expect(tablet.getByRole('heading', { name: 'Handzeichen' })).toHaveCount(0);
		expect(tablet.url()).toContain('/sign-in');
	});

	await test.step('the result is one, on the phone, the stage, the sheet and on paper', async () => {
		await session.press('close', 'reveal');
		const sentence =
			'So kamen die Stimmen: 1 mit eigenem Handy, 1 am Tablet, 7 per Handzeichen und 2 auf Papier.';
		await expect(phone.getByRole('figure')).toContainText('11 Menschen haben geantwortet.');
		await expect(phone.getByText(sentence)).toBeVisible();
		await page.goto(`/live/${session.code}/stage`);
		await expect(page.getByText(sentence)).toBeVisible();
		await page.goto(`/staff/live/${session.activityId}/results`);
		await expect(page.getByText(sentence)).toBeVisible();
		const file = await page.request.get(
			`/staff/live/${session.activityId}/print/results.pdf?lang=de`
		);
		const { texts, isTagged } = await openPdf(await file.body());
		expect(isTagged).toBe(true);
		expect(texts.join(' ').replaceAll(/\s+/g, ' ')).toContain('7 per Handzeichen');
	});

	await test.step('what the room has seen does not change any more', async () => {
		await page.goto(`${control}/hands/${roundId}`);
		await expect(page.getByText('Das Ergebnis wurde schon gezeigt.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Zahlen eintragen' })).toHaveCount(0);
	});

	await test.step('every page of it is accessible in four languages, at 320 px in Arabic', async () => {
		await session.press('next');
		const next = await currentRound(app.db, session.activityId);
		for (const prefix of prefixes) {
			const size = { width: prefix === '/ar' ? 320 : 1024, height: 720 };
			await page.setViewportSize(size);
			await tablet.setViewportSize(size);
			for (const path of [
				`${control}/hands/${roundId}`,
				`${control}/hands/${next.roundId}`,
				`${control}/paper/${next.roundId}`,
				`/staff/live/${session.activityId}`
			]) {
				await page.goto(prefix + path);
				await expectGood(page);
			}
			await tablet.goto(`${prefix}/live/${session.code}/tablet`);
			await expectGood(tablet);
			await tablet.locator('form button').first().click();
			await expectGood(tablet);
			await tablet.getByRole('button').last().click();
		}
	});
});

test('a seat code lets one person in, once, from the card or typed', async ({ app, browser }) => {
	const session = await liveSession(app.db, { seatsOnly: true, questions: [useOfTheSquare] });
	await session.press('start', 'next');
	const [card, typed] = await makeSeats(app.db, session.moderator, session.activityId, 2);
	const { page: first } = await takePhone(browser, app.origin);
	const { page: second, context } = await takePhone(browser, app.origin);

	await test.step('the QR code of the card fills in the code and takes it out of the address', async () => {
		await first.goto(seatPath(session.code, card!));
		await expect(first.getByLabel('Platzcode')).toHaveValue(spokenSeatCode(card!));
		expect(first.url()).not.toContain('seat');
		await first.getByRole('button', { name: 'Ich bin dabei' }).click();
		await expect(question(first)).toContainText('Wofür soll der Kesselbrink');
		await first.getByText('Sport und Bewegung').click();
		await send(first);
		await expectCounted(first, 'Sport und Bewegung');
	});

	await test.step('the same card on another phone is refused, in words, and so is a slip', async () => {
		await second.goto(`/j/${session.code}`);
		for (const [code, says] of [
			[card!, 'Dieser Platzcode ist schon benutzt.'],
			['ABCD-EFG2', 'Das ist kein Platzcode.'],
			['', 'Bitte geben Sie den Platzcode von Ihrer Karte ein.']
		] as const) {
			await second.getByLabel('Platzcode').fill(code);
			await second.getByRole('button', { name: 'Ich bin dabei' }).click();
			await expect(second.getByText(says)).toBeVisible();
			await expect(second.getByLabel('Platzcode')).toHaveValue(code);
		}
		await second.getByLabel('Platzcode').fill(typed!.toLowerCase());
		await second.getByRole('button', { name: 'Ich bin dabei' }).click();
		await expect(question(second)).toContainText('Wofür soll der Kesselbrink');
	});

	await test.step('the door and the page for staff are accessible in four languages', async () => {
		await context.clearCookies();
		const page = await context.newPage();
		await moderator(page, app);
		for (const prefix of prefixes) {
			await page.setViewportSize({ width: prefix === '/ar' ? 320 : 1024, height: 720 });
			for (const path of [`/j/${session.code}`, `/staff/live/${session.activityId}/seats`]) {
				await page.goto(prefix + path);
				await expectGood(page);
			}
		}
		const made = await page.request.post(`/staff/live/${session.activityId}/seats/cards.pdf`, {
			form: { count: '3', lang: 'de' },
			headers: { origin: app.origin }
		});
		expect((await openPdf(await made.body())).alts).toHaveLength(3);
		await page.goto(`/staff/live/${session.activityId}/seats`);
		await page.getByLabel('Wie viele Karten?').fill('900');
		await page.getByRole('button', { name: 'Codes erzeugen und drucken' }).click();
		await expect(page.getByText('Bitte schreiben Sie eine Zahl von 1 bis 500.')).toBeVisible();
		await expect(page.getByLabel('Wie viele Karten?')).toHaveValue('900');
		await expect(page.locator('[data-seats]')).toContainText('5 Platzcodes gibt es, 2 davon');
	});
});
