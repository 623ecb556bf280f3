import type { Browser, Page } from '@playwright/test';
import { weigh, type Weight } from '../../fixture/weigh.ts';

export type Visit = {
	/** What the page fetches of its own accord after it is there. */
	fetches?: RegExp;
	/** Requests that never get through, as if the network were too slow for them. */
	without?: RegExp;
	then?: (page: Page) => Promise<void>;
};

/** One view on a phone of its own with an empty cache, until nothing more is fetched. */
export async function firstView(
	browser: Browser,
	address: string,
	{ fetches, without, then }: Visit = {}
): Promise<Weight> {
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		locale: 'de-DE'
	});
	const page = await context.newPage();
	if (without) await page.route(without, (route) => route.abort());
	const weight = await weigh(page, new URL(address).origin);
	const fetched = fetches ? page.waitForResponse((answer) => fetches.test(answer.url())) : null;
	await page.goto(address);
	await fetched;
	await then?.(page);
	await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
	const weighed = weight();
	await context.close();
	return weighed;
}
