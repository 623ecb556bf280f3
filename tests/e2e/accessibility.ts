import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

declare global {
	interface Window {
		axe: typeof axe;
	}
}

/** axe finds nothing against WCAG 2.2 AA or its best practices; the message names rule and element. */
export async function expectAccessible(page: Page): Promise<void> {
	// A colour on its way from light to dark is neither.
	await page.emulateMedia({ reducedMotion: 'reduce' });
	// Not by @axe-core/playwright, which opens a second page to put the results of frames together: we have no frames.
	await page.evaluate(axe.source);
	const told = await page.evaluate(async (tags) => {
		const { violations } = await window.axe.run(document, {
			runOnly: tags,
			resultTypes: ['violations']
		});
		return violations.flatMap(({ id, help, nodes }) =>
			nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`)
		);
	}, wcag22aa);
	expect(told, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * Nothing sticks out sideways. At 320 px this is WCAG 1.4.10 (reflow), which is also a 1280 px window at 400 % zoom.
 */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
	const { content, window } = await page.evaluate(() => ({
		content: document.documentElement.scrollWidth,
		window: document.documentElement.clientWidth
	}));
	expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(window);
}
