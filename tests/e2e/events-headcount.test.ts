import type { Page } from '@playwright/test';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { datesOf } from '#lib/formats/events/dates/read-dates.server.ts';
import type { EventRow } from '#lib/formats/events/event.server.ts';
import {
	approved,
	eventSeries,
	linkHolder,
	runningInput,
	type TestSeries
} from '../fixture/events.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';
import { dayIn } from './days.ts';

test.beforeAll(({ app }) => buildTown(app.db));

type Square = TestSeries & { event: EventRow; dateId: string; hostPath: string };

/** An event of yesterday that a host entered with the link of an invitation; it wants to reach 30 to 50 people. */
async function yesterday(app: App): Promise<Square> {
	const series = await eventSeries(app.db, {
		...runningInput(`platz-${crypto.randomUUID().slice(0, 8)}`),
		firstDay: '2026-01-01',
		startsAt: new Date('2025-12-31T23:00:00Z')
	});
	const { actor, invitationId, key } = await linkHolder(app.db, series);
	const event = await approved(app.db, series, {
		actor,
		host: { as: 'invitation', invitationId },
		content: { startsLocal: `${dayIn(-1)}T15:00` },
		now: new Date(Date.now() - 4 * 86_400_000)
	});
	const [date] = await datesOf(app.db, event.eventId);
	const hostPath = `/events/${series.slug}/host/${key}/${event.eventId}`;
	return { ...series, event, dateId: date!.id, hostPath };
}

async function signedInAsModerator(app: App, page: Page): Promise<void> {
	const roles = [{ role: 'moderator', placeId: 'bielefeld' }] as const;
	await beSignedIn(page, app, await createAccount(app, { name: 'Mina Moderation', roles }));
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a host counts, is told at the field what does not fit, and corrects with a reason', async ({
		app,
		page
	}) => {
		const { hostPath } = await yesterday(app);
		await page.goto(hostPath);
		await page.getByRole('link', { name: /^Menschen zählen/ }).click();
		await page.locator('#people').fill('42');
		await page.locator('summary', { hasText: 'Nach Alter' }).click();
		await page.locator('#ages-0').fill('5');
		await page.getByRole('button', { name: 'Zahl speichern' }).click();
		await expect(page.getByText('ergeben zusammen 5.')).toBeVisible();
		await expect(page.locator('#people')).toHaveValue('42');
		await page.locator('#ages-0').fill('');
		await page.getByRole('button', { name: 'Zahl speichern' }).click();
		await expect(page.getByText('Gezählt: 42')).toBeVisible();
		await expect(page.getByText('Ziel erreicht. 30 bis 50 waren das Ziel.')).toBeVisible();

		await page.locator('summary', { hasText: 'Zahl berichtigen' }).click();
		await page.locator('#people').fill('20');
		await page.getByRole('button', { name: 'Zahl berichtigen' }).click();
		await expect(page.locator('#reason')).toHaveAttribute('aria-invalid', 'true');
		await page.locator('#reason').fill('Zweimal gezählt.');
		await page.getByRole('button', { name: 'Zahl berichtigen' }).click();
		await expect(page.getByText('Gezählt: 20')).toBeVisible();
		await expect(page.getByText('Grund der Berichtigung: Zweimal gezählt.')).toBeVisible();
		await page.goto(hostPath);
		await expect(page.getByText('Gezählt: 20')).toBeVisible();
		await expect(page.getByText('Hat stattgefunden', { exact: true })).toBeVisible();
	});

	test('the office counts while the host did: it sees the other number and keeps its own', async ({
		app,
		page
	}) => {
		const { activityId, event, dateId, hostPath } = await yesterday(app);
		await signedInAsModerator(app, page);
		await page.goto(`/staff/events/${activityId}/${event.number}`);
		await page.getByRole('link', { name: /^Menschen zählen/ }).click();
		const office = await page.context().newPage();
		await office.goto(page.url());
		await page.goto(`${hostPath}/count/${dateId}`);
		await page.locator('#people').fill('31');
		await page.getByRole('button', { name: 'Zahl speichern' }).click();
		await office.locator('#people').fill('35');
		await office.getByRole('button', { name: 'Zahl speichern' }).click();
		await expect(office.getByText('Inzwischen hat jemand anderes gezählt.')).toBeVisible();
		await expect(office.getByText('Gezählt: 31')).toBeVisible();
		await expect(office.locator('#people')).toHaveValue('35');
	});
});

test('with the thumb: each tap is one person, the total follows the ages, a reload forgets nothing', async ({
	app,
	page
}) => {
	const { hostPath, dateId } = await yesterday(app);
	await page.goto(`${hostPath}/count/${dateId}`);
	const more = page.getByRole('button', { name: 'Eins mehr: Menschen insgesamt' });
	await expect(async () => {
		await more.click();
		expect(await page.locator('#people').inputValue()).not.toBe('');
	}).toPass();
	await page.locator('#people').fill('');
	for (let person = 0; person < 3; person += 1) await more.click();
	await page.getByRole('button', { name: 'Eins weniger: Menschen insgesamt' }).click();
	await expect(page.locator('#people')).toHaveValue('2');
	await page.reload();
	await expect(page.locator('#people')).toHaveValue('2');
	await page.locator('#people').fill('');
	await page.locator('summary', { hasText: 'Nach Alter' }).click();
	await page.getByRole('button', { name: 'Eins mehr: 0 bis 5 Jahre' }).click();
	await page.getByRole('button', { name: 'Eins mehr: 65 Jahre und älter' }).click();
	await expect(page.locator('#people')).toHaveValue('2');
	await page.getByRole('button', { name: 'Zahl speichern' }).click();
	await expect(page.getByText('0 bis 5 Jahre: 1 · 65 Jahre und älter: 1')).toBeVisible();
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the pages for counting are accessible at ${locale || '/de'} and fit on a narrow phone`, async ({
		app,
		page
	}) => {
		test.slow();
		const { activityId, organisationId, event, dateId, hostPath } = await yesterday(app);
		await page.setViewportSize({ width: 320, height: 700 });
		await app.db
			.insertInto('eventHeadcounts')
			.values([
				{ dateId, people: 12, countedAs: 'host' },
				{ dateId, people: 33, ages: '{"0-5": 33}', reason: 'Neu gezählt.', countedAs: 'office' }
			])
			.execute();
		const look = async (path: string) => {
			const response = await page.goto(`${locale}${path}`);
			expect(response!.status()).toBe(200);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		};
		await look(hostPath);
		await look(`${hostPath}/count/${dateId}`);
		await signedInAsModerator(app, page);
		await look(`/staff/events/${activityId}/${event.number}`);
		await look(`/staff/events/${activityId}/${event.number}/count/${dateId}`);
		await app.db
			.updateTable('events')
			.set({ organisationId, hostName: null })
			.where('id', '=', event.eventId)
			.execute();
		const account = await createAccount(app, {
			organisation: { id: organisationId, role: 'manager' },
			secondFactor: false
		});
		await beSignedIn(page, app, account);
		await look(`/org/${organisationId}/events/${event.eventId}/count/${dateId}`);
	});
