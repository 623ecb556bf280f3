import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { demoCode, demoFolder, startDemo, type DemoProcess } from './demo-process.ts';

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.use({ actionTimeout: 15_000 });

const folder = demoFolder();
let demo: DemoProcess;
/** A moderator at their desk. */
let staff: Page;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(180_000);
	demo = await startDemo(folder);
	staff = await browser.newPage();
	await signIn(staff, 'moderation@demo.example');
});
test.afterAll(async () => {
	await demo.interrupt();
	rmSync(folder.dataDir, { recursive: true, force: true });
});

async function signIn(page: Page, email: string): Promise<void> {
	await page.goto(demo.row('Sign in'));
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Passwort').fill(demo.row('Password of everybody'));
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await page.getByLabel('Code').fill(demoCode(folder, email));
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.goto(`${demo.row('Home page')}/staff`);
}

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

test('somebody chooses a picture for the wall, and whoever cannot see it reads what it shows', async ({
	page
}) => {
	await page.goto(demo.row('Choose a picture'));
	await expect(page.getByRole('img', { name: /^Fünf bunte Vögel/ })).toBeVisible();
	await page.getByRole('radio', { name: /Der Garten/ }).check();
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	await expect(page.getByText('Ihre Antwort ist gezählt')).toBeVisible();
});

test('what is the same in Leichte Sprache stands on the stage once', async ({ page }) => {
	await page.goto(`${demo.row('Choose a picture').replace('/j/', '/live/')}/stage`);
	const stage = page.getByRole('main');
	await expect(stage.getByText('Welches Bild soll an die Mauer?')).toHaveCount(1);
	await expect(stage.getByText('Which picture should go on the wall?')).toBeVisible();
});

test('the printed card opens the door of the house assembly', async ({ page }) => {
	await page.goto(demo.row('Vote with a seat code'));
	await page.getByRole('button', { name: 'Ich bin dabei' }).click();
	await page.getByRole('radio', { name: 'Ja, aber nur die Hälfte' }).check();
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	await expect(page.getByText('Ihre Antwort ist gezählt')).toBeVisible();
});

test('the stage of the quiz shows who knew most', async ({ page }) => {
	await page.goto(demo.row('Quiz with leaderboard'));
	const board = page.getByRole('region', { name: 'Bestenliste' });
	await expect(board.getByRole('listitem')).toHaveCount(5);
	await expect(board.getByRole('listitem').first()).toContainText('4 Punkte');
	// On a phone too; nobody is invited to a game that is over.
	await page.goto(page.url().replace('/live/', '/j/').replace('/stage', '/quiz'));
	const leaders = page.getByRole('region', { name: 'Wer vorn liegt' });
	await expect(leaders.getByRole('listitem')).toHaveCount(5);
	await expect(page.getByText('Sie können mitspielen')).toBeHidden();
});

test('the moderator signs in with the printed password and a code', async () => {
	await expect(staff.getByText('Lebenslagenbericht').first()).toBeVisible();
});

test('a question of the bank is set side by side over three years, with a warning', async () => {
	await staff.goto(demo.row('Bank of questions (staff)'));
	await staff.getByRole('link', { name: 'Was braucht der Platz am dringendsten?' }).click();
	await expect(staff.getByText('Fassung 2').first()).toBeVisible();
	await staff.getByRole('link', { name: 'Abfragen vergleichen' }).click();
	await expect(staff.getByText('Die Frage war nicht jedes Mal gleich.')).toBeVisible();
	await expect(staff.getByText('Was fehlt auf dem Platz am meisten?')).toBeVisible();
	const table = staff.getByRole('table');
	await expect(table.getByRole('columnheader')).toHaveCount(5);
	await expect(table.getByRole('row', { name: /^Schatten und Grün/ })).toContainText(
		/18\s%\s\(7\).*70\s%\s\(31\).*59\s%\s\(27\)/
	);
	await expect(table.getByRole('row', { name: /^Sport und Spiel/ })).toContainText('unter 5');
});

test('last year the same people were asked before and after they learned how hot the square gets', async () => {
	await staff.goto(demo.row('Bank of questions (staff)'));
	await staff.getByRole('link', { name: 'Was braucht der Platz am dringendsten?' }).click();
	await staff.getByRole('link', { name: 'Zweites Platzpalaver am Treppenplatz' }).click();
	await staff.getByRole('link', { name: 'Runden vergleichen' }).click();
	await expect(staff.getByRole('heading', { name: 'Runden vergleichen' })).toBeVisible();
	await expect(staff.getByRole('row', { name: /^Schatten und Grün/ })).toContainText(
		/36\s%\s\(16\).*70\s%\s\(31\)/
	);
});

test('one table by age is kept and hides few people, of another question it can still be made', async () => {
	await staff.goto(demo.row('Answers by age (staff)'));
	const overview = staff.getByRole('navigation', { name: 'Welche Tabellen gibt es?' });
	await expect(overview.getByRole('listitem')).toContainText(['festgehalten', 'noch keine']);
	const kept = staff.getByRole('article').filter({ hasText: 'Was soll in Sieker' });
	await expect(kept.getByRole('row', { name: /^Mehr Busse am Abend/ })).toContainText('24');
	await expect(kept.getByText('verborgen').first()).toBeAttached();
	await expect(kept.getByRole('columnheader', { name: '65 und älter' })).toBeVisible();
	const open = staff.getByRole('article').filter({ hasText: 'Wo treffen Sie Leute' });
	await expect(open.getByText('Tabelle erstellen').first()).toBeVisible();
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
