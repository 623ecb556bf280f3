import { createServer, type ServerResponse } from 'node:http';
import { takeVote } from './memory-votes.ts';

/** A stream as small as node:http can make it: what it is told (one JSON text per POST) it writes to everybody. Votes it counts in memory. */
const subscribers = new Set<ServerResponse>();
let sequence = 0;

createServer((req, res) => {
	if (takeVote(req, res)) return;
	if (req.method === 'GET') {
		res.writeHead(200, { 'content-type': 'text/event-stream' });
		res.write(`id: 0\nevent: state\ndata: {"ballots":0}\n\n`);
		subscribers.add(res);
		res.on('close', () => subscribers.delete(res));
		return;
	}
	const chunks: Buffer[] = [];
	req.on('data', (chunk: Buffer) => chunks.push(chunk));
	req.on('end', () => {
		const text = Buffer.concat(chunks).toString();
		const frame = Buffer.from(`id: ${++sequence}\nevent: state\ndata: ${text}\n\n`);
		for (const subscriber of subscribers) subscriber.write(frame);
		res.end();
	});
}).listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens'));

process.once('SIGTERM', () => process.exit(0));
