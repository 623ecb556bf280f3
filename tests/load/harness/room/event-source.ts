import { connect, type Socket } from 'node:net';

type Listener = (event: { data: string }) => void;

const open = new Map<string, RawEventSource>();

/**
 * What a browser's EventSource does, on a bare socket, for the phone's own script to use. Addresses differ by what stands
 * behind their `#`: a stream is found by its address.
 */
export class RawEventSource {
	readonly #url: string;
	readonly #socket: Socket;
	readonly #listeners = new Map<string, Listener>();
	#rest = '';
	#isAnswered = false;
	#isClosed = false;

	constructor(url: string) {
		this.#url = url;
		const { port, pathname } = new URL(url);
		open.set(url, this);
		this.#socket = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
		this.#socket.setEncoding('utf8');
		this.#socket.write(requestOf(pathname, port));
		this.#socket.on('data', (text) => this.#read(String(text)));
		// 'close' follows every error.
		this.#socket.on('error', () => undefined);
		this.#socket.on('close', () => this.#isClosed || this.#tell('error', ''));
	}

	addEventListener(type: string, listener: Listener): void {
		this.#listeners.set(type, listener);
	}

	close(): void {
		this.#isClosed = true;
		if (open.get(this.#url) === this) open.delete(this.#url);
		this.#socket.destroy();
	}

	/** Breaks the connection of this address off, as a lost network does. */
	static lose(url: string): void {
		const stream = open.get(url);
		if (stream) stream.#socket.destroy();
	}

	#tell(type: string, data: string): void {
		this.#listeners.get(type)?.({ data });
	}

	#read(text: string): void {
		this.#rest += text;
		if (!this.#isAnswered && !this.#readHead()) return;
		const blocks = this.#rest.split('\n\n');
		this.#rest = blocks.pop()!;
		for (const block of blocks) {
			const event = /^event: (.*)$/m.exec(block)?.[1];
			if (event) this.#tell(event, /^data: (.*)$/m.exec(block)?.[1] ?? '');
		}
	}

	#readHead(): boolean {
		const end = this.#rest.indexOf('\r\n\r\n');
		if (end < 0) return false;
		this.#isAnswered = true;
		if (this.#rest.slice(9, 12) !== '200') this.#socket.destroy();
		this.#rest = this.#rest.slice(end + 4);
		return true;
	}
}

const requestOf = (path: string, port: string) =>
	`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/event-stream\r\n\r\n`;
