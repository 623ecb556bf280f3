/**
 * Wraps a load so that at most one runs at a time, and whoever calls while one runs shares the next one.
 * The promise is always of a load that started after the call: nobody is served what was read before they asked.
 */
export function coalesced<T>(load: () => Promise<T>): () => Promise<T> {
	let running: Promise<T> | null = null;
	let waiting: Promise<T> | null = null;

	function start(): Promise<T> {
		const run = load().finally(() => (running = null));
		running = run;
		return run;
	}

	return () => {
		if (!running) return start();
		waiting ??= running.then(next, next);
		return waiting;
	};

	function next(): Promise<T> {
		waiting = null;
		return start();
	}
}
