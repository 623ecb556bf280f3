import { backoff, pause, retryAfter } from '#lib/formats/live/phone/backoff.ts';
import { openBallotBox, type Answered } from '#lib/formats/live/phone/ballot-box.ts';
import { openMemory, type KeptBallot } from '#lib/formats/live/phone/memory.ts';
import { follow } from '#lib/formats/live/phone/stream.ts';
import { untilFetched } from '#lib/formats/live/phone/view.ts';
import { participantCookie } from '#lib/formats/live/service.ts';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import { RawEventSource } from './event-source.ts';
import { openWire, type WireAnswer } from './wire.ts';

/** What all phones of a room know of the session. */
export type Room = {
	port: number;
	code: string;
	/** Paths of what the page loads before its script runs. */
	files: readonly string[];
};

export type Phone = ReturnType<typeof openPhone>;

/**
 * One phone as the participant's page makes it: page and its files, join, stream, the view anew with each state, ballots.
 * Ballot box, memory, stream and pauses are the page's own modules; only what a browser does is done by bare sockets.
 */
export function openPhone({ port, code, files }: Room, number: number) {
	const wire = openWire(port);
	const api = `/api/v1/live/${code}`;
	const stream = `http://127.0.0.1:${port}${api}/stream#${number}`;
	/** The newest answer that this person gave to each question and round. */
	const said: Record<string, unknown> = {};
	let token: string | null = null;
	let state: LiveSnapshot | null = null;
	let shownVersion = -1;
	let fetching = false;
	/** When the last vote was counted, in ms of this process's clock; null: it is on its way. */
	let countedAt: number | null = null;
	let joinedAt: number | null = null;
	let refused: string | null = null;
	/** One request after the other: there is one connection for all but the stream. */
	let before: Promise<unknown> = Promise.resolve();

	const box = openBallotBox({
		memory: openMemory(`${code}-${number}`),
		send: sendBallot,
		onWaiting: () => undefined,
		onCounted: () => (countedAt = performance.now()),
		onRefused: (_, reason) => (refused = reason)
	});

	return {
		said,
		arrive,
		vote,
		lose,
		token: () => token,
		refused: () => refused,
		joinedAt: () => joinedAt,
		countedAt: () => countedAt,
		isOnTheWay: () => wire.isBusy(),
		state: () => state,
		/** The newest state is in the view. */
		isShown: () => state !== null && shownVersion >= state.version
	};

	async function arrive(): Promise<void> {
		await patiently(() => ask('GET', `/j/${code}`, browser.page));
		for (const path of files) await patiently(() => ask('GET', path, browser.file));
		const joined = patiently(join);
		const followed = new Promise<void>((resolve) => {
			follow(stream, {
				onState(next: LiveSnapshot) {
					state = next;
					// The page came with the view of its moment.
					if (shownVersion < 0) shownVersion = next.version;
					if (shownVersion < next.version) void fetchView();
					resolve();
				},
				onConnection: () => undefined,
				onFailure: () => undefined
			});
		});
		await Promise.all([joined, followed]);
		joinedAt = performance.now();
	}

	async function join(): Promise<WireAnswer> {
		const answer = await ask('POST', `${api}/join`, browser.call, '{}');
		token = /\r\nset-cookie: palaver[^=]*=([\w-]+)/i.exec(answer.head)?.[1] ?? token;
		return answer;
	}

	async function fetchView(): Promise<void> {
		if (fetching) return;
		fetching = true;
		while (shownVersion < state!.version) {
			await pause(untilFetched(state!.participants));
			const { version } = state!;
			await patiently(() => ask('GET', `/j/${code}/view`, browser.file));
			shownVersion = version;
		}
		fetching = false;
	}

	function vote(answer: unknown): void {
		const { id: question, round } = state!.question!;
		said[`${question}:${round}`] = answer;
		countedAt = null;
		box.cast({ question, round, answer, fields: [], text: '', at: performance.now() });
	}

	async function sendBallot({ question, round, answer }: KeptBallot): Promise<Answered> {
		try {
			const body = JSON.stringify({ question, round, answer });
			const { status, head, body: told } = await ask('POST', `${api}/ballots`, browser.call, body);
			if (status === 200) return { kind: 'counted' };
			if (status === 429 || status >= 500) return { kind: 'again', after: afterOf(head) };
			return { kind: 'refused', reason: `${status} ${told.toString()}` };
		} catch {
			return { kind: 'again', after: 0 };
		}
	}

	/** The network is gone for a moment: whatever was on its way, and the stream. */
	function lose(): void {
		wire.lose();
		RawEventSource.lose(stream);
	}

	function ask(method: string, path: string, headers: string, body?: string): Promise<WireAnswer> {
		const cookie = token ? `cookie: ${participantCookie(code)}=${token}\r\n` : '';
		const sent = body
			? `origin: http://127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n`
			: '';
		const request = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${headers}${cookie}${sent}\r\n${body ?? ''}`;
		const answered = before.then(() => wire.ask(request));
		before = answered.catch(() => undefined);
		return answered;
	}
}

/** Until it is answered, with the page's own pauses. @throws Error when it is refused */
async function patiently(call: () => Promise<WireAnswer>): Promise<WireAnswer> {
	for (let failed = 0; ;) {
		const answer = await call().catch(() => null);
		if (answer && answer.status < 400) return answer;
		if (answer && answer.status !== 429 && answer.status < 500)
			throw new Error(`${answer.status} ${answer.body.toString()}`);
		failed += 1;
		await pause(Math.max(answer ? afterOf(answer.head) : 0, backoff(failed)));
	}
}

const afterOf = (head: string) => retryAfter(/\r\nretry-after: (\d+)/i.exec(head)?.[1] ?? null);

/** What a browser sends along; the server reads some of it, and parses all. */
const agent =
	'user-agent: Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36\r\n' +
	'accept-encoding: gzip, deflate, br, zstd\r\naccept-language: de-DE,de;q=0.9\r\nsec-fetch-site: same-origin\r\n';
const browser = {
	page: `${agent}accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nsec-fetch-mode: navigate\r\n`,
	file: `${agent}accept: */*\r\nsec-fetch-mode: cors\r\n`,
	call: `${agent}accept: */*\r\nsec-fetch-mode: cors\r\n`
};
