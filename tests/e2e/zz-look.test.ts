import { buildTown } from '../fixture/town.ts';
import { beSignedIn, createAccount } from '../fixture/accounts.ts';
import { press, vote } from '../fixture/sessions.ts';
import { staff } from '../fixture/town.ts';
import { test } from './app.ts';

test('look', async ({ page, app }) => {
	await buildTown(app.db);
	const account = await createAccount(app, {
		roles: [{ role: 'moderator', placeId: 'bielefeld-mitte' }]
	});
	await beSignedIn(page, app, account);
	const actor = await staff(app.db, 'moderator', ['bielefeld-kesselbrink', 'bielefeld-mitte']);
	const shot = async (name: string, widths = [390, 1440]) => {
		for (const width of widths) {
			await page.setViewportSize({ width, height: 844 });
			await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: true });
		}
	};
	await page.goto('/staff');
	await shot('list-empty');
	await page.goto('/staff/live/new');
	await shot('new-choose');
	await page.goto('/staff/live/new?template=platzpalaver');
	await shot('new-form');
	await page.locator('main form button.primary').last().click();
	await page.waitForURL(/staff\/live\/[0-9a-f-]{36}/);
	await shot('overview-draft');
	const id = page.url().split('/').at(-1)!;
	await page.goto(`/staff/live/${id}/poster`);
	await shot('poster');
	await page.goto(`/staff/live/${id}/preview`);
	await shot('preview');
	await page.goto(`/staff/live/${id}/questions/new?type=choice`);
	await shot('question');
	const { code } = await app.db
		.selectFrom('liveSessions')
		.select('code')
		.where('activityId', '=', id)
		.executeTakeFirstOrThrow();
	await press(app.db, actor, id, 'start');
	await page.goto(`/live/${code}/control`);
	await shot('control-lobby');
	await press(app.db, actor, id, 'next');
	await vote(app.db, id, [3, 4, 5, 5]);
	await page.goto(`/live/${code}/control`);
	await shot('control-open');
	await press(app.db, actor, id, 'close');
	await page.goto(`/live/${code}/control`);
	await page.locator('[data-key=usual] button').click();
	await page.waitForSelector('[role=alert]');
	await shot('control-few');
	for (const command of ['next', 'close', 'next'] as const) await press(app.db, actor, id, command);
	await vote(app.db, id, [['gut'], ['laut'], ['Laut'], ['bunt'], ['laut'], ['schön']]);
	await press(app.db, actor, id, 'close');
	await page.goto(`/live/${code}/control`);
	await shot('control-words', [390, 1440]);
	await page.goto(`/ar/live/${code}/control`);
	await shot('control-ar', [390]);
	await page.goto(`/staff/live/${id}`);
	await shot('overview-running');
	await page.goto(`/ar/staff/live/${id}`);
	await shot('overview-ar', [320]);
	await page.goto(`/staff/live/${id}/results`);
	await shot('results');
	await page.goto(`/staff`);
	await shot('list');
});
