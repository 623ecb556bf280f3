import { idea, ideaMap, submitted } from '../fixture/idea-map.ts';
import { jpegWithPosition, photo } from '../fixture/photos.ts';
import { expect, test } from './app.ts';

const shots = '/tmp/shots';
test.setTimeout(240_000);
for (const [name, viewport, prefix] of [
	['390', { width: 390, height: 844 }, ''],
	['1280', { width: 1280, height: 900 }, ''],
	['320', { width: 320, height: 700 }, '/leicht'],
	['ar', { width: 390, height: 844 }, '/ar']
] as const) {
	test(`shots ${name}`, async ({ app, page }) => {
		const map = await ideaMap(app.db);
		await submitted(app.db, map, {
			title: 'Mehr Bänke am Brunnen',
			body: 'Alte Leute wollen sich ausruhen können.',
			where: { kind: 'place', placeId: 'bielefeld-kesselbrink' }
		});
		await page.setViewportSize(viewport);
		const shot = (step: string) =>
			page.screenshot({ path: `${shots}/${name}-${step}.png`, fullPage: true });
		await page.goto(`${prefix}/ideas/${map.slug}/new`);
		await shot('1-where');
		await page.locator('input[value="place:bielefeld-kesselbrink"]').check();
		await page.locator('button[value=what]').click();
		await shot('2-what');
		await page.locator('input[name=category]').first().check();
		await page.locator('input[name=title]').fill('Am Brunnen fehlen Bänke');
		await page
			.locator('textarea[name=body]:visible')
			.fill('Frau Müller, Tel. 0521 123456, sagt das auch.\nUnd im Schatten wäre es schöner.');
		const big = await photo(1600, 1200)
			.composite([
				{
					input: Buffer.from(
						'<svg width="1600" height="1200"><rect width="1600" height="700" fill="#9cc7e8"/><rect y="700" width="1600" height="500" fill="#7a9a6a"/><rect x="500" y="500" width="600" height="300" fill="#8a5a3a"/></svg>'
					)
				}
			])
			.jpeg()
			.toBuffer();
		await page
			.locator('input[type=file]')
			.nth(1)
			.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: big });
		await page.locator('button[value=photos]').click();
		await shot('3-photo');
		await page.locator('button[value=preview]:visible').last().click();
		await shot('4-preview');
		await page.locator('button[value=send]').last().click();
		await page.waitForTimeout(300);
		await shot('5-sent');
		await expect(async () => {
			if (!(await page.locator('.code').isVisible()))
				await page.locator('button[value=send]').last().click();
			await expect(page.locator('.code')).toBeVisible({ timeout: 1000 });
		}).toPass();
		await shot('6-done');
		const code = await page.locator('.code').innerText();
		await page.goto(`${prefix}/receipt`);
		await shot('7-code');
		await page.locator('input[name=code]').fill(code.toLowerCase());
		await page.locator('form button').last().click();
		await page.locator('details summary').first().click();
		await shot('8-receipt');
		await page.goto(`${prefix}/receipt/ABC`);
		await shot('9-unknown');
	});
}
