import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { demoCode, demoFolder, startDemo, type DemoProcess } from './demo-process.ts';

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.use({ actionTimeout: 15_000 });

const folder = demoFolder();
let demo: DemoProcess;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	demo = await startDemo(folder);
});
test.afterAll(async () => {
	await demo.interrupt();
	rmSync(folder.dataDir, { recursive: true, force: true });
});

const participants = async (code: string): Promise<unknown> =>
	(await fetch(`http://localhost:${folder.port}/api/v1/live/${code}`)).json();

test('the demo prints where to go', () => {
	expect(demo.output()).toContain('Ctrl+C stops everything');
	expect(demo.row('Code')).toMatch(/^\d{3} \d{3}$/);
	for (const name of ['Home page', 'Join with a phone', 'Stage', 'Control', 'Measure', 'Sign in']) {
		expect(demo.row(name)).toContain(`http://localhost:${folder.port}`);
	}
});

test('a phone joins the running session and its vote is counted', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(demo.row('Join with a phone'));
	await page.getByLabel('Für welche Organisation sind Sie hier?').fill('Kulturverein Kesselbrink');
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await page.getByRole('textbox').first().fill('Kinderbetreuung');
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	await expect(page.getByText('Ihre Antwort ist gezählt')).toBeVisible();
});

test('the stage shows the code to late comers', async ({ page }) => {
	await page.goto(demo.row('Stage for the projector'));
	await expect(page.getByText(demo.row('Code')).first()).toBeVisible();
});

test('the control link opens the session for a second phone', async ({ page }) => {
	await page.goto(demo.row('Control (second phone)'));
	await expect(page).toHaveURL(/\/live\/\d{6}\/control$/);
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the measure shows both values with their targets met', async ({ page }) => {
	await page.goto(demo.row('Measure with its values'));
	await expect(page.getByText('der Mittelwert ist 7,49').first()).toBeVisible();
	await expect(page.getByText(/\b24 (verschiedene )?Organisationen/).first()).toBeVisible();
	await expect(page.getByText('Ziel erreicht').first()).toBeVisible();
});

test('the square shows what is announced, and the other one what became of the result', async ({
	page
}) => {
	await page.goto(`${demo.row('Home page')}/q/bielefeld-kesselbrink`);
	await expect(page.getByText('Platzpalaver Kesselbrink').first()).toBeVisible();
	await page.goto(`${demo.row('Home page')}/q/bielefeld-treppenplatz`);
	await expect(page.getByText('vier Bänke mit Sonnensegel').first()).toBeVisible();
});

test('the moderator signs in with the printed password and a code', async ({ page }) => {
	await page.goto(demo.row('Sign in'));
	await page.getByLabel('E-Mail-Adresse').fill('moderation@demo.example');
	await page.getByLabel('Passwort').fill(demo.row('Password of everybody'));
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await page.getByLabel('Code').fill(demoCode(folder, 'moderation@demo.example'));
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.goto(`${demo.row('Home page')}/staff`);
	await expect(page.getByText('Lebenslagenbericht').first()).toBeVisible();
});

test('a second demo on the same port is told who has it', async () => {
	const own = { ...demoFolder(), port: folder.port };
	const second = await startDemo(own);
	expect(second.output()).toMatch(
		new RegExp(`Port ${folder.port} is taken.*PORT=${folder.port + 1} npm run demo`)
	);
	rmSync(own.dataDir, { recursive: true, force: true });
});

test('a second demo in the same folder is told so in plain words, also one that would reset it', async () => {
	const code = demo.row('Code').replace(' ', '');
	for (const args of [[], ['--reset']]) {
		const second = await startDemo({ ...folder, port: folder.port + 1 }, ...args);
		expect(second.output()).toContain(
			`A demo is already starting or running in ${folder.dataDir} (process `
		);
		expect(second.output()).toContain('DATA_DIR=./demo-2 PORT=3001 npm run demo');
		expect(await second.ended).toBe(1);
	}
	expect(await participants(code)).toMatchObject({ code });
});

test('of two demos that start at the same moment one goes on and the other is told', async () => {
	// A whole house is built and told in it.
	test.setTimeout(180_000);
	const fresh = demoFolder();
	const both = await Promise.all([startDemo(fresh), startDemo({ ...fresh, port: fresh.port + 1 })]);
	const [refused, told] = both.map(({ output }) =>
		output().includes('A demo is already starting or running')
	);
	expect([refused, told].filter(Boolean)).toHaveLength(1);
	const winner = refused ? both[1]! : both[0]!;
	expect(winner.output()).toContain('Ctrl+C stops everything');
	expect(await winner.interrupt()).toBe(0);
	expect(existsSync(join(fresh.dataDir, 'demo-start.json'))).toBe(false);
	rmSync(fresh.dataDir, { recursive: true, force: true });
});

test('Ctrl+C stops everything, and the next start goes on with the same house', async () => {
	const code = demo.row('Code').replace(' ', '');
	const before = await participants(code);
	expect(await demo.interrupt()).toBe(0);
	demo = await startDemo(folder);
	expect(demo.row('Code').replace(' ', '')).toBe(code);
	expect(await participants(code)).toEqual(before);
});
