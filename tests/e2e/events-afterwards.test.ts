import type { Page } from '@playwright/test';
import { anonymous } from '#lib/access/actor.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import type { EventRow } from '#lib/formats/events/event.server.ts';
import { answerLater } from '#lib/formats/events/followup/answer.server.ts';
import { printFollowUpCodes } from '#lib/formats/events/followup/codes.server.ts';
import { addFollowUpQuestion } from '#lib/formats/events/followup/edit-questions.server.ts';
import { closeFollowUp } from '#lib/formats/events/followup/run-followup.server.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import {
	daysLater,
	held,
	inWords,
	onScale,
	planned,
	said,
	tidied,
	type WithFollowUp
} from '../fixture/event-followup.ts';
import { signUp } from '../fixture/event-registration.ts';
import {
	approved,
	eventSeries,
	linkHolder,
	runningInput,
	type TestSeries
} from '../fixture/events.ts';
import { mailedLink } from '../fixture/mails.ts';
import { jpeg, jpegWithPosition } from '../fixture/photos.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(({ app }) => buildTown(app.db));

type Walk = TestSeries & { event: EventRow; dateId: string; ofHost: string };

/** A walk of yesterday that a host entered with the link of an invitation. */
async function yesterday(app: App): Promise<Walk> {
	const series = await eventSeries(app.db, {
		...runningInput(`gang-${crypto.randomUUID().slice(0, 8)}`),
		firstDay: '2026-01-01',
		startsAt: new Date('2025-12-31T23:00:00Z')
	});
	const { actor, invitationId, key } = await linkHolder(app.db, series);
	const event = await approved(app.db, series, {
		actor,
		host: { as: 'invitation', invitationId },
		content: { startsLocal: `${dayIn(-1)}T15:00`, kind: 'walk' },
		now: new Date(Date.now() - 4 * 86_400_000)
	});
	const [date] = await datesOf(app.db, event.eventId);
	const ofHost = `/events/${series.slug}/host/${key}/${event.eventId}`;
	return { ...series, event, dateId: date!.id, ofHost };
}

async function signedInAsModerator(app: App, page: Page): Promise<void> {
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { name: 'Mina Moderation', roles }));
}

const file = async (bytes: Promise<Buffer>) => ({
	name: 'platz.jpg',
	mimeType: 'image/jpeg',
	buffer: await bytes
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a host tells what was agreed and shows a photo; whoever withdraws consent is gone from it at once', async ({
		app,
		page
	}) => {
		test.slow();
		const walk = await yesterday(app);
		await page.goto(walk.ofHost);
		await page.getByRole('link', { name: /^Dokumentieren/ }).click();
		await page.locator('#text-de').fill('Zwölf Menschen sind mitgegangen.');
		await page.locator('#responsible-0').fill('Amt für Verkehr');
		await page.getByRole('button', { name: 'Dokumentation speichern' }).click();
		await expect(page.locator('#agreed-0')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#text-de')).toHaveValue('Zwölf Menschen sind mitgegangen.');
		await expect(page.locator('#responsible-0')).toHaveValue('Amt für Verkehr');
		await page.locator('#agreed-0').fill('Der Bordstein wird abgesenkt.');
		await page.locator('#until-0').fill('2099-06-30');
		await page.getByLabel('Das Protokoll dürfen alle lesen.').check();
		await page.getByRole('button', { name: 'Dokumentation speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();

		await page.locator('#photo').setInputFiles(await file(jpegWithPosition()));
		await page.getByRole('button', { name: 'Foto veröffentlichen' }).click();
		await expect(page.locator('#consent-error')).toContainText('Einverständnis');
		// Without everybody's consent nothing of it is kept.
		await expect(page.getByRole('img', { name: 'Das ausgewählte Foto' })).toHaveCount(0);
		await page.locator('#photo').setInputFiles(await file(jpegWithPosition()));
		await page.locator('input[name="consent"]').check();
		await page.getByRole('button', { name: 'Foto veröffentlichen' }).click();
		await expect(page.locator('#description-de')).toHaveAttribute('aria-invalid', 'true');
		// It need not be chosen again.
		await expect(page.getByRole('img', { name: 'Das ausgewählte Foto' })).toBeVisible();
		await page.locator('#description-de').fill('Eine Gruppe an der Kreuzung');
		await page.locator('input[name="consent"]').check();
		await page.getByRole('button', { name: 'Foto veröffentlichen' }).click();
		await expect(page.getByText('Das Foto ist veröffentlicht.')).toBeVisible();

		await page.getByRole('link', { name: 'So sehen es alle' }).click();
		await expect(page.getByText('Der Bordstein wird abgesenkt.')).toBeVisible();
		await expect(page.getByText('Amt für Verkehr')).toBeVisible();
		const shown = page.getByRole('img', { name: 'Eine Gruppe an der Kreuzung' });
		const source = (await shown.getAttribute('src'))!;
		expect((await page.request.get(source)).status()).toBe(200);
		expect((await page.request.get(`${page.url()}/minutes.pdf`)).status()).toBe(200);

		await signedInAsModerator(app, page);
		await page.goto(`/staff/events/${walk.activityId}/${walk.event.number}`);
		await expect(page.getByText('Seit der Freigabe geändert').first()).toBeVisible();
		await page.getByRole('link', { name: /^Dokumentation/ }).click();
		await page.locator('summary', { hasText: 'Foto löschen' }).click();
		await page.locator('details[open] button').click();
		await expect(page.getByText('Das Foto ist gelöscht.')).toBeVisible();
		expect((await page.request.get(source)).status()).toBe(404);
	});
});

