import { connect, type Socket } from 'node:net';

/**
 * A light HTTP client: writes whole requests made beforehand and only counts answers by their first line, so that
 * the measuring side costs a fraction of the measured one.
 */
export type Connection = {
	/** Resolves with the status; only one request at a time. */
	send(request: Buffer): Promise<number>;
	close(): void;
};

export function open(port: number): Promise<Connection> {
	return new Promise((resolve, reject) => {
		const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
		let answer: { resolve(status: number): void; reject(error: Error): void } | null = null;
		socket.once('connect', () => resolve({ send, close: () => socket.destroy() }));
		socket.on('data', (chunk: Buffer) => {
			// Answers here are far smaller than a packet: one chunk is one answer.
			const waiting = answer;
			answer = null;
			waiting?.resolve(Number(chunk.toString('latin1', 9, 12)));
		});
		socket.on('error', (error) => (answer ? answer.reject(error) : reject(error)));
		socket.on('close', () => answer?.reject(new Error('the server hung up')));

		function send(request: Buffer): Promise<number> {
			return new Promise((resolve, reject) => {
				if (socket.destroyed) return reject(new Error('the server hung up'));
				answer = { resolve, reject };
				socket.write(request);
			});
		}
	});
}

export function post(path: string, body: string, token: string): Buffer {
	return Buffer.from(
		`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
			`authorization: Bearer ${token}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
	);
}
