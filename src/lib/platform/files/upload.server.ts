import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { Refusal } from '../errors.ts';

/** A file that somebody sent, on disk. */
export type Upload = Readonly<{
	path: string;
	/** As the sender's device calls it, without folders. */
	name: string;
	bytes: number;
	/** Deletes it; may be called twice. */
	discard(): Promise<void>;
}>;

/**
 * Writes the first file of a form (multipart/form-data) to disk as it arrives, so that 50 MB never stand in memory.
 * Fields and further files are left unread.
 * @param most bytes that are taken
 * @throws Refusal `file_missing` (422), `file_too_large` (413), `malformed` (400)
 */
export async function receiveFile(request: Request, most: number): Promise<Upload> {
	const type = request.headers.get('content-type') ?? '';
	if (!request.body || !/^multipart\/form-data\b/i.test(type)) throw malformed();
	const folder = await mkdtemp(join(tmpdir(), 'palaver-upload-'));
	const discard = () => rm(folder, { recursive: true, force: true });
	try {
		const path = join(folder, 'file');
		const { name, bytes } = await firstFile(request, type, path, most);
		return { path, name, bytes, discard };
	} catch (error) {
		await discard();
		throw error;
	}
}

const malformed = () => new Refusal('malformed', 'upload_malformed');

async function firstFile(request: Request, type: string, path: string, most: number) {
	const form = new Busboy({
		headers: { 'content-type': type },
		limits: { files: 1, fields: 20, fieldSize: 10_000, fileSize: most }
	});
	let written: Promise<{ name: string; bytes: number }> | null = null;
	form.on('file', (_field, stream, name) => {
		written = writeFile(stream, path, name);
		// Whoever waits for it hears of the failure; until then it must not end the process.
		written.catch(() => {});
	});
	const body = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
	await pipeline(body, form).catch(() => {
		throw malformed();
	});
	const file = await (written as Promise<{ name: string; bytes: number }> | null);
	if (!file || file.bytes === 0) {
		throw new Refusal('invalid', 'file_missing', { file: 'file_missing' });
	}
	return file;
}

async function writeFile(stream: BusboyFileStream, path: string, name: string) {
	await pipeline(stream, createWriteStream(path));
	if (stream.truncated) throw new Refusal('large', 'file_too_large', { file: 'file_too_large' });
	return { name: name.replace(/^.*[\\/]/, '').slice(0, 200) || 'file', bytes: stream.bytesRead };
}
