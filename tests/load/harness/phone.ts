import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export type Answered = { status: number; body: string };

/** As many connections as there are phones, kept open as browsers do. */
export const connections = (phones: number) => new Agent({ keepAlive: true, maxSockets: phones });

/** One call of the public API. @throws Error when the connection fails or is silent for ten seconds */
export function call(
	agent: Agent,
	url: string,
	{ token, body }: { token?: string; body?: object } = {}
): Promise<Answered> {
	const sent = body && JSON.stringify(body);
	return new Promise((resolve, reject) => {
		const headers = {
			...(token && { authorization: `Bearer ${token}` }),
			// A program has no page to come from; the API asks browsers for it.
			origin: new URL(url).origin,
			...(sent && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) })
		};
		const asked = request(url, { agent, method: sent ? 'POST' : 'GET', headers, timeout: 10_000 });
		asked.on('timeout', () => asked.destroy(new Error('silent for ten seconds')));
		asked.on('error', reject);
		asked.on('response', (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({ status: response.statusCode!, body: Buffer.concat(parts).toString('utf8') })
			);
			response.on('error', reject);
		});
		asked.end(sent);
	});
}

/**
 * The same call until it is answered, as a phone does it: no connection, "busy" and faults of the server are tried again
 * after a growing pause, a refusal is not.
 * @throws Error when it is refused, or not answered within two minutes
 */
export async function callUntilAnswered(
	agent: Agent,
	url: string,
	options: { token?: string; body?: object }
): Promise<Answered> {
	const until = Date.now() + 120_000;
	for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
		const answered = await call(agent, url, options).catch((error: Error) => error);
		const again = answered instanceof Error || answered.status === 429 || answered.status >= 500;
		if (!again && answered.status < 400) return answered;
		if (!again || Date.now() > until) {
			throw answered instanceof Error
				? answered
				: new Error(`${url}: ${answered.status} ${answered.body}`);
		}
		await pause(wait * (0.5 + Math.random()));
	}
}

/** Does the work of all items, `phones` at a time. */
export async function atOnce<T>(
	phones: number,
	items: readonly T[],
	work: (item: T, index: number) => Promise<void>
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			await work(items[index]!, index);
		}
	};
	await Promise.all(Array.from({ length: phones }, worker));
}
