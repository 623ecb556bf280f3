import type { Browser, Page } from '@playwright/test';
import type { Role } from '#lib/access/actor.ts';
import { beSignedIn, createAccount, type TestAccount } from '../fixture/accounts.ts';
import type { App } from './app.ts';

/** Somebody who works for the fund of the Mitte. */
export const employee = (app: App, name: string, ...roles: readonly Role[]): Promise<TestAccount> =>
	createAccount(app, { name, roles: roles.map((role) => ({ role, placeId: 'bielefeld-mitte' })) });

/** Somebody's own browser; without an account nobody is signed in. */
export async function browserOf(
	browser: Browser,
	app: App,
	account: TestAccount | null,
	options: { javaScriptEnabled?: boolean; width?: number } = {}
): Promise<Page> {
	const { javaScriptEnabled = true, width = 360 } = options;
	const context = await browser.newContext({
		baseURL: app.origin,
		javaScriptEnabled,
		viewport: { width, height: 740 },
		locale: 'de-DE'
	});
	const page = await context.newPage();
	if (account) await beSignedIn(page, app, account);
	return page;
}

export const press = (page: Page, name: string) =>
	page.getByRole('button', { name, exact: true }).click();