/** A date that was held, at which Aylin had a place; she agreed to be asked, in a year so that no clock asks her by itself. */
async function expertDay(app: App): Promise<WithFollowUp & { path: string }> {
	const day = await planned(app.db, { afterDays: 365 }, []);
	const { series, on } = day;
	await signUp(app.db, on, { email: 'aylin@example.org', askLater: true });
	await held(app.db, day);
	await tidied(app.db, 1);
	return {
		...day,
		path: `/staff/events/${series.activityId}/${on.event.number}/door/${on.dateId}/followup`
	};
}

test.describe('months later, without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('staff ask two questions, a guest answers from her mail, and the office closes it', async ({
		app,
		page
	}) => {
		test.slow();
		const { path } = await expertDay(app);
		await signedInAsModerator(app, page);
		await page.goto(path);
		await page.locator('#remindDays').fill('50');
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.locator('#remindDays')).toHaveAttribute('aria-invalid', 'true');
		await expect(page.locator('#remindDays')).toHaveValue('50');
		for (const [type, prompt] of [
			['scale', 'Wie gut läuft die neue Gruppe?'],
			['text', 'Was fehlt noch?']
		] as const) {
			await page.goto(`${path}/questions/new?type=${type}`);
			await page.locator('#prompt-de').fill(prompt);
			if (type === 'scale') {
				await page.locator('input[name="question.required"]').check();
				await page.locator('[name="low.de"]').fill('schlecht');
				await page.locator('[name="high.de"]').fill('gut');
			}
			await page.getByRole('button', { name: 'Speichern' }).click();
			await expect(page.getByText(prompt).first()).toBeVisible();
		}
		await page.locator('summary', { hasText: 'Jetzt fragen' }).click();
		await page.locator('details[open] button').click();
		await expect(page.getByText('Noch ohne Antwort: 1 Codes, davon 1 per E-Mail.')).toBeVisible();

		const answer = await page.context().newPage();
		await answer.goto(await mailedLink(app.dataDir, 'aylin@example.org'));
		await answer.locator('textarea').fill('Mehr Bänke');
		await answer.getByRole('button', { name: 'Abschicken' }).click();
		await expect(answer.locator('.notice.bad')).toContainText('Wie gut läuft die neue Gruppe?');
		await expect(answer.locator('textarea')).toHaveValue('Mehr Bänke');
		await answer.locator('input[type="radio"][value="4"]').check();
		await answer.getByRole('button', { name: 'Abschicken' }).click();
		await expect(answer.getByRole('heading', { name: 'Vielen Dank!' })).toBeVisible();

		await page.goto(path);
		await page.locator('summary', { hasText: 'Jetzt abschließen' }).click();
		await page.locator('details[open] button').click();
		await expect(page.getByText('Weniger als 5 Antworten: Die Nachbefragung zählt')).toBeVisible();
		await page.locator('summary', { hasText: 'Trotzdem als durchgeführt werten' }).click();
		await page.locator('#because').fill('Es waren nur wenige da.');
		await page.getByRole('button', { name: 'Trotzdem als durchgeführt werten' }).click();
		await expect(page.getByText('Die Nachbefragung zählt als durchgeführt.')).toBeVisible();
		expect((await page.request.get(`${path}/answers.csv`)).status()).toBe(200);
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages of a follow-up are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		await page.setViewportSize({ width: 320, height: 700 });
		const look = async (path: string) => {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		};
		const { series, on, path } = await expertDay(app);
		for (const question of [onScale, inWords])
			await addFollowUpQuestion(app.db, series.host, on, question);
		const { codes } = await printFollowUpCodes(app.db, series.host, on, { count: 6 });
		await look('/later');
		await signedInAsModerator(app, page);
		await look(path);
		await look(`${path}/questions/new?type=choice`);
		await tidied(app.db, 365);
		await look(path);
		await look(`/later/${codes[0]!}`);
		await look(`/later/${codes[0]!}/stop`);
		for (const code of codes)
			await answerLater(app.db, anonymous, code, await said(app.db, on, 4, 'Mehr Bänke'));
		await look(`/later/${codes[0]!}?done=given`);
		await closeFollowUp(app.db, series.host, on, daysLater(370));
		await look(path);
	});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the documentation is accessible at ${locale || '/de'} and fits on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const walk = await yesterday(app);
		await page.setViewportSize({ width: 320, height: 700 });
		const look = async (path: string) => {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		};
		const document = `${walk.ofHost}/door/${walk.dateId}/document`;
		await look(document);
		await page.locator('#text-de').fill('Zwölf Menschen sind mitgegangen.');
		await page.locator('#agreed-0').fill('Der Bordstein wird abgesenkt.');
		await page.locator('input[name="minutesPublic"]').check();
		await page.locator('form[action="?/write"] button').click();
		await page.locator('#photo').setInputFiles(await file(jpeg(400, 300)));
		await page.locator('#description-de').fill('Eine Gruppe an der Kreuzung');
		await page.locator('input[name="consent"]').check();
		await page.locator('form[action^="?/photo"] button').click();
		await look(document);
		const event = `/events/${walk.slug}/${walk.event.number}`;
		await look(event);
		await look(`${event}/afterwards/${walk.dateId}`);
		await signedInAsModerator(app, page);
		await look(`/staff/events/${walk.activityId}/report`);
		await expect(page.locator(`main a[href$="/afterwards/${walk.dateId}"]`)).toBeVisible();
	});
