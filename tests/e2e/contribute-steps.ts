import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { ideaMap } from '../fixture/idea-map.ts';
import { expect, type App } from './app.ts';

/** The way to an idea, step by step, in every language and with or without scripts. */

type Shape = Parameters<typeof ideaMap>[1];

/** A map of its own, and somebody who wants to say something there. */
export async function atTheForm(page: Page, app: App, { shape = {} as Shape, prefix = '' } = {}) {
	const map = await ideaMap(app.db, shape);
	await page.goto(`${prefix}/ideas/${map.slug}/new`);
	return { ...map, path: `/ideas/${map.slug}` };
}

export const title = (page: Page) => page.getByRole('heading', { level: 1 });
export const canvas = (page: Page) => page.getByRole('application');
/** The buttons of a step in every language; the first of each name is for the enter key and not seen. */
export const press = (page: Page, value: string) =>
	page.locator(`button[name=press][value=${value}]:not([aria-hidden])`).click();

export async function chooseTheQuarter(page: Page): Promise<void> {
	await page.locator('input[name=where][value=quarter]').check();
	await press(page, 'what');
}

export async function write(page: Page, headline: string, text = ''): Promise<void> {
	await page.locator('input[name=category]').first().check();
	await page.locator('input[name=title]').fill(headline);
	await page.locator('textarea[name=body]').fill(text);
}

/** Whoever is too fast is asked to press again, with everything still there. */
export async function send(page: Page): Promise<void> {
	await expect(async () => {
		if ((await page.locator('[data-contribute=done]').count()) > 0) return;
		await press(page, 'send');
		await expect(page.locator('[data-contribute=done]')).toBeVisible({ timeout: 1000 });
	}).toPass();
}

export const ideasOf = (app: App, activityId: string) =>
	app.db
		.selectFrom('ideas')
		.select(['title', 'body', 'whereabouts', 'placeId', 'lat', 'lng', 'visibility', 'supports'])
		.where('activityId', '=', activityId)
		.orderBy('number')
		.execute();

export const photoFile = async (buffer: Buffer | Promise<Buffer>, name = 'brunnen.jpg') => ({
	name,
	mimeType: 'image/jpeg',
	buffer: await buffer
});
export const fromTheGallery = (page: Page) => page.getByLabel('Aus der Galerie wählen');

/** What everybody is served tells nothing of where and with what it was taken. */
export async function expectWithoutPosition(page: Page, address: string): Promise<void> {
	const answer = await page.request.get(address);
	expect(answer.status()).toBe(200);
	const bytes = await answer.body();
	expect(bytes.includes('Palaverphone')).toBe(false);
	expect((await sharp(bytes).metadata()).exif).toBeUndefined();
}
