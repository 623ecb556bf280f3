import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { takesCoding } from './compressed-once.server.ts';

/** Answers a file that nearly every page loads; false: it is not one of them, or asked for in an unusual way. */
export type BuildFiles = (req: IncomingMessage, res: ServerResponse) => boolean;

type Kept = Readonly<{ headers: OutgoingHttpHeaders; body: Buffer }>;

const types: Readonly<Record<string, string>> = {
	js: 'text/javascript',
	css: 'text/css',
	svg: 'image/svg+xml'
};

/** The best first. Browsers take Brotli over https only: in the Wi-Fi of a laptop without internet they take gzip. */
const codings = [
	{ name: 'br', ending: '.br' },
	{ name: 'gzip', ending: '.gz' }
] as const;

/**
 * Scripts, styles and the icon from memory. The framework's own file server opens, reads and closes a file for each
 * answer: a hall of a thousand phones that loaded fifteen of them at one moment were in after
 * 7.2 s, and after 3.0 s from memory.
 *
 * All are read at the start (about 12 MB): a build that takes the place of this one under the running process neither
 * takes a file from a page that is open nor is ever read half written.
 *
 * Who takes no compression, wants parts of a file or asks for its age is left to the framework.
 * @param folder of the built files, as they are asked for from the root
 */
export function buildFiles(folder: string): BuildFiles {
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const kept = new Map(
		codings.map(({ name, ending }) => [
			name,
			new Map(
				names
					.filter((file) => file.endsWith(ending))
					.flatMap((file) => read(folder, file.slice(0, -ending.length), name, ending))
			)
		])
	);

	return (req, res) => {
		if (!isUsual(req)) return false;
		const accepted = String(req.headers['accept-encoding'] ?? '');
		const coding = codings.find(({ name }) => takesCoding(accepted, name));
		const file = coding && kept.get(coding.name)!.get(req.url!);
		if (!file) return false;
		res.writeHead(200, file.headers).end(req.method === 'HEAD' ? undefined : file.body);
		return true;
	};
}

function read(folder: string, name: string, coding: string, ending: string): [string, Kept][] {
	const type = types[name.slice(name.lastIndexOf('.') + 1)];
	const keeping = keepingOf(name);
	if (!type || !keeping) return [];
	const body = readFileSync(join(folder, name + ending));
	const headers = {
		'content-type': type,
		'content-encoding': coding,
		'content-length': body.length,
		'cache-control': keeping,
		vary: 'Accept-Encoding'
	};
	return [[`/${name}`, { headers, body }]];
}

const isUsual = ({ method, headers }: IncomingMessage): boolean =>
	(method === 'GET' || method === 'HEAD') &&
	headers.range === undefined &&
	headers['if-none-match'] === undefined;

/** How long a browser keeps it. Null: it asks each time, and so shall the framework answer. */
function keepingOf(name: string): string | null {
	// Its name changes with its content.
	if (name.startsWith('_app/immutable/')) return 'public,max-age=31536000,immutable';
	return name === 'icon.svg' ? 'public,max-age=86400' : null;
}
