import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Hub, Sink, Subscriber } from './hub.server.ts';

/** Headers of every event stream. `x-accel-buffering` keeps nginx from gathering frames. */
export const streamHeaders = {
	'content-type': 'text/event-stream',
	'cache-control': 'no-store',
	'x-accel-buffering': 'no'
} as const;

/**
 * How every stream begins. The phone comes again after a second, spread by its own clock; and it is told this server's
 * time, because its own may be wrong and a state that it is sent may have been made a while ago.
 */
export const opening = (now = Date.now()) => `retry: 1000\nevent: clock\ndata: ${now}\n\n`;

/**
 * Turns an answered request into a stream and lets go of everything HTTP: what remains of a phone is its socket and
 * one small object. The body ends with the connection, which every proxy and HTTP version understands.
 */
export function streamToNode(
	hub: Hub,
	topic: string,
	{ req, res }: { req: IncomingMessage; res: ServerResponse },
	headers: Readonly<Record<string, string>>
): void {
	const { socket } = req;
	if (socket.destroyed) return;
	const lines = Object.entries({ ...streamHeaders, ...headers, connection: 'close' });
	const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
	releaseHttp(req, res);
	socket.write(`HTTP/1.1 200 OK\r\n${head}\r\n${opening()}`);
	follow(socket, hub.subscribe(topic, new SocketSink(socket)), hub);
}

/** A phone's socket, written to directly. A class: ten thousand of them share their functions. */
class SocketSink implements Sink {
	readonly socket: Socket;
	constructor(socket: Socket) {
		this.socket = socket;
	}
	write(bytes: Buffer): void {
		this.socket.write(bytes);
	}
	behind(): boolean {
		return this.socket.writableLength > 0;
	}
	end(): void {
		// A phone that takes nothing would never see an orderly end.
		if (this.socket.writableLength > 0) this.socket.destroy();
		else this.socket.end();
	}
}

type Followed = Socket & { palaver?: { subscriber: Subscriber; hub: Hub } };

function follow(socket: Followed, subscriber: Subscriber, hub: Hub): void {
	socket.palaver = { subscriber, hub };
	socket.on('close', closed);
	socket.on('drain', drained);
	socket.on('error', ignored);
	socket.on('end', hungUp);
	// Whatever the phone still sends is thrown away; reading on is how its hanging up is noticed.
	socket.resume();
	socket.setTimeout(0);
	socket.setNoDelay(true);
	socket.setKeepAlive(true, 30_000);
}

function closed(this: Followed): void {
	this.palaver?.hub.unsubscribe(this.palaver.subscriber);
}

function drained(this: Followed): void {
	this.palaver?.hub.drained(this.palaver.subscriber);
}

function hungUp(this: Followed): void {
	this.destroy();
}

// 'close' follows every error and ends the subscription.
function ignored(): void {}

/** What node keeps of HTTP at a socket; its server frees the same when a connection is upgraded. */
type HttpParser = Partial<Record<'unconsume' | 'remove' | 'close', () => void>> & {
	[property: string]: unknown;
};

/**
 * Takes the socket away from node's HTTP server, as it does itself for an upgrade. The parser is not part of node's
 * documented interface: where it looks different it stays, which costs memory (about 12 kB per phone), nothing else.
 */
function releaseHttp(req: IncomingMessage, res: ServerResponse): void {
	const socket = req.socket as Socket & { parser?: HttpParser | null };
	const { parser } = socket;
	res.detachSocket(socket);
	for (const event of ['data', 'end', 'close', 'drain', 'error', 'timeout', 'pause', 'resume'])
		socket.removeAllListeners(event);
	if (!parser) return;
	socket.parser = null;
	// It is still reading the request that brought us here.
	setImmediate(() => {
		parser.unconsume?.();
		parser.remove?.();
		for (const property of ['socket', 'incoming', 'outgoing', 'onIncoming'])
			parser[property] = null;
		parser.close?.();
	});
}
