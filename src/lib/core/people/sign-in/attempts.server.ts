import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { deriveKey, keyedHash } from '../../../platform/secrets.ts';
import type { Means } from '../means.ts';

/** What is limited, and how: `free` tries, then each one doubles the wait from `first` up to `longest` seconds. */
const limits = {
	password: { free: 5, first: 30, longest: 15 * 60 },
	factor: { free: 5, first: 30, longest: 15 * 60 },
	/** A manager who asks members in: a whole board in one go, then slower. */
	invitation: { free: 20, first: 60, longest: 60 * 60 },
	reset: { free: 3, first: 5 * 60, longest: 60 * 60 },
	// Confirmation mails to an address, whoever asks for them: nobody's mailbox is filled through us.
	follow: { free: 10, first: 60 * 60, longest: 24 * 60 * 60 }
} as const;

/** After this many hours without a try the count starts anew. */
export const forgottenAfterHours = 24;

/**
 * Counts a try before it is made, so that tries sent at once are counted too. What is limited is an account or a mail
 * address, never an IP address: a whole office or street may share one.
 * @throws Refusal `busy` too_many_attempts; `fields.until` says when to try again (ISO 8601)
 */
export async function takeAttempt(
	means: Means,
	purpose: keyof typeof limits,
	subject: string
): Promise<void> {
	const bucket = bucketOf(means, purpose, subject);
	const { free, first, longest } = limits[purpose];
	const now = means.clock();
	const seconds = (attempts: number) =>
		attempts < free ? 0 : Math.min(first * 2 ** (attempts - free), longest);
	// The longest wait is reached after a few doublings; a table of waits keeps the arithmetic out of the statement.
	const waits = Array.from({ length: free + 12 }, (_, index) => seconds(index + 1));
	const { rows } = await sql`
		insert into attempt_counters as c (bucket, attempts, window_ends_at)
		values (${bucket}, 1, ${now}::timestamptz + ${waits[0]!}::int * interval '1 second')
		on conflict (bucket) do update set
			attempts = case when c.window_ends_at < ${now}::timestamptz - ${forgottenAfterHours}::int * interval '1 hour'
				then 1 else c.attempts + 1 end,
			window_ends_at = ${now}::timestamptz + interval '1 second' * (${waits}::int[])[least(
				case when c.window_ends_at < ${now}::timestamptz - ${forgottenAfterHours}::int * interval '1 hour'
					then 1 else c.attempts + 1 end, ${waits.length}::int)]
		where c.window_ends_at <= ${now}::timestamptz
		returning 1`.execute(means.db);
	if (rows.length > 0) return;
	const { windowEndsAt } = await means.db
		.selectFrom('attemptCounters')
		.select('windowEndsAt')
		.where('bucket', '=', bucket)
		.executeTakeFirstOrThrow();
	throw new Refusal('busy', 'too_many_attempts', { until: windowEndsAt.toISOString() });
}

/** It was right: the count starts anew. */
export async function forgetAttempts(
	trx: Db | Trx,
	means: Means,
	purpose: keyof typeof limits,
	subject: string
): Promise<void> {
	await trx
		.deleteFrom('attemptCounters')
		.where('bucket', '=', bucketOf(means, purpose, subject))
		.execute();
}

function bucketOf(means: Means, purpose: string, subject: string): string {
	const key = deriveKey(means.config.appSecret, 'attempts');
	return keyedHash(key, `${purpose}:${subject}`).toString('hex');
}
