import { beSignedIn, createAccount, meansOf } from '../fixture/accounts.ts';
import { buildTown } from '../fixture/town.ts';
import { system } from '#lib/access/actor.ts';
import { invite } from '#lib/core/people/accounts/invite.server.ts';
import { createOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';

const prefixes = { de: '', en: '/en', 'de-simple': '/leicht', ar: '/ar' };

test.beforeAll(async ({ app }) => buildTown(app.db));

for (const [locale, prefix] of Object.entries(prefixes)) {
	test(`every page of sign-in and administration can be used by everybody: ${locale}`, async ({
		page,
		app
	}) => {
		test.slow(); // twenty pages, each read by axe
		const means = meansOf(app);
		const grants = [{ role: 'moderator' as const, placeId: 'bielefeld' }];
		const invited = await invite(means, system, {
			email: `gast-${locale}@stadt.example`,
			name: 'Gast',
			locale: 'de',
			grants
		});
		const name = `Haus ${locale}`;
		await createOrganisation(means, system, { name, kind: 'association', placeId: 'bielefeld' });
		const look = async (path: string) => {
			await page.goto(`${prefix}${path}`);
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			await expectAccessible(page);
			await expectNoSidewaysScrolling(page);
		};
		await page.setViewportSize({ width: 320, height: 640 });
		for (const path of [
			'/sign-in',
			'/sign-in?done=reset',
			'/sign-in/forgot',
			'/reset/unknown',
			`/invitation/${invited.token}`
		])
			await look(path);
		const chief = await createAccount(app, {
			roles: [{ role: 'administrator', placeId: 'bielefeld' }]
		});
		await beSignedIn(page, app, { ...chief, secret: null });
		await look('/sign-in/second-factor');
		await beSignedIn(page, app, chief);
		for (const path of [
			'/account',
			'/account/password',
			'/account/second-factor',
			'/account/recovery-codes',
			'/account/sessions',
			'/admin',
			'/admin/people',
			'/admin/people?search=nobody',
			'/admin/people/invite',
			`/admin/people/${invited.accountId}`,
			`/admin/people/${chief.id}`,
			'/admin/organisations',
			'/admin/outbox',
			'/admin/history',
			'/admin/history?action=nothing&from=x'
		])
			await look(path);
	});
}
