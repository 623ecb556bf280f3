import type { Page } from '@playwright/test';
import { setEmbeddable } from '#lib/formats/live/export/embedding.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { liveSession, squareInWords, whatIsMissing } from '../fixture/live-session.ts';
import { currentRound, tallies } from '../fixture/session.ts';
import { vote } from '../fixture/sessions.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { openSession, takePhone } from './phones.ts';

test.setTimeout(120_000);

const shade = 'ظل وماء!';

async function write(page: Page, said: string): Promise<void> {
	await page.getByRole('textbox').first().fill(said);
	await page.locator('[data-ballot] button').click();
	await expect(page.locator('[data-counted]')).toBeVisible();
}

/** Each entry as a screen reader gets it, wherever it stands on the page. */
async function expectSpoken(page: Page): Promise<void> {
	await expect(page.locator('bdi[lang=ar][dir=rtl]', { hasText: shade }).first()).toBeAttached();
	await expect(
		page.locator('bdi[lang=de][dir=ltr]', { hasText: 'Schatten' }).first()
	).toBeAttached();
}

async function moderator(page: Page, app: App): Promise<void> {
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { roles: [...roles] }));
}

test('what an Arabic and a German phone write keeps its language on stage, phones, results and frame', async ({
	app,
	page,
	browser
}) => {
	const session = await liveSession(app.db, { questions: [squareInWords, whatIsMissing] });
	await session.press('start', 'next');
	const { page: german } = await takePhone(browser, app.origin);
	const { page: arabic } = await takePhone(browser, app.origin, { locale: 'ar-SY' });
	const { page: stage } = await takePhone(browser, app.origin, {
		viewport: { width: 1440, height: 900 },
		isMobile: false
	});
	await openSession(german, session.code);
	await openSession(arabic, session.code, '/ar');
	await stage.goto(`/live/${session.code}/stage`);

	for (const kind of ['words', 'text']) {
		await test.step(kind, async () => {
			await write(arabic, shade);
			await write(german, 'Schatten');
			if (kind === 'text') await vote(app.db, session.activityId, ['Bank', 'Bank', 'Bank']);
			await session.press('close', 'reveal');
			for (const shown of [stage, german, arabic]) {
				await expect(shown.getByRole('figure')).toBeVisible();
				await expectSpoken(shown);
				await expectAccessible(shown);
			}
			await expectNoSidewaysScrolling(arabic);
			if (kind === 'text') return;
			await session.press('next');
			for (const phone of [arabic, german])
				await expect(phone.locator('#view')).toHaveAttribute('data-phase', 'open');
		});
	}

	await test.step('the page of results and a frame elsewhere', async () => {
		const { questionId } = await currentRound(app.db, session.activityId);
		await setEmbeddable(app.db, session.moderator, session.activityId, true);
		await moderator(page, app);
		for (const path of [`/staff/live/${session.activityId}/results`, `/embed/live/${questionId}`]) {
			await page.goto(path);
			await expect(page.locator('bdi[lang=ar][dir=rtl]', { hasText: shade })).toBeAttached();
			await expect(page.locator('bdi[lang=de]', { hasText: 'Schatten' })).toBeAttached();
			await expect(page.getByText('Bank', { exact: true })).not.toHaveAttribute('lang', /./);
		}
	});
});

test('what was written without network is sent in the language of its page, also from another one', async ({
	app,
	browser
}) => {
	const session = await liveSession(app.db, { questions: [whatIsMissing] });
	await session.press('start', 'next');
	const { roundId } = await currentRound(app.db, session.activityId);
	const { page, context } = await takePhone(browser, app.origin);
	await openSession(page, session.code, '/ar');
	await context.setOffline(true);
	await page.getByRole('textbox').fill(shade);
	await page.locator('[data-ballot] button').click();
	await expect(page.locator('#status')).not.toBeEmpty();
	await page.close();
	await context.setOffline(false);
	const again = await context.newPage();
	await openSession(again, session.code, '/en');
	await expect(again.locator('[data-counted]')).toBeVisible();
	expect((await tallies(app.db, roundId)).kept).toEqual({
		'*': 1,
		[shade]: 1,
		[`${shade}\u001far`]: 1
	});
});

