import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire, its body still compressed. */
export type WireAnswer = { status: number; head: string; body: Buffer };

/** One connection that is kept open, as a browser keeps it; a lost one is made anew with the next request. */
export type Wire = {
	/** One request at a time. @throws Error when the connection breaks before the whole answer is there */
	ask(request: string): Promise<WireAnswer>;
	isBusy(): boolean;
	/** Breaks it off, with whatever is on the way. */
	lose(): void;
};

type Waiting = { resolve(answer: WireAnswer): void; reject(error: Error): void };

const none = Buffer.alloc(0);

/** Far less work than node's own client: the phones share two cores with the server that is measured. */
export function openWire(port: number): Wire {
	let socket: Socket | null = null;
	let received: Buffer = none;
	let waiting: Waiting | null = null;

	return {
		ask: (request) =>
			new Promise((resolve, reject) => {
				waiting = { resolve, reject };
				socket ??= connected();
				socket.write(request);
			}),
		isBusy: () => waiting !== null,
		lose: () => socket?.destroy()
	};

	function connected(): Socket {
		const fresh = connect({ port, host: '127.0.0.1', noDelay: true });
		received = none;
		fresh.on('data', (chunk: Buffer) => {
			received = received.length ? Buffer.concat([received, chunk]) : chunk;
			const answer = wholeAnswer(received);
			if (!answer) return;
			received = none;
			settle()?.resolve(answer);
		});
		// 'close' follows every error.
		fresh.on('error', () => undefined);
		fresh.on('close', () => {
			if (socket === fresh) socket = null;
			settle()?.reject(new Error('the connection broke off'));
		});
		return fresh;
	}

	function settle(): Waiting | null {
		const done = waiting;
		waiting = null;
		return done;
	}
}

/** Null: the rest of it is still on its way. */
function wholeAnswer(received: Buffer): WireAnswer | null {
	const end = received.indexOf('\r\n\r\n');
	if (end < 0) return null;
	const head = received.toString('latin1', 0, end);
	const status = Number(head.slice(9, 12));
	const rest = received.subarray(end + 4);
	if (/\r\ntransfer-encoding: chunked/i.test(head)) {
		const body = unchunked(rest);
		return body && { status, head, body };
	}
	const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
	return rest.length < length ? null : { status, head, body: rest };
}

/** RFC 9112, 7.1; null: its last chunk is not there yet. */
function unchunked(received: Buffer): Buffer | null {
	const parts: Buffer[] = [];
	for (let at = 0; ;) {
		const line = received.indexOf('\r\n', at);
		if (line < 0) return null;
		const size = parseInt(received.toString('latin1', at, line), 16);
		const next = line + 2 + size + 2;
		if (received.length < next) return null;
		if (size === 0) return Buffer.concat(parts);
		parts.push(received.subarray(line + 2, line + 2 + size));
		at = next;
	}
}
