import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * The least that a room needs: the same requests as the app gets, and what it answered (read once, from ANSWERS; page and view
 * always those of the lobby), all kept in memory and nothing checked. States go out as often as the app's.
 */
type Answers = { files: Record<string, { type: string; base64: string }>; states: string[] };
const { files, states } = JSON.parse(readFileSync(process.env['ANSWERS']!, 'utf8')) as Answers;
const bodies = new Map(
	Object.entries(files).map(([path, { type, base64 }]) => [
		path,
		{ type, body: Buffer.from(base64, 'base64') }
	])
);

const followers = new Set<ServerResponse>();
const participants = new Set<string>();
let ballots = new Map<string, unknown>();
let version = 0;
let timer: NodeJS.Timeout | null = null;
let lastSent = -Infinity;

createServer((req, res) => {
	const url = req.url!;
	if (req.method === 'GET' && url.endsWith('/stream')) return follow(res);
	if (req.method === 'GET') return serve(res, url);
	const chunks: Buffer[] = [];
	req.on('data', (chunk: Buffer) => chunks.push(chunk));
	req.on('end', () => post(req, res, Buffer.concat(chunks).toString()));
}).listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens'));

process.once('SIGTERM', () => process.exit(0));

function serve(res: ServerResponse, path: string): void {
	const { type, body } = bodies.get(path)!;
	res.writeHead(200, { 'content-type': type, 'content-length': body.length });
	res.end(body);
}

function post(req: IncomingMessage, res: ServerResponse, body: string): void {
	const url = req.url!;
	if (url.endsWith('/join')) join(res, url.split('/')[4]!);
	else if (url.endsWith('/ballots')) {
		const { answer } = JSON.parse(body) as { answer: unknown };
		ballots.set(req.headers.cookie!, answer);
		json(res, '{"counted":true}');
	} else {
		// Of the moderator: each press is the next state.
		version++;
		if (new URLSearchParams(body).get('command') === 'next') ballots = new Map();
		res.writeHead(303, { location: url }).end();
	}
	changed();
}

function join(res: ServerResponse, code: string): void {
	const token = randomBytes(32).toString('base64url');
	participants.add(token);
	res.setHeader('set-cookie', `palaver-${code}=${token}; Path=/`);
	json(res, `{"participant":"${token}","session":${state()}}`);
}

function json(res: ServerResponse, body: string): void {
	res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
	res.end(body);
}

function follow(res: ServerResponse): void {
	res.writeHead(200, { 'content-type': 'text/event-stream' });
	res.write(frame());
	followers.add(res);
	res.on('close', () => followers.delete(res));
}

function changed(): void {
	if (timer) return;
	timer = setTimeout(send, Math.max(0, lastSent + 200 - performance.now()));
}

function send(): void {
	timer = null;
	lastSent = performance.now();
	const bytes = Buffer.from(frame());
	for (const follower of followers) follower.write(bytes);
}

const frame = () => `event: state\ndata: ${state()}\n\n`;

/** What the app said at this point, with the counts of now. */
const state = () =>
	states[version]!.replace(/"ballots":\d+/, `"ballots":${ballots.size}`).replace(
		/"participants":\d+/,
		`"participants":${participants.size}`
	);
