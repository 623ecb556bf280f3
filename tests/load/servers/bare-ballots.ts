import { createServer } from 'node:http';

/** A handler without a database: reads the ballot, answers as the app does. */
createServer((req, res) => {
	const chunks: Buffer[] = [];
	req.on('data', (chunk: Buffer) => chunks.push(chunk));
	req.on('end', () => {
		JSON.parse(Buffer.concat(chunks).toString());
		const body = '{"counted":true}';
		res.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
		res.end(body);
	});
}).listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('listens'));

process.once('SIGTERM', () => process.exit(0));
