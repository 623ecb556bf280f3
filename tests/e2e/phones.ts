import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect } from './app.ts';

/** Somebody's phone: its own cookies, storage and size. */
export type Phone = { page: Page; context: BrowserContext };

/** Phones are closed by Playwright with their browser; a test that makes many closes them itself. */
export async function takePhone(
	browser: Browser,
	origin: string,
	options: BrowserContextOptions = {}
): Promise<Phone> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		hasTouch: true,
		isMobile: true,
		locale: 'de-DE',
		baseURL: origin,
		...options
	});
	return { page: await context.newPage(), context };
}

/** Opens the link and waits until the phone's script follows the session. */
export async function openSession(page: Page, code: string, prefix = ''): Promise<void> {
	const connected = page.waitForResponse((response) => response.url().endsWith('/stream'));
	await page.goto(`${prefix}/j/${code}`);
	await connected;
}

export const question = (page: Page) => page.getByRole('heading', { level: 1 });

export const send = (page: Page) => page.getByRole('button', { name: 'Antwort abgeben' }).click();

export const expectCounted = (page: Page, answer: string) =>
	expect(page.getByRole('region', { name: 'Ihre Antwort ist gezählt' })).toContainText(
		`Ihre Antwort: ${answer}`
	);
