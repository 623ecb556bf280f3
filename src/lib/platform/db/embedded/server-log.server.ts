import {
	closeSync,
	copyFileSync,
	existsSync,
	openSync,
	readSync,
	statSync,
	truncateSync
} from 'node:fs';

/** Two files of at most about this size: enough to see what went wrong, never a full disk. */
const limit = 5_000_000;

/** Opens the log for a PostgreSQL that writes to it by itself, also after the app was killed. */
export function openLog(file: string): number {
	bound(file);
	return openSync(file, 'a', 0o600);
}

/** Keeps the log bounded. PostgreSQL appends, so an emptied file is simply filled again. */
export function bound(file: string, bytes = limit): void {
	if (!existsSync(file) || statSync(file).size <= bytes) return;
	copyFileSync(file, `${file}.1`);
	truncateSync(file);
}

/** The end of the log, for a message. */
export function lastWords(file: string, bytes = 2000): string {
	if (!existsSync(file)) return '';
	const { size } = statSync(file);
	const words = Buffer.alloc(Math.min(bytes, size));
	const open = openSync(file, 'r');
	readSync(open, words, 0, words.length, size - words.length);
	closeSync(open);
	return words.toString('utf8');
}
