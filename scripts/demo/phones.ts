import type { Demo } from './demo.ts';

/** The phones in the room use the public API, as everybody's do. */
export async function joinWithPhones(
	demo: Demo,
	session: { code: string; title: string },
	organisationIds: readonly (string | null)[]
): Promise<string[]> {
	const { secrets, keep } = demo.memory;
	const known = secrets.phones[session.title];
	if (known) return known;
	const tokens = await atOnce(organisationIds, async (id) => {
		const body = { ...(id && { organisation: { id } }) };
		return (await send<{ participant: string }>(demo, session.code, 'join', body)).participant;
	});
	secrets.phones[session.title] = tokens;
	keep();
	return tokens;
}

/** Those who were given a token elsewhere, such as for a seat code, come in with it. Once more is harmless. */
export async function joinWithTokens(
	demo: Demo,
	code: string,
	tokens: readonly string[]
): Promise<void> {
	await atOnce(tokens, (token) => send(demo, code, 'join', {}, token));
}

/** So many people press at the same moment; the server writes what they say together. */
const hands = 16;

async function atOnce<Of, Result>(
	all: readonly Of[],
	act: (one: Of, index: number) => Promise<Result>
): Promise<Result[]> {
	const results: Result[] = [];
	for (let from = 0; from < all.length; from += hands) {
		const some = all.slice(from, from + hands);
		results.push(...(await Promise.all(some.map((one, n) => act(one, from + n)))));
	}
	return results;
}

/** Each phone gives its answer; null: this person does not answer. The same ballot again is harmless. */
export async function voteWithPhones(
	demo: Demo,
	code: string,
	round: { question: string; round: number },
	tokens: readonly string[],
	answers: readonly (unknown | null)[]
): Promise<void> {
	await atOnce(tokens, async (token, index) => {
		const answer = answers[index] ?? null;
		if (answer !== null) await send(demo, code, 'ballots', { ...round, answer }, token);
	});
}

/** Somebody asks a question of their own; its id. */
export async function askWithPhone(
	demo: Demo,
	code: string,
	token: string,
	asked: { text: string; locale: string }
): Promise<string> {
	return (await send<{ id: string }>(demo, code, 'asks', asked, token)).id;
}

/** These say that they want it answered too. Once more is harmless. */
export async function supportWithPhones(
	demo: Demo,
	code: string,
	tokens: readonly string[],
	ask: string
): Promise<void> {
	await atOnce(tokens, (token) => send(demo, code, `asks/${ask}/support`, {}, token, 'PUT'));
}

async function send<T>(
	{ origin, phonesAt }: Demo,
	code: string,
	call: string,
	body: object,
	token?: string,
	method: 'POST' | 'PUT' = 'POST'
): Promise<T> {
	const response = await fetch(`${phonesAt}/api/v1/live/${code}/${call}`, {
		method,
		headers: {
			'content-type': 'application/json',
			origin,
			...(token && { authorization: `Bearer ${token}` })
		},
		body: JSON.stringify(body)
	});
	if (!response.ok) throw new Error(`${call}: ${response.status} ${await response.text()}`);
	return (await response.json()) as T;
}
