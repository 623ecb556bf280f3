import type { Act, Presence } from '../presence.ts';
import type { Answer, Received } from '../receive.server.ts';
import type { Device } from './device.ts';

/** How it ended when this device told the server what it had and heard who is in. */
export type Exchanged =
	| Readonly<{ kind: 'done'; presence: Presence; refused: number }>
	/** No network, or the server is away: again later. */
	| Readonly<{ kind: 'later' }>
	| Readonly<{ kind: 'signIn' }>
	| Readonly<{ kind: 'forbidden' }>;

// As the server takes them.
const mostAtOnce = 25;

// A network that does not answer in this time is none.
const patience = 15_000;

/** Two tabs take turns; where a browser has no locks both send, and the server counts each act once. */
export function exchange(device: Device, address: string): Promise<Exchanged> {
	const round = () => sendAll(device, address);
	return 'locks' in navigator ? navigator.locks.request('palaver-door', round) : round();
}

/** Acts leave the device only when the server has said what became of them. */
async function sendAll(device: Device, address: string): Promise<Exchanged> {
	let refused = 0;
	for (;;) {
		const acts = (await device.acts()).slice(0, mostAtOnce);
		const answer = await post(address, acts.map(written));
		if ('kind' in answer) return answer;
		// First what everybody sees: whoever is interrupted here says everything again.
		await device.keepPresence(answer.presence);
		for (const [index, act] of acts.entries()) {
			const received = answer.received[index]!;
			if (received.outcome === 'refused') refused += 1;
			await settle(device, act, received);
		}
		if (acts.length < mostAtOnce) return { kind: 'done', presence: answer.presence, refused };
	}
}

async function settle(device: Device, act: Act, received: Received): Promise<void> {
	if (received.outcome === 'kept') return device.forget(act.clientKey);
	const { clientKey, dateId } = act;
	const about =
		act.act === 'in'
			? { registrationId: act.registrationId, people: act.people }
			: { registrationId: null, people: 0 };
	await device.keepProblem({ clientKey, dateId, reason: received.reason, ...about });
}

/** An act as the server reads it. */
export const written = (act: Act) =>
	act.act === 'back'
		? { act: 'back', nonce: act.nonce }
		: {
				act: 'in',
				input: {
					nonce: act.clientKey,
					way: act.way,
					ticket: null,
					registrationId: act.registrationId,
					people: act.people
				}
			};

export async function post(
	address: string,
	acts: readonly unknown[]
): Promise<Answer | Exclude<Exchanged, { kind: 'done' }>> {
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ acts }),
			signal: AbortSignal.timeout(patience)
		});
		if (response.status === 401) return { kind: 'signIn' };
		if (response.status === 403 || response.status === 404) return { kind: 'forbidden' };
		if (!response.ok) return { kind: 'later' };
		return (await response.json()) as Answer;
	} catch {
		return { kind: 'later' };
	}
}
