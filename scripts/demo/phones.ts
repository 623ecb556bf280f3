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
	const tokens: string[] = [];
	for (const id of organisationIds) {
		const { participant } = await send<{ participant: string }>(demo, session.code, 'join', {
			...(id && { organisation: { id } })
		});
		tokens.push(participant);
	}
	secrets.phones[session.title] = tokens;
	keep();
	return tokens;
}

/** Each phone gives its answer; null: this person does not answer. The same ballot again is harmless. */
export async function voteWithPhones(
	demo: Demo,
	code: string,
	round: { question: string; round: number },
	tokens: readonly string[],
	answers: readonly (unknown | null)[]
): Promise<void> {
	for (const [index, token] of tokens.entries()) {
		const answer = answers[index] ?? null;
		if (answer !== null) await send(demo, code, 'ballots', { ...round, answer }, token);
	}
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
	for (const token of tokens) await send(demo, code, `asks/${ask}/support`, {}, token, 'PUT');
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
