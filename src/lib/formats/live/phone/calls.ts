import type { Answered } from './ballot-box.ts';
import { retryAfter } from './backoff.ts';
import type { KeptBallot } from './memory.ts';

/** A server that says nothing for so long has not heard us. */
const patience = 15_000;

const reasonOf = async (response: Response) =>
	((await response.json().catch(() => ({}))) as { reason?: string }).reason ?? 'refused';

function post(url: string, body: unknown): Promise<Response> {
	return fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		// Goes on when the page is left or the phone locked meanwhile.
		keepalive: true,
		signal: AbortSignal.timeout(patience)
	});
}

/** Makes this phone a participant, or keeps it one. Null: joined; otherwise why not ('again': not answered). */
export async function join(api: string): Promise<string | null> {
	try {
		const response = await post(`${api}/join`, {});
		if (response.ok) return null;
		return response.status < 500 && response.status !== 429 ? reasonOf(response) : 'again';
	} catch {
		return 'again';
	}
}

/** Sends one ballot once. Whoever is not a participant (any more) joins first. */
export async function sendBallot(api: string, ballot: KeptBallot): Promise<Answered> {
	const again = (after = 0): Answered => ({ kind: 'again', after });
	try {
		const { question, round, answer } = ballot;
		const response = await post(`${api}/ballots`, { question, round, answer });
		if (response.ok) return { kind: 'counted' };
		if (response.status === 401) {
			const problem = await join(api);
			return problem && problem !== 'again' ? { kind: 'refused', reason: problem } : again();
		}
		if (response.status === 429 || response.status >= 500)
			return again(retryAfter(response.headers.get('retry-after')));
		return { kind: 'refused', reason: await reasonOf(response) };
	} catch {
		return again();
	}
}
