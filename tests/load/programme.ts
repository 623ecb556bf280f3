import { sql } from 'kysely';
import type { Db } from '#lib/platform/db/database.server.ts';
import { approved, eventSeries, type TestSeries } from '../fixture/events.ts';
import { startDatabase } from './harness/database.ts';
import { median, percentile, rounded } from './harness/numbers.ts';
import { startApp, type Server } from './harness/server.ts';

/** A series with so many events. */
type Filled = Readonly<{ events: number; series: TestSeries }>;

/** What the programme is asked for. */
const views: Readonly<Record<string, string>> = {
	first: '?from=2026-05-01',
	last: '?from=2026-05-01&page=LAST',
	quarter: '?from=2026-05-01&place=bielefeld-mitte',
	narrow: '?from=2026-05-01&kind=workshop&language=ar&free=yes&audience=families&age=7',
	day: '?from=2026-05-12&to=2026-05-12',
	nothing: '?from=2026-05-12&to=2026-05-12&kind=festival&place=bielefeld-heepen',
	month: '?view=month&month=2026-05'
};

/**
 * The programme of 2,000 events beside that of 20, as pages over HTTP (95th percentile over every view; `ratio` is what
 * lies between them), and what a calendar waits for that subscribes to all 2,000: the whole feed
 * after a change, the same feed asked again, and being told that it has everything already (`feedMs`, `againMs`,
 * `knownMs`, medians).
 */
export async function run(args: string[]): Promise<object> {
	const quick = args.includes('--quick');
	const sizes = quick ? [20, 200] : [20, 2_000];
	const database = await startDatabase();
	try {
		const filled: Filled[] = [];
		for (const events of sizes) filled.push(await fill(database.db, events));
		await database.pool.query('vacuum analyze');
		const app = await startApp(database.url);
		try {
			const [small, large] = await timedPages(app, filled, quick ? 5 : 40);
			return {
				events: sizes[1],
				small: small!.p95,
				large: large!.p95,
				ratio: rounded(large!.p95 / small!.p95),
				medianRatio: rounded(large!.p50 / small!.p50),
				...(await timedFeed(app, database.db, filled[1]!, quick ? 5 : 20)),
				cases: Object.fromEntries(
					Object.keys(views).map((view) => [
						view,
						{ small: small!.each[view], large: large!.each[view] }
					])
				)
			};
		} finally {
			await app.stop();
		}
	} finally {
		await database.stop();
	}
}

/** As hosts would leave it: over the ten days, in both districts and on the square, of every kind. */
async function fill(db: Db, events: number): Promise<Filled> {
	const series = await eventSeries(db);
	const { eventId } = await approved(db, series);
	await sql`
		insert into events (activity_id, number, state, organisation_id, entered_as, title, summary, kind, themes, audiences,
			age_from, place_id, venue, languages, accessibility, cost, starts_local, minutes, submitted_on, approved_on)
		select activity_id, n, state, organisation_id, entered_as,
			jsonb_build_object('de', 'Veranstaltung ' || md5(n::text)),
			summary, (array['encounter', 'workshop', 'course', 'walk', 'info'])[1 + n % 5], themes,
			array[(array['families', 'everybody', 'women', 'youth'])[1 + n % 4]], case when n % 3 = 0 then 6 end,
			(array['bielefeld-mitte', 'bielefeld-kesselbrink', 'bielefeld-heepen'])[1 + n % 3], venue, languages, accessibility,
			'free', to_char(timestamp '2026-05-09 09:00' + (n % 10) * interval '1 day'
				+ (n / 10 % 10) * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI'), minutes, submitted_on, approved_on
		from events, generate_series(2, ${events}) n where id = ${eventId}`.execute(db);
	await sql`
		insert into event_dates (event_id, local_start, starts_at, ends_at)
		select id, starts_local, starts_local::timestamp at time zone 'Europe/Berlin',
			starts_local::timestamp at time zone 'Europe/Berlin' + minutes * interval '1 minute'
		from events where activity_id = ${series.activityId} and id <> ${eventId}`.execute(db);
	return { events, series };
}

type Times = { p50: number; p95: number; each: Record<string, number> };

/** Both programmes take turns, so that whatever else the machine does meets both alike. The first turns only warm up. */
async function timedPages(
	app: Server,
	filled: readonly Filled[],
	repeats: number
): Promise<Times[]> {
	const samples = filled.map(() => new Map<string, number[]>());
	for (let repeat = -5; repeat < repeats; repeat++)
		for (const [index, { series, events }] of filled.entries())
			for (const [name, query] of Object.entries(views)) {
				const last = query.replace('LAST', String(Math.ceil(events / 50)));
				const ms = await timed(`${app.origin}/events/${series.slug}${last}`);
				if (repeat >= 0) samples[index]!.set(name, [...(samples[index]!.get(name) ?? []), ms]);
			}
	return samples.map((byName) => {
		const all = [...byName.values()].flat();
		return {
			p50: rounded(median(all)),
			p95: rounded(percentile(all, 0.95)),
			each: Object.fromEntries(
				[...byName].map(([name, times]) => [name, rounded(percentile(times, 0.95))])
			)
		};
	});
}

async function timedFeed(app: Server, db: Db, { series, events }: Filled, repeats: number) {
	const address = `${app.origin}/api/v1/events/${series.slug}.ics`;
	const first = await fetch(address);
	const text = await first.text();
	const written = text.match(/^BEGIN:VEVENT/gm)?.length;
	if (written !== events) throw new Error(`${written} of ${events} events are in the feed`);
	const changed: number[] = [];
	const again: number[] = [];
	const known: number[] = [];
	for (let repeat = 0; repeat < repeats; repeat++) {
		await sql`update events set revision = revision + 1 where activity_id = ${series.activityId} and number = 1`.execute(
			db
		);
		changed.push(await timed(address));
		again.push(await timed(address));
		const etag = (await fetch(address)).headers.get('etag')!;
		known.push(await timed(address, { 'if-none-match': etag }, 304));
	}
	return {
		feedMs: rounded(median(changed)),
		feedP95Ms: rounded(percentile(changed, 0.95)),
		againMs: rounded(median(again)),
		againP95Ms: rounded(percentile(again, 0.95)),
		feedBytes: Buffer.byteLength(text),
		knownMs: rounded(median(known)),
		knownP95Ms: rounded(percentile(known, 0.95))
	};
}

/** Until the last byte, in ms. */
async function timed(
	address: string,
	headers: Record<string, string> = {},
	status = 200
): Promise<number> {
	const start = performance.now();
	const answer = await fetch(address, { headers });
	await answer.arrayBuffer();
	const ms = performance.now() - start;
	if (answer.status !== status) throw new Error(`${address} answered ${answer.status}`);
	return ms;
}