test('moderators list the entries of one language, and go on in it after a press', async ({
	app,
	page,
	browser
}) => {
	const session = await liveSession(app.db, { questions: [whatIsMissing] });
	await session.press('start', 'next');
	for (const [prefix, said] of [
		['/ar', shade],
		['/leicht', 'Schatten']
	] as const) {
		const { page: phone } = await takePhone(browser, app.origin);
		await openSession(phone, session.code, prefix);
		await write(phone, said);
	}
	await vote(app.db, session.activityId, ['Bench']);
	await moderator(page, app);
	await page.goto(`/live/${session.code}/control`);
	const entries = page.getByRole('region', { name: 'Einträge' });
	const items = entries.getByRole('listitem');
	await expect(items).toHaveCount(3);
	await expect(items.filter({ hasText: shade })).toContainText('Arabisch');
	await expect(items.filter({ hasText: 'Bench' })).toContainText('Sprache nicht bekannt');
	await entries.getByRole('link', { name: 'Arabisch' }).click();
	await expect(items).toHaveCount(1);
	await expect(items.locator('bdi')).toHaveAttribute('dir', 'rtl');
	await expect(entries.getByRole('link', { name: 'Arabisch' })).toHaveAttribute(
		'aria-current',
		'true'
	);
	await expectAccessible(page);
	await entries.getByRole('button', { name: /^Verbergen/ }).click();
	await expect(entries.getByRole('button', { name: /^Wieder zeigen/ })).toBeVisible();
	await expect(items).toHaveCount(1);
	await page.setViewportSize({ width: 320, height: 640 });
	await expectNoSidewaysScrolling(page);
	await entries.getByRole('link', { name: 'Alle Sprachen' }).click();
	await expect(items).toHaveCount(3);
});

test('programs say in which language somebody wrote, and are told when it is none of ours', async ({
	app,
	request
}) => {
	const session = await liveSession(app.db, { questions: [whatIsMissing] });
	await session.press('start', 'next');
	const { questionId: question } = await currentRound(app.db, session.activityId);
	const base = `${app.origin}/api/v1/live/${session.code}`;
	await request.post(`${base}/join`);
	const say = (language: unknown) =>
		request.post(`${base}/ballots?locale=en`, {
			data: { question, round: 1, answer: shade, language }
		});
	for (const unknown of ['tlh', '', null, 7, ['ar']]) {
		const refused = await say(unknown);
		expect(refused.status()).toBe(422);
		expect(await refused.json()).toMatchObject({
			reason: 'input_invalid',
			fields: {
				language: {
					reason: 'language_unknown',
					text: expect.stringMatching(/^We do not know this language/)
				}
			}
		});
	}
	expect((await say('ar')).status()).toBe(200);
	await session.press('reveal');
	expect(await (await request.get(`${base}/results`)).json()).toEqual({
		ballots: 1,
		counts: { [shade]: 1 },
		languages: { [shade]: 'ar' }
	});
	const { paths } = (await (await request.get(`${app.origin}/api/v1/openapi.json`)).json()) as {
		paths: Record<string, { post: { requestBody: { content: Record<string, unknown> } } }>;
	};
	const { content } = paths['/api/v1/live/{code}/ballots']!.post.requestBody;
	expect(content['application/json']).toMatchObject({
		schema: { properties: { language: { enum: ['de', 'en', 'ar'] } } }
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false, locale: 'ar-SY' });

	test('a plain form knows the language of its page, and so do the plain pages that show it', async ({
		app,
		page,
		browser
	}) => {
		const session = await liveSession(app.db, { questions: [whatIsMissing] });
		await session.press('start', 'next');
		for (const [prefix, said] of [
			['', 'Schatten'],
			['/ar', shade]
		] as const) {
			const phone = await browser.newContext({
				javaScriptEnabled: false,
				locale: 'de-DE',
				baseURL: app.origin
			});
			const plain = await phone.newPage();
			await plain.goto(`${prefix}/j/${session.code}`);
			await write(plain, said);
			await phone.close();
		}
		await session.press('close', 'reveal');
		for (const path of [`/live/${session.code}/stage`, `/ar/j/${session.code}`]) {
			await page.goto(path);
			await expectSpoken(page);
		}
		await moderator(page, app);
		await page.goto(`/live/${session.code}/control`);
		const entries = page
			.getByRole('region', { name: /./ })
			.filter({ has: page.locator('#entries') });
		await entries.locator('nav a[href*="language=ar"]').click();
		await entries.locator('form button').click();
		await expect(page).toHaveURL(/language=ar#entries$/);
		await expect(entries.getByRole('listitem')).toHaveCount(1);
	});
});
