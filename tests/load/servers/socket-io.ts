import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { takeVote } from './memory-votes.ts';

/** The same with socket.io over WebSocket, as its documentation shows it: one emit to everybody. */
const http = createServer((req, res) => {
	if (takeVote(req, res)) return;
	const chunks: Buffer[] = [];
	req.on('data', (chunk: Buffer) => chunks.push(chunk));
	req.on('end', () => {
		io.emit('state', Buffer.concat(chunks).toString());
		res.end();
	});
});
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => socket.emit('state', '{"ballots":0}'));
http.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens'));

process.once('SIGTERM', () => process.exit(0));
