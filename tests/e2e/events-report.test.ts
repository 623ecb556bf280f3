import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { happened } from '../fixture/event-facts.ts';
import { eventSeries } from '../fixture/events.ts';
import { buildTown } from '../fixture/town.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test, type App } from './app.ts';

/** Of an Aktionswoche of May, in which something was held. */
let address: string;
test.beforeAll(async ({ app }) => {
	await buildTown(app.db);
	const series = await eventSeries(app.db, { hostsUntil: null });
	await happened(app.db, series, {
		starts: ['2026-05-10T10:00', '2026-05-11T10:00'],
		went: [34, 'cancelled']
	});
	address = `/staff/events/${series.activityId}`;
});

const planner = (app: App) =>
	createAccount(app, { roles: [{ role: 'planner', placeId: 'bielefeld' }] });

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a planner finds the report of a week, reads its sums and takes the files along', async ({
		app,
		page
	}) => {
		await beSignedIn(page, app, await planner(app));
		await page.goto(address);
		await page.getByRole('link', { name: 'Bericht', exact: true }).click();
		await expect(page.getByText('1 von 1 veröffentlichten, an 1 Terminen.')).toBeVisible();
		await expect(page.getByRole('row', { name: 'Mitte 1 0 34' })).toBeVisible();
		for (const file of ['report.pdf', 'report.xlsx', 'report.csv']) {
			const answer = await page.request.get(`${address}/report/${file}`);
			expect(answer.status()).toBe(200);
			expect(answer.headers()['content-disposition']).toContain('attachment');
		}
	});
});

for (const locale of ['', '/en', '/leicht', '/ar'])
	test(`the report is accessible at ${locale || '/de'} and fits on a narrow phone`, async ({
		app,
		page
	}) => {
		await page.setViewportSize({ width: 320, height: 700 });
		await beSignedIn(page, app, await planner(app));
		const response = await page.goto(`${locale}${address}/report`);
		expect(response!.status()).toBe(200);
		await expectAccessible(page);
		await expectNoSidewaysScrolling(page);
	});
