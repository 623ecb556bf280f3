import {
	closeSync,
	createReadStream,
	createWriteStream,
	fsyncSync,
	openSync,
	renameSync,
	rmSync
} from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/** A backup cannot be made or used; the message says why and what to do. Nothing has changed. */
export class BackupError extends Error {
	override name = 'BackupError';
}

/**
 * A backup is one gzip file of JSON lines, readable with `zcat`: a head; then for each table a line that names it
 * and its columns, followed by its rows in PostgreSQL's own text form; then an end that counts the rows.
 */
const headSchema = z.object({
	palaver: z.literal('backup'),
	version: z.literal(1),
	madeAt: z.string(),
	/** Last migration: restoring begins with the schema of that time. */
	migration: z.string(),
	/** APP_SECRET where Palaver keeps it itself: without it nobody's second factor works any more. */
	appSecret: z.string().nullable()
});
const lineSchema = z.union([
	z.string(),
	z.object({ table: z.string(), columns: z.array(z.string()) }),
	z.object({ end: z.literal(true), rows: z.number() })
]);
export type Head = z.infer<typeof headSchema>;
export type Line = z.infer<typeof lineSchema>;

/** Writes all lines, or no file at all; readable only by its owner. */
export async function writeFile(path: string, lines: AsyncIterable<Head | Line>): Promise<void> {
	const draft = `${path}.part`;
	const texts = Readable.from(
		(async function* () {
			for await (const line of lines) yield `${JSON.stringify(line)}\n`;
		})()
	);
	try {
		await pipeline(texts, createGzip(), createWriteStream(draft, { mode: 0o600 }));
		flush(draft);
		renameSync(draft, path);
	} finally {
		rmSync(draft, { force: true });
	}
}

function flush(path: string): void {
	const file = openSync(path, 'r+');
	fsyncSync(file);
	closeSync(file);
}

/** @throws BackupError when the file is no backup of Palaver */
export async function readHead(path: string): Promise<Head> {
	for await (const line of jsonLines(path)) {
		const head = headSchema.safeParse(line);
		if (head.success) return head.data;
		break;
	}
	throw new BackupError(`${path} is not a backup of Palaver (version 1).`);
}

/** Everything after the head. @throws BackupError when the file is damaged or was cut off */
export async function* readLines(path: string): AsyncGenerator<Line> {
	let first = true;
	let ended = false;
	for await (const line of jsonLines(path)) {
		if (first) {
			first = false;
			continue;
		}
		const parsed = lineSchema.safeParse(line);
		if (!parsed.success) throw damaged(path);
		ended = typeof parsed.data === 'object' && 'end' in parsed.data;
		yield parsed.data;
	}
	if (!ended) throw damaged(path);
}

async function* jsonLines(path: string): AsyncGenerator<unknown> {
	const unzipped = createGunzip();
	const source = createReadStream(path).on('error', (error) => unzipped.destroy(error));
	const lines = createInterface({ input: source.pipe(unzipped), crlfDelay: Infinity });
	try {
		for await (const line of lines) yield parseLine(path, line);
	} catch (error) {
		// Also what gzip says of a file that is none, or that ends too soon.
		throw error instanceof BackupError ? error : damaged(path, error);
	}
}

function parseLine(path: string, line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		throw damaged(path);
	}
}

export const damaged = (path: string, cause?: unknown) =>
	new BackupError(`${path} is damaged or was cut off; nothing of it has been kept.`, { cause });
