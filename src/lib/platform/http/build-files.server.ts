import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { takesBrotli } from './compressed-once.server.ts';

/** Answers a file that nearly every page loads; false: it is not one of them, or asked for in an unusual way. */
export type BuildFiles = (req: IncomingMessage, res: ServerResponse) => boolean;

type Kept = Readonly<{ headers: OutgoingHttpHeaders; body: Buffer }>;

const types: Readonly<Record<string, string>> = {
	js: 'text/javascript',
	css: 'text/css',
	svg: 'image/svg+xml'
};

/**
 * Scripts, styles and the icon from memory. The framework's own file server opens, reads and closes a file for each
 * answer: a hall of a thousand phones that load fifteen of them at one moment waited three seconds longer.
 *
 * Only who takes Brotli is answered here (every browser since 2017); parts of files and checks of age stay the framework's.
 * @param folder of the built files, as they are asked for from the root
 */
export function buildFiles(folder: string): BuildFiles {
	const names = new Set(
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.br'))
			.map((name) => `/${name.slice(0, -'.br'.length)}`)
	);
	const kept = new Map<string, Kept>();

	return (req, res) => {
		if (!names.has(req.url!) || !isUsual(req)) return false;
		const file = kept.get(req.url!) ?? read(req.url!);
		if (!file) return false;
		res.writeHead(200, file.headers).end(req.method === 'HEAD' ? undefined : file.body);
		return true;
	};

	function read(name: string): Kept | null {
		const type = types[name.slice(name.lastIndexOf('.') + 1)];
		const keeping = keepingOf(name);
		if (!type || !keeping) return null;
		const body = readFileSync(join(folder, `${name}.br`));
		const file = { headers: headersOf(type, keeping, body.length), body };
		kept.set(name, file);
		return file;
	}
}

const isUsual = ({ method, headers }: IncomingMessage): boolean =>
	(method === 'GET' || method === 'HEAD') &&
	headers.range === undefined &&
	headers['if-none-match'] === undefined &&
	takesBrotli(String(headers['accept-encoding'] ?? ''));

/** How long a browser keeps it. Null: it asks each time, and so shall the framework answer. */
function keepingOf(name: string): string | null {
	// Its name changes with its content.
	if (name.startsWith('/_app/immutable/')) return 'public,max-age=31536000,immutable';
	return name === '/icon.svg' ? 'public,max-age=86400' : null;
}

const headersOf = (type: string, keeping: string, length: number): OutgoingHttpHeaders => ({
	'content-type': type,
	'content-encoding': 'br',
	'content-length': length,
	'cache-control': keeping,
	vary: 'Accept-Encoding'
});
