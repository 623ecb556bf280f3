/** Pages that start without a network: addresses below `scope`, kept in a cache of this name. */
export type Offline = Readonly<{ scope: string; cache: string }>;

/**
 * Makes this page start without a network: a worker for the pages of one scope keeps them and what they need. Asks the
 * browser not to clear what the page has kept on the phone when space runs low.
 */
export async function keepOffline({ scope, cache }: Offline): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const registration = await navigator.serviceWorker.register('/service-worker.js', { scope });
	const worker = await activated(registration);
	const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
	const own = loaded.filter((address) => new URL(address).origin === location.origin);
	worker?.postMessage({ keep: [location.pathname, ...own], cache });
	await navigator.storage?.persist?.();
}

/** Not `serviceWorker.ready`: that waits for a worker of this very page, whose scope may be another one's. */
async function activated(registration: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
	const worker = registration.active ?? registration.waiting ?? registration.installing;
	if (!worker || worker.state === 'activated') return worker;
	return new Promise((resolve) =>
		worker.addEventListener('statechange', () => {
			if (worker.state === 'activated') resolve(worker);
			else if (worker.state === 'redundant') resolve(null);
		})
	);
}

/** The worker forgets the pages in caches whose name it is told, and goes. */
export async function forgetOffline({ scope, cache }: Offline): Promise<void> {
	for (const key of await caches.keys()) if (key.startsWith(cache)) await caches.delete(key);
	const registration = await navigator.serviceWorker?.getRegistration(scope);
	await registration?.unregister();
}
