/** Never longer than this between two attempts: somebody who has the network back must not wait. */
const longest = 15_000;

/**
 * Milliseconds until the next attempt: doubles from half a second, and differs from phone to phone by up to one half,
 * so that a hall that lost its server does not come back in one instant.
 * @param attempt how many have failed so far, from 1
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
	const full = Math.min(longest, 250 * 2 ** Math.min(attempt, 10));
	return full * (0.5 + random() / 2);
}

/** What the server asks for in Retry-After (seconds), in milliseconds; 0: nothing. Dates are not used by our server. */
export function retryAfter(header: string | null): number {
	const seconds = Number(header);
	return header && seconds > 0 ? Math.min(seconds, 60) * 1000 : 0;
}

const wakers = new Set<() => void>();

/** Waits, but no longer than until the phone is unlocked or gets its network back. */
export function pause(milliseconds: number): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			wakers.delete(done);
			resolve();
		};
		const timer = setTimeout(done, milliseconds);
		wakers.add(done);
	});
}

/**
 * Calls `also` and ends all pauses whenever the page comes back to life.
 * @returns stops that
 */
export function onWake(also: () => void): () => void {
	const wake = () => {
		if (document.visibilityState === 'hidden') return;
		for (const done of [...wakers]) done();
		also();
	};
	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener('visibilitychange', wake, { signal });
	addEventListener('online', wake, { signal });
	addEventListener('pageshow', (event) => event.persisted && wake(), { signal });
	return () => listening.abort();
}
