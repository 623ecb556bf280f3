import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumOptions } from '../fixture/chromium.ts';
import { hundredIdeas } from '../fixture/hundred-ideas.ts';
import { castFirstVote, comesLater, sessionThatAsks, typeKeys } from '../fixture/first-vote.ts';
import { liveSession, type TestSession } from '../fixture/live-session.ts';
import type { Weight } from '../fixture/weigh.ts';
import { startDatabase } from './harness/database.ts';
import { firstView, type Visit } from './harness/first-view.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { appSecret, startApp } from './harness/server.ts';

/** What a resident's phone fetches over the wire, with an empty cache, as the browser counts it. */
export async function run(): Promise<object> {
	const database = await startDatabase();
	const app = await startApp(database.url);
	const browser = await chromium.launch(chromiumOptions);
	try {
		const session = await liveSession(database.db);
		const { slug } = await hundredIdeas(database.db);
		const room = { browser, origin: app.origin, session, slug };
		const votes = await firstVotes(room, database.db, appSecret);
		return { ...(await weighAll(room)), ...votes };
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
	const vote = await visit(room, `/j/${session.code}`, {
		then: (page) => castFirstVote(page, 'choice')
	});
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

/** Until the first vote of each type is counted: what the phone needs for it, and what comes after it can be given. */
async function firstVotes(room: Room, db: Db, appSecret: string): Promise<object> {
	const session = await sessionThatAsks(db, appSecret);
	const path = `/j/${session.code}`;
	const bytes: Record<string, number> = {};
	const withLater: Record<string, number> = {};
	for (const type of typeKeys) {
		await session.ask(type);
		const then = (page: Page) => castFirstVote(page, type);
		bytes[type] = (await visit(room, path, { then, without: comesLater })).bytes;
		const all = (await visit(room, path, { then })).bytes;
		if (showsLater.includes(type)) withLater[type] = all;
		await session.close();
	}
	return { firstVoteByType: bytes, withPicturesAndMap: withLater };
}

/** Types that show pictures or a map. */
const showsLater = ['picturechoice', 'spot', 'pin', 'information'];

/** What pages fetch by themselves when they are there. */
const waitsFor = [
	[/\/j\/\d/, /\/join$/],
	[/#map$/, /\.geojson\?/]
] as const;

function visit({ browser, origin }: Room, path: string, how: Visit = {}): Promise<Weight> {
	const fetches = waitsFor.find(([pages]) => pages.test(path))?.[1];
	return firstView(browser, origin + path, { ...(fetches && { fetches }), ...how });
}
