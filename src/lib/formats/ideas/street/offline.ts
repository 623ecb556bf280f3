/**
 * Makes this page start without a network: a worker for the pages of the street mode alone keeps them and what they
 * need. Asks the browser not to clear the phone's queue when space runs low.
 */
export async function keepOffline(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	await navigator.serviceWorker.register('/service-worker.js', { scope: scope() });
	const { active } = await navigator.serviceWorker.ready;
	const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
	const own = loaded.filter((address) => new URL(address).origin === location.origin);
	active?.postMessage({ keep: [location.pathname, ...own] });
	await navigator.storage?.persist?.();
}

/** The worker forgets the pages and goes. */
export async function forgetOffline(): Promise<void> {
	for (const key of await caches.keys())
		if (key.startsWith('palaver-street')) await caches.delete(key);
	const registration = await navigator.serviceWorker?.getRegistration(scope());
	await registration?.unregister();
}

/** `/street/`, with the prefix of the language where there is one. */
const scope = (): string => location.pathname.slice(0, location.pathname.indexOf('/street/') + 8);
