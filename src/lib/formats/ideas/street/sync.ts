import type { Kept, Queue } from './queue.ts';
import type { Received } from './receive.server.ts';

/** How a round of sending ended. */
export type Sent =
	| Readonly<{ kind: 'sent'; kept: number; refused: readonly Refused[] }>
	/** No network, or the server is away: again later. */
	| Readonly<{ kind: 'later' }>
	| Readonly<{ kind: 'signIn' }>
	| Readonly<{ kind: 'forbidden' }>;

export type Refused = Extract<Received, { outcome: 'refused' }>;

// As the server takes them.
const mostAtOnce = 25;

// A network that does not answer in this time is none; the next round must not wait for it for minutes.
const patience = 20_000;

/**
 * Sends all that waits but what is known to be refused. An idea leaves the phone only when the server has it: one that was refused stays, closed, until
 * it is mended or thrown away, and is given back open. Two tabs take turns;
 * where a browser has no locks both send, and the server keeps each idea once.
 */
export function sendWaiting(
	queue: Queue,
	activityId: string,
	address: string,
	known: ReadonlyMap<string, Refused>
): Promise<Sent> {
	const round = () => sendAll(queue, activityId, address, known);
	return 'locks' in navigator ? navigator.locks.request('palaver-street', round) : round();
}

async function sendAll(
	queue: Queue,
	activityId: string,
	address: string,
	known: ReadonlyMap<string, Refused>
): Promise<Sent> {
	const refused = new Map<string, Refused>();
	let kept = 0;
	for (;;) {
		const waiting = await queue.waiting(activityId);
		const items = waiting
			.filter(({ clientKey }) => !refused.has(clientKey) && !known.has(clientKey))
			.slice(0, mostAtOnce);
		if (items.length === 0) return { kind: 'sent', kept, refused: [...refused.values()] };
		const answer = await post(address, items);
		if (!Array.isArray(answer)) return answer;
		for (const received of answer) {
			if (received.outcome === 'refused') refused.set(received.clientKey, received);
			else {
				await queue.forget(received.clientKey);
				kept += 1;
			}
		}
	}
}

async function post(address: string, items: readonly Kept[]): Promise<Received[] | Sent> {
	const body = JSON.stringify({
		items: items.map(({ clientKey, sealed }) => ({ clientKey, sealed }))
	});
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
			signal: AbortSignal.timeout(patience)
		});
		if (response.status === 401) return { kind: 'signIn' };
		if (response.status === 403) return { kind: 'forbidden' };
		if (!response.ok) return { kind: 'later' };
		return ((await response.json()) as { received: Received[] }).received;
	} catch {
		return { kind: 'later' };
	}
}
