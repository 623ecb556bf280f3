import { quarterWithLife } from '../fixture/quarter.ts';
import { expectAccessible, expectNoSidewaysScrolling } from './accessibility.ts';
import { expect, test } from './app.ts';

test.beforeAll(({ app }) => quarterWithLife(app.db));

const paths = [
	'/',
	'/q',
	'/q/bielefeld',
	'/q/bielefeld-kesselbrink',
	'/q/nowhere',
	'/imprint',
	'/privacy',
	'/accessibility'
];

for (const prefix of ['', '/leicht', '/en', '/ar']) {
	for (const path of paths) {
		test(`${prefix}${path} is accessible, in the dark too`, async ({ page }) => {
			await page.goto(prefix + path);
			await expectAccessible(page);
			await page.emulateMedia({ colorScheme: 'dark' });
			await expectAccessible(page);
		});
	}

	test(`residents' pages under "${prefix}/" fit a phone and a zoom of 400 %`, async ({ page }) => {
		await page.setViewportSize({ width: 320, height: 256 });
		for (const path of paths) {
			await page.goto(prefix + path);
			await expectNoSidewaysScrolling(page);
		}
	});
}

test('every button is at least 44 px high', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 800 });
	for (const path of paths) {
		await page.goto(path);
		for (const control of await page
			.locator('button:visible, .button:visible, select:visible')
			.all()) {
			const box = await control.boundingBox();
			const hidden = box!.width <= 1;
			expect(hidden || box!.height >= 44, `${path}: ${await control.innerText()}`).toBe(true);
		}
	}
});
