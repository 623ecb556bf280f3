import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

type Way = (page: Page) => Promise<void>;

/** How somebody answers a question of `sessionOfEveryType`; all ways say the same. */
export type Journey = Readonly<{
	/** By Tab, arrows, blank and letters; nothing is focused or clicked by the test. */
	keys: Way;
	/** As with a screen reader: what is used is found by role and name only. */
	named: Way;
	/** Where the page without scripts has other controls. */
	plain?: Way;
	/** What is then counted. */
	counted: unknown;
	/** Sending nothing is an answer, too. */
	mayBeEmpty?: true;
}>;

const radio = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const group = (page: Page, name: string) => page.getByRole('radiogroup', { name });

/** Of each question type, by its key. */
export const journeys: Readonly<Record<string, Journey>> = {
	choice: {
		async keys(page) {
			await tabTo(page, radio(page, 'Bäume'));
			await press(page, 'ArrowDown');
		},
		named: (page) => radio(page, 'Bänke').check(),
		counted: ['bank']
	},
	ranking: {
		async keys(page) {
			await tabTo(page, page.getByRole('button', { name: 'Bänke', exact: true }));
			await press(page, 'Enter');
			await tabTo(page, page.getByRole('button', { name: 'Schatten', exact: true }));
			await press(page, 'Space');
			await tabTo(page, page.getByRole('button', { name: 'Schatten einen Platz nach vorn' }));
			await press(page, 'Enter');
		},
		async named(page) {
			await page.getByRole('button', { name: 'Schatten', exact: true }).click();
			await page.getByRole('button', { name: 'Bänke', exact: true }).click();
			// Its place is part of its name from now on.
			const second = { name: '2 Bänke', exact: true, pressed: true } as const;
			await expect(page.getByRole('button', second)).toBeVisible();
		},
		async plain(page) {
			await page.getByRole('combobox', { name: '1. Wahl' }).selectOption('Schatten');
			await page.getByRole('combobox', { name: '2. Wahl' }).selectOption('Bänke');
		},
		counted: ['shade', 'benches']
	},
	points: {
		async keys(page) {
			await tabTo(page, page.getByRole('spinbutton', { name: 'Schatten' }));
			await page.keyboard.type('7');
			await press(page, 'Tab');
			await page.keyboard.type('3');
		},
		async named(page) {
			await page.getByRole('spinbutton', { name: 'Schatten' }).fill('7');
			await page.getByRole('spinbutton', { name: 'Bänke' }).fill('3');
		},
		counted: { shade: 7, benches: 3 }
	},
	budget: {
		async keys(page) {
			await tabTo(page, page.getByRole('checkbox', { name: /^Brunnen/ }));
			await press(page, 'Space', 'Tab', 'Space');
		},
		async named(page) {
			await page.getByRole('checkbox', { name: /^Brunnen.*7\.000/ }).check();
			await page.getByRole('checkbox', { name: /^Schaukeln.*3\.000/ }).check();
		},
		counted: ['fountain', 'swings']
	},
	scale: {
		async keys(page) {
			await tabTo(page, radio(page, '1'));
			await press(page, 'ArrowRight', 'ArrowRight');
		},
		named: (page) => radio(page, '3').check(),
		counted: 3
	},
	matrix: {
		async keys(page) {
			await tabTo(page, radio(page, 'Ich fühle mich sicher gar nicht'));
			await press(page, 'ArrowRight', 'ArrowRight', 'Tab', 'Space');
		},
		async named(page) {
			await radio(page, 'Ich fühle mich sicher eher ja').check();
			await radio(page, 'Es ist sauber gar nicht').check();
		},
		counted: { safe: 3, clean: 1 }
	},
	grid2x2: {
		async keys(page) {
			await tabTo(page, group(page, 'Schatten wichtig').getByRole('radio', { name: '1' }));
			await press(page, 'ArrowLeft', 'Tab', 'Space', 'ArrowRight');
		},
		async named(page) {
			await group(page, 'Schatten wichtig').getByRole('radio', { name: '5' }).check();
			await group(page, 'Schatten machbar').getByRole('radio', { name: '2' }).check();
		},
		counted: { shade: { x: 5, y: 2 } }
	},
	number: {
		async keys(page) {
			await tabTo(page, page.getByRole('textbox', { name: 'Wie viele Bäume stehen am Platz?' }));
			await page.keyboard.type('42');
		},
		named: (page) =>
			page.getByRole('textbox', { name: 'Wie viele Bäume stehen am Platz?' }).fill('42'),
		counted: 42
	},
	date: {
		async keys(page) {
			await tabTo(page, page.getByRole('textbox', { name: 'An welchem Tag feiern wir?' }));
			// In the order of the browser’s own language, which is English here.
			await page.keyboard.type('02292028');
		},
		named: (page) =>
			page.getByRole('textbox', { name: 'An welchem Tag feiern wir?' }).fill('2028-02-29'),
		counted: '2028-02-29'
	},
	words: {
		async keys(page) {
			await tabTo(page, page.getByRole('textbox', { name: 'Wort 1' }));
			await page.keyboard.type('Treffpunkt');
			await press(page, 'Tab');
			await page.keyboard.type('laut');
		},
		async named(page) {
			await page.getByRole('textbox', { name: 'Wort 1' }).fill('Treffpunkt');
			await page.getByRole('textbox', { name: 'Wort 2' }).fill('laut');
		},
		counted: ['Treffpunkt', 'laut']
	},
	text: {
		async keys(page) {
			await tabTo(page, page.getByRole('textbox', { name: 'Was fehlt Ihnen am Kesselbrink?' }));
			await page.keyboard.type('Schatten am Mittag');
		},
		named: (page) =>
			page
				.getByRole('textbox', { name: 'Was fehlt Ihnen am Kesselbrink?' })
				.fill('Schatten am Mittag'),
		counted: 'Schatten am Mittag'
	},
	picturechoice: {
		async keys(page) {
			await tabTo(page, page.getByRole('radio', { name: 'Linde' }));
			await press(page, 'ArrowDown');
		},
		named: (page) => page.getByRole('radio', { name: /Ahorn.*Ein Ahorn/ }).check(),
		counted: [expect.stringMatching(/^[0-9a-f-]{36}$/)]
	},
	spot: {
		async keys(page) {
			await tabTo(page, radio(page, 'A1'));
			await press(page, 'ArrowRight', 'ArrowRight');
		},
		named: (page) => radio(page, 'C1').check(),
		counted: ['C1']
	},
	pin: {
		async keys(page) {
			await tabTo(page, page.getByRole('combobox', { name: 'Ort oder Feld' }));
			await page.keyboard.type('C4');
		},
		named: async (page) => {
			await page.getByRole('combobox', { name: 'Ort oder Feld' }).selectOption('C4');
		},
		counted: ['C4']
	},
	information: {
		async keys() {},
		async named(page) {
			await expect(page.getByRole('img', { name: 'Der Platz von oben' })).toBeVisible();
		},
		counted: ['read'],
		mayBeEmpty: true
	},
	consent: {
		async keys(page) {
			await tabTo(page, radio(page, 'Ja, ich stimme zu'));
			await press(page, 'Space');
		},
		named: (page) => radio(page, 'Ja, ich stimme zu').check(),
		counted: ['yes']
	}
};

/** More than any page has before what is looked for. */
const mostTabs = 80;

/** Goes on by Tab until this has the focus. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
	await expect(wanted).toBeVisible();
	for (let pressed = 0; pressed < mostTabs; pressed++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`${mostTabs} times Tab did not reach ${wanted}`);
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
	for (const key of keys) await page.keyboard.press(key);
}
