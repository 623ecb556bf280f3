import { connect, type Socket } from 'node:net';
import { ComeAgain, Refusal } from '../errors.ts';
import { log } from '../log.ts';

/** Looks into files for malware. */
export type VirusScanner = Readonly<{
	/** @throws Refusal `invalid` document_infected (422), ComeAgain `away` scan_away (503) */
	demandClean(bytes: Uint8Array): Promise<void>;
	/** Whether it answers, for a word at the start. */
	answers(): Promise<boolean>;
}>;

/** Ten megabytes take clamd about a second; who waits longer than this is told to come again. */
const patience = 30_000;
/** Seconds. */
const comeAgainAfter = 60;
/** Longer than every answer: `stream: ` and the name of a signature. */
const longestAnswer = 2000;
const chunkBytes = 64 * 1024;

/**
 * ClamAV's daemon. The file is streamed to it (INSTREAM), so that it needs no folder in common with us.
 * Source of the protocol: clamd(8).
 * @param url `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`
 * @param waits milliseconds
 */
export function openVirusScanner(url: string, waits = patience): VirusScanner {
	return {
		demandClean: async (bytes) => {
			const answer = await ask(url, 'INSTREAM', framed(bytes), waits).catch(
				(error: Error) => error.message
			);
			if (answer === 'stream: OK') return;
			const [, signature] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
			if (signature !== undefined) {
				log.warn({ signature }, 'an infected document was refused');
				throw new Refusal('invalid', 'document_infected', { documents: 'document_infected' });
			}
			log.error({ answer }, 'the virus scanner did not answer as expected');
			throw new ComeAgain('away', 'scan_away', comeAgainAfter);
		},
		answers: () =>
			ask(url, 'PING', [], waits).then(
				(answer) => answer === 'PONG',
				() => false
			)
	};
}

/** Chunks with their length before each (32 bits, big-endian); an empty one ends the file. */
function* framed(bytes: Uint8Array): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += chunkBytes) {
		const chunk = bytes.subarray(at, at + chunkBytes);
		yield lengthOf(chunk.length);
		yield chunk;
	}
	yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes);
	return length;
}

/** Sends a command ended by a zero byte; the answer ends the same way. */
function ask(
	url: string,
	command: string,
	body: Iterable<Uint8Array>,
	waits: number
): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = dial(url);
		const timer = setTimeout(() => socket.destroy(new Error('no answer in time')), waits);
		let answer = '';
		socket.setEncoding('latin1');
		socket.on('data', (text: string) => {
			answer += text;
			// It may answer before it has read everything: the file is too large for it, say.
			if (!answer.includes('\0') && answer.length < longestAnswer) return;
			resolve(answer.split('\0')[0]!.slice(0, longestAnswer));
			socket.destroy();
		});
		socket.on('error', reject);
		socket.on('close', () => {
			clearTimeout(timer);
			reject(new Error('the connection was closed'));
		});
		socket.write(`z${command}\0`);
		for (const part of body) socket.write(part);
	});
}

function dial(url: string): Socket {
	const { protocol, hostname, port, pathname } = new URL(url);
	if (protocol === 'unix:') return connect(decodeURIComponent(pathname));
	return connect(Number(port || 3310), hostname.replace(/^\[|\]$/g, ''));
}
