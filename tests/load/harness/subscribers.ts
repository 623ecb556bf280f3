import { fork, type ChildProcess } from 'node:child_process';
import { connect, type Socket } from 'node:net';

/** Many phones that follow, in a process of their own. */
export type SubscribersJob = {
	port: number;
	/** `sse`: an event stream at this path; `socket.io`: its WebSocket transport. */
	kind: 'sse' | 'socket.io';
	path: string;
	count: number;
	/** Every so-manieth one notes when it saw how many ballots. */
	sampleEvery: number;
};

export type SubscribersReport = {
	/** Frames that arrived at all of them together. */
	frames: number;
	bytes: number;
	/** The last state that each different one has seen, and how many have. */
	last: Record<string, number>;
	/** Per sampled subscriber: time in ms since 1970 and ballots of each frame. */
	samples: [number, number][][];
	/** All frames of one subscriber, to be sent again by the servers to compare with. */
	recorded: string[];
};

export type Subscribers = {
	/** Starts counting anew. */
	reset(): Promise<void>;
	report(): Promise<SubscribersReport>;
	close(): void;
};

/** Resolves when all are connected and each has received its first frame. */
export async function subscribe(job: SubscribersJob): Promise<Subscribers> {
	const child = fork(import.meta.filename, {
		execPath: process.execPath,
		serialization: 'advanced'
	});
	child.send(job);
	await answer(child);
	const ask = <T>(question: string): Promise<T> => {
		child.send(question);
		return answer<T>(child);
	};
	return {
		reset: () => ask('reset'),
		report: () => ask('report'),
		close: () => child.kill()
	};
}

function answer<T>(child: ChildProcess): Promise<T> {
	return new Promise((resolve, reject) => {
		const ended = (code: number | null) => reject(new Error(`the subscribers ended with ${code}`));
		child.once('exit', ended);
		child.once('message', (message) => {
			child.off('exit', ended);
			resolve(message as T);
		});
	});
}

type Phone = { last: string; rest: string; samples: [number, number][] | null; record: boolean };

const phones: Phone[] = [];
let frames = 0;
let bytes = 0;
let recorded: string[] = [];

async function run(job: SubscribersJob): Promise<void> {
	const step = 200;
	for (let done = 0; done < job.count; done += step) {
		const some = Math.min(step, job.count - done);
		await Promise.all(Array.from({ length: some }, (_, index) => follow(job, done + index)));
	}
}

function follow(job: SubscribersJob, index: number): Promise<void> {
	const sampled = index % job.sampleEvery === 0;
	const phone: Phone = { last: '', rest: '', samples: sampled ? [] : null, record: index === 0 };
	phones.push(phone);
	return new Promise((resolve, reject) => {
		const socket: Socket = connect({ port: job.port, host: '127.0.0.1' });
		socket.write(job.kind === 'sse' ? get(job.path) : upgrade());
		// A message that comes with the upgrade itself is lost on it.
		if (job.kind === 'socket.io') socket.once('data', () => socket.write(joinNamespace));
		socket.on('data', (chunk: Buffer) => {
			bytes += chunk.length;
			if (job.kind === 'sse') readEvents(phone, chunk);
			else readMessages(phone, chunk);
			if (phone.last) resolve();
		});
		socket.on('error', reject);
		socket.on('close', () => reject(new Error('the server hung up')));
	});
}

const get = (path: string) =>
	`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n`;

const upgrade = () =>
	'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: upgrade\r\n' +
	'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';

/** The text message "40" with a mask of zeros. */
const joinNamespace = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);

/** A frame is smaller than what a socket hands over at once, but two may arrive together. */
function readEvents(phone: Phone, chunk: Buffer): void {
	const text = phone.rest + chunk.toString();
	const events = text.split('\n\n');
	phone.rest = events.pop()!;
	for (const event of events) {
		const data = event.indexOf('\ndata: ');
		if (data >= 0 && event.includes('event: state')) seen(phone, event.slice(data + 7));
	}
}

/** WebSocket frames from the server carry no mask; states are messages of the form 42["state","…"]. */
function readMessages(phone: Phone, chunk: Buffer): void {
	const text = phone.rest + chunk.toString();
	const messages = text.split('42["state",');
	phone.rest = '';
	for (const message of messages.slice(1)) {
		const end = message.lastIndexOf('}"]');
		if (end < 0) phone.rest = `42["state",${message}`;
		else seen(phone, JSON.parse(message.slice(0, end + 2)) as string);
	}
}

function seen(phone: Phone, state: string): void {
	frames++;
	phone.last = state;
	if (phone.record) recorded.push(state);
	if (!phone.samples) return;
	const [, ballots] = /"ballots":(\d+)/.exec(state) ?? [];
	phone.samples.push([performance.timeOrigin + performance.now(), Number(ballots)]);
}

function reset(): void {
	frames = 0;
	bytes = 0;
	recorded = [];
	for (const phone of phones) if (phone.samples) phone.samples = [];
}

function report(): SubscribersReport {
	const last: Record<string, number> = {};
	for (const phone of phones) last[phone.last] = (last[phone.last] ?? 0) + 1;
	const samples = phones.flatMap((phone) => (phone.samples ? [phone.samples] : []));
	return { frames, bytes, last, samples, recorded };
}

if (process.send) {
	process.on('message', (message) => {
		if (message === 'report') process.send!(report());
		else if (message === 'reset') {
			reset();
			process.send!('done');
		} else
			void run(message as SubscribersJob).then(
				() => process.send!('ready'),
				(error: unknown) => {
					console.error(error);
					process.exit(1);
				}
			);
	});
}
