import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { addIdeas } from '#lib/formats/ideas/import/add-ideas.server.ts';
import { checkImport } from '#lib/formats/ideas/import/check-import.server.ts';
import { guessColumns } from '#lib/formats/ideas/import/fields.ts';
import { importOf } from '#lib/formats/ideas/import/imports.server.ts';
import { startImport, type Started } from '#lib/formats/ideas/import/start-import.server.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import { ideaMap, submitted, type TestMap } from '../fixture/idea-map.ts';
import { startDatabase } from './harness/database.ts';
import { rounded } from './harness/numbers.ts';

/**
 * Seconds that an import of ideas takes, step by step, and what it takes of memory: a table of 50,000 and of 100,000
 * rows, and a GeoJSON file of 50 MB. Beside it the longest time for which a resident's idea had to wait meanwhile.
 */
export async function run(args: string[]): Promise<object> {
	const part = args.includes('--quick') ? 0.02 : 1;
	const database = await startDatabase();
	try {
		return {
			csv50k: await measure(database.db, table(50_000 * part), 'ideen.csv'),
			csv100k: await measure(database.db, table(100_000 * part), 'ideen.csv'),
			geojson50MB: await measure(database.db, features(95_000 * part), 'ideen.geojson')
		};
	} finally {
		await database.stop();
	}
}

const lat = (row: number) => (52.0196 + (row % 977) * 1e-5).toFixed(6);
const lng = (row: number) => (8.5321 + (row % 1499) * 1e-5).toFixed(6);
const said = (row: number) => `Am Platz Nummer ${row} fehlt im Sommer Schatten. `.repeat(5);

function* table(rows: number): Generator<string> {
	yield 'id;Titel;Beschreibung;Thema;Breite;Länge;Eingang am;Stimmen\r\n';
	for (let row = 1; row <= rows; row++)
		yield `${row};Mehr Bänke ${row};"${said(row)}";Idee;${lat(row)};${lng(row)};03.05.2024;${row % 40}\r\n`;
}

function* features(count: number): Generator<string> {
	yield '{"type":"FeatureCollection","features":[';
	for (let row = 1; row <= count; row++) {
		const feature = {
			type: 'Feature',
			id: row,
			properties: { title: `Mehr Bänke ${row}`, body: said(row).repeat(1.6), category: 'Idee' },
			geometry: { type: 'Point', coordinates: [Number(lng(row)), Number(lat(row))] }
		};
		yield (row > 1 ? ',' : '') + JSON.stringify(feature);
	}
	yield ']}';
}

async function measure(db: Db, content: Iterable<string>, name: string) {
	const folder = await mkdtemp(join(tmpdir(), 'palaver-bench-'));
	const path = join(folder, 'file');
	await pipeline(Readable.from(content), createWriteStream(path));
	const { size } = await stat(path);
	const discard = () => rm(folder, { recursive: true, force: true });
	const test = await ideaMap(db);
	const before = process.memoryUsage().rss;
	const peak = watchMemory();
	const waits = residentsMeanwhile(db, test);

	const reading = await timed(() =>
		startImport(db, test.moderator, test.activityId, async () => {
			return { path, name, bytes: size, discard };
		})
	);
	const which = { activityId: test.activityId, importId: reading.importId };
	const now = new Date();
	const { columns } = await importOf(db, test.moderator, test.activityId, which.importId, now);
	const checking = await timed(() =>
		checkImport(
			db,
			test.moderator,
			which,
			{
				columns: guessColumns(columns.map((column) => column.name)),
				categories: {},
				defaultCategory: test.map.categories[0]!.id,
				locale: 'de',
				swap: false,
				shorten: false,
				publish: true
			},
			now
		)
	);
	const adding = await timed(() => addIdeas(db, test.moderator, which, now));
	const { added, bad } = await importOf(db, test.moderator, test.activityId, which.importId, now);
	return {
		megabytes: rounded(size / 2 ** 20),
		added,
		bad,
		readSeconds: reading.seconds,
		checkSeconds: checking.seconds,
		addSeconds: adding.seconds,
		peakMegabytesMore: rounded((peak() - before) / 2 ** 20),
		longestWaitMs: rounded(await waits())
	};
}

async function timed(step: () => Promise<Started>) {
	const start = performance.now();
	const { importId, work } = await step();
	await work;
	return { importId, seconds: rounded((performance.now() - start) / 1000) };
}

function watchMemory(): () => number {
	let most = 0;
	const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
	return () => {
		clearInterval(timer);
		return most;
	};
}

/** Somebody sends an idea every half second. @returns ends it and tells the longest wait in ms */
function residentsMeanwhile(db: Db, test: TestMap): () => Promise<number> {
	let longest = 0;
	let going = true;
	const all = (async () => {
		while (going) {
			const start = performance.now();
			await submitted(db, test);
			longest = Math.max(longest, performance.now() - start);
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	})();
	return async () => {
		going = false;
		await all;
		return longest;
	};
}
