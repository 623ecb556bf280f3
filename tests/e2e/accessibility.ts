import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** A third of the size of `axe.source`, and it goes into every page that is looked at. */
const axeScript = readFileSync(
	createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
	'utf8'
);

const wcag22aa = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that words or their length can break. The others are about structure and colours, the same in every language. */
const aboutWords = [
	'aria-command-name',
	'aria-dialog-name',
	'aria-input-field-name',
	'aria-meter-name',
	'aria-progressbar-name',
	'aria-toggle-field-name',
	'aria-tooltip-name',
	'button-name',
	'document-title',
	'empty-heading',
	'empty-table-header',
	'html-has-lang',
	'html-lang-valid',
	'image-alt',
	'input-button-name',
	'input-image-alt',
	'label',
	'label-title-only',
	'landmark-unique',
	'link-name',
	'role-img-alt',
	'scrollable-region-focusable',
	'select-name',
	'summary-name',
	'svg-img-alt',
	'target-size',
	'valid-lang'
];

declare global {
	interface Window {
		axe?: typeof axe;
	}
}

/** Of each page the language in which it is looked at as a whole: the first one that a test file opens it in. */
const wholeIn = new Map<string, string>();

/**
 * axe finds nothing against WCAG 2.2 AA or its best practices; the message names rule and element. A page is looked at as
 * a whole in one language, in its others by what words can break: all four as a whole took a third of all browser tests.
 */
export async function expectAccessible(page: Page): Promise<void> {
	// A colour on its way from light to dark is neither.
	await page.emulateMedia({ reducedMotion: 'reduce' });
	const runOnly = (await isWhole(page)) ? wcag22aa : aboutWords;
	// Not by @axe-core/playwright, which opens a second page to put the results of frames together: we have no frames.
	// Half a megabyte to send and compile: once for a document, however many of its states are looked at.
	const isThere = await page.evaluate(() => typeof window.axe?.run === 'function');
	if (!isThere) await page.evaluate(axeScript);
	const told = await page.evaluate(async (runOnly) => {
		const { violations } = await window.axe!.run(document, {
			runOnly,
			resultTypes: ['violations']
		});
		return violations.flatMap(({ id, help, nodes }) =>
			nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`)
		);
	}, runOnly);
	expect(told, `accessibility of ${page.url()}`).toEqual([]);
}

async function isWhole(page: Page): Promise<boolean> {
	const language = await page.evaluate(() => document.documentElement.lang);
	const { origin, pathname } = new URL(page.url());
	const path = pathname.replace(/^\/(en|ar|leicht)(?=\/|$)/, '');
	// Ids, codes and numbers differ between the languages of one test.
	const pattern = origin + path.replace(/[^/]*\d[^/]*/g, '*');
	if (!wholeIn.has(pattern)) wholeIn.set(pattern, language);
	return wholeIn.get(pattern) === language;
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
