import { mayPass } from '../db/lost-connection.ts';
import { ComeAgain, Refusal } from '../errors.ts';
import type { Locale } from '../i18n/paraglide/runtime.js';
import { log } from '../log.ts';

/** What an API function needs of a request, whether node or the framework received it. */
export type ApiRequest = Readonly<{
	/** By lower-case name. */
	header(name: string): string | undefined;
	/** The value of a cookie. */
	cookie(name: string): string | null;
	locale: Locale;
	/** @throws Refusal body_too_large */
	text(): Promise<string>;
}>;

/** A whole answer. Security headers are added by whoever sends it. */
export type ApiAnswer = Readonly<{
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string;
}>;

/** Text of a reason code (of the refusal, or of one of its fields) in the reader's language. */
export type ProblemText = (reason: string, locale: Locale, error: unknown) => string;

/** Largest request body of the API, in bytes. */
export const bodyLimit = 64 * 1024;

export function json(value: unknown, headers: Record<string, string> = {}): ApiAnswer {
	const body = JSON.stringify(value);
	return {
		status: 200,
		headers: {
			'content-type': 'application/json',
			'content-length': String(Buffer.byteLength(body)),
			'cache-control': 'no-store',
			...headers
		},
		body
	};
}

/** Runs an API function; what it refuses becomes a problem document (RFC 9457) in the language of the request. */
export async function answered(
	request: ApiRequest,
	text: ProblemText,
	work: () => Promise<ApiAnswer>
): Promise<ApiAnswer> {
	try {
		return await work();
	} catch (error) {
		return problem(error, request.locale, text);
	}
}

/** Faults of ours answer 500 with a reference number that the log has too. */
export function problem(error: unknown, locale: Locale, text: ProblemText): ApiAnswer {
	if (mayPass(error)) return problem(new Refusal('away', 'unavailable'), locale, text);
	if (!(error instanceof Refusal)) {
		const reference = crypto.randomUUID().slice(0, 8);
		log.error({ reference, err: error }, 'API request failed');
		return document(500, 'fault', locale, { title: text('fault', locale, error), reference });
	}
	const fields = Object.entries(error.fields).map(([name, reason]) => [
		name,
		{ reason, text: text(reason, locale, error) }
	]);
	const told = {
		title: text(error.reason, locale, error),
		...(fields.length > 0 && { fields: Object.fromEntries(fields) as unknown })
	};
	const after = error instanceof ComeAgain ? error.after : 1;
	return document(error.status, error.reason, locale, told, after);
}

function document(
	status: number,
	reason: string,
	locale: Locale,
	more: Readonly<Record<string, unknown>>,
	after = 1
): ApiAnswer {
	const body = JSON.stringify({ type: `urn:palaver:problem:${reason}`, status, reason, ...more });
	return {
		status,
		headers: {
			'content-type': 'application/problem+json',
			'content-length': String(Buffer.byteLength(body)),
			'content-language': locale,
			'cache-control': 'no-store',
			...((status === 429 || status === 503) && { 'retry-after': String(after) })
		},
		body
	};
}

/**
 * The body as JSON.
 * @throws Refusal not_json_type (415), body_too_large (413), not_json (400)
 */
export async function readJson(request: ApiRequest): Promise<unknown> {
	demandJson(request);
	return parseJson(await request.text());
}

/** @throws Refusal not_json_type (415) */
export function demandJson(request: ApiRequest): void {
	const type = request.header('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal('type', 'not_json_type');
}

/** @throws Refusal not_json (400) */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new Refusal('malformed', 'not_json');
	}
}
