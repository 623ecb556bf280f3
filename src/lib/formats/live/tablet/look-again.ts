/**
 * While nobody fills anything in, the tablet asks every few seconds whether there is something new to vote on. It keeps
 * nothing: whatever it shows comes from the server.
 */
const every = 4000;

const here = document.querySelector<HTMLElement>('[data-waits]');
const { waits: code, version } = here?.dataset ?? {};

async function look(): Promise<void> {
	if (document.visibilityState === 'hidden' || isTyping()) return;
	try {
		const response = await fetch(`/api/v1/live/${code}`, { cache: 'no-store' });
		const now = (await response.json()) as { version?: number };
		if (now.version !== undefined && String(now.version) !== version)
			location.replace(location.pathname);
	} catch {
		// Without a network the next look is as good as this one.
	}
}

/** Somebody types a seat code. */
const isTyping = () =>
	[...document.querySelectorAll<HTMLInputElement>('input[name="seat"]')].some(
		(field) => field.value !== ''
	);

if (here) setInterval(() => void look(), every);
