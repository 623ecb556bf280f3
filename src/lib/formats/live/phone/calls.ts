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

/** Not now: milliseconds until the next attempt at least. */
type Again = { kind: 'again'; after: number };
type Refused = { kind: 'refused'; reason: string };

/** What an answer that is not ok comes to: too many at once or a server in trouble is asked again. */
async function failureOf(response: Response): Promise<Again | Refused> {
	if (response.status === 429 || response.status >= 500)
		return { kind: 'again', after: retryAfter(response.headers.get('retry-after')) };
	return { kind: 'refused', reason: await reasonOf(response) };
}

const unanswered: Again = { kind: 'again', after: 0 };

/** Makes this phone a participant, or keeps it one. */
export async function join(api: string): Promise<{ kind: 'joined' } | Again | Refused> {
	try {
		const response = await post(`${api}/join`, {});
		return response.ok ? { kind: 'joined' } : await failureOf(response);
	} catch {
		return unanswered;
	}
}

/** Sends one ballot once. Whoever is not a participant (any more) joins first. */
export async function sendBallot(api: string, ballot: KeptBallot): Promise<Answered> {
	try {
		const { question, round, answer, language } = ballot;
		const response = await post(`${api}/ballots`, { question, round, answer, language });
		if (response.ok) return { kind: 'counted' };
		if (response.status === 401) {
			const joined = await join(api);
			return joined.kind === 'joined' ? unanswered : joined;
		}
		return await failureOf(response);
	} catch {
		return unanswered;
	}
}

/** One tap of a sign. */
export async function react(api: string, sign: string): Promise<void> {
	await post(`${api}/reactions`, { sign }).catch(() => null);
}
