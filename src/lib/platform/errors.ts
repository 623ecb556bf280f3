/**
 * The refusals of use cases. A route turns them into a status and a message in the user's language;
 * everything else that is thrown is a fault of ours and answers 500 with a reference number.
 */
export type RefusalKind =
	| 'invalid' // 422: what was sent does not fit
	| 'unauthenticated' // 401: nobody is signed in
	| 'forbidden' // 403: signed in, but not allowed
	| 'missing' // 404: there is no such thing, or it may not be seen
	| 'conflict' // 409: the state of things does not allow it (any more)
	| 'malformed' // 400: it cannot be read
	| 'large' // 413: more than is taken
	| 'type' // 415: a media type that is not taken
	| 'gone' // 410: it was there and has ended, e.g. an expired code
	| 'away' // 503: the database does not answer, try again
	| 'busy'; // 429: too much at once, try again

const statusOf: Record<RefusalKind, number> = {
	invalid: 422,
	unauthenticated: 401,
	forbidden: 403,
	missing: 404,
	conflict: 409,
	malformed: 400,
	large: 413,
	type: 415,
	gone: 410,
	away: 503,
	busy: 429
};

/**
 * A use case says no. `reason` is a stable code such as `question_closed`; pages and the API have a text
 * for it in every language, so the message here is for developers only.
 */
export class Refusal extends Error {
	override name = 'Refusal';
	readonly kind: RefusalKind;
	readonly reason: string;
	/** Where in the input, for `invalid`: field name to reason code. */
	readonly fields: Readonly<Record<string, string>>;

	constructor(kind: RefusalKind, reason: string, fields: Record<string, string> = {}) {
		super(`${kind}: ${reason}`);
		this.kind = kind;
		this.reason = reason;
		this.fields = fields;
	}

	get status(): number {
		return statusOf[this.kind];
	}
}

/** Too much at once: whoever asked comes again, and when. */
export class ComeAgain extends Refusal {
	/** Seconds, for Retry-After. */
	readonly after: number;

	constructor(kind: 'away' | 'busy', reason: string, after: number) {
		super(kind, reason);
		this.after = after;
	}
}
