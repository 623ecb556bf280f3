import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumOptions } from '../fixture/chromium.ts';
import { hundredIdeas } from '../fixture/hundred-ideas.ts';
import { liveSession, type TestSession } from '../fixture/live-session.ts';
import type { Weight } from '../fixture/weigh.ts';
import { startDatabase } from './harness/database.ts';
import { firstView } from './harness/first-view.ts';
import { startApp } from './harness/server.ts';

/** What a resident's phone fetches over the wire, with an empty cache, as the browser counts it. */
export async function run(): Promise<object> {
	const database = await startDatabase();
	const app = await startApp(database.url);
	const browser = await chromium.launch(chromiumOptions);
	try {
		const session = await liveSession(database.db);
		const { slug } = await hundredIdeas(database.db);
		return await weighAll({ browser, origin: app.origin, session, slug });
	} finally {
		await browser.close();
		await app.stop();
		await database.stop();
	}
}

type Room = { browser: Browser; origin: string; session: TestSession; slug: string };

async function weighAll(room: Room): Promise<object> {
	const { session, slug } = room;
	await session.press('start', 'next');
	const home = await visit(room, '/');
	const enter = await visit(room, '/j');
	const question = await visit(room, `/j/${session.code}`);
	const vote = await visit(room, `/j/${session.code}`, castFirstVote);
	await session.press('close', 'reveal');
	const result = await visit(room, `/j/${session.code}`);
	const list = await visit(room, `/ideas/${slug}`);
	const map = await visit(room, `/ideas/${slug}#map`);
	const all = [home, enter, question, vote, result, list, map];
	return {
		pages: {
			'/': home.bytes,
			'/j': enter.bytes,
			'/j/<code>': question.bytes,
			'/j/<code> (result)': result.bytes,
			'/ideas/<slug>': list.bytes,
			'/ideas/<slug>#map': map.bytes
		},
		firstVoteBytes: vote.bytes,
		thirdPartyRequests: all.flatMap(({ thirdParty }) => thirdParty).length
	};
}

/** What pages fetch by themselves when they are there. */
const waitsFor = [
	[/\/j\/\d/, /\/join$/],
	[/#map$/, /\.geojson\?/]
] as const;

function visit(
	{ browser, origin }: Room,
	path: string,
	then?: (page: Page) => Promise<void>
): Promise<Weight> {
	const fetches = waitsFor.find(([pages]) => pages.test(path))?.[1];
	return firstView(browser, origin + path, { ...(fetches && { fetches }), ...(then && { then }) });
}

async function castFirstVote(page: Page): Promise<void> {
	await page.getByRole('radio').first().check();
	await page.getByRole('button', { name: 'Antwort abgeben' }).click();
	await page.getByRole('region', { name: 'Ihre Antwort ist gezählt' }).waitFor();
}
