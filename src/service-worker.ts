/// <reference lib="webworker" />
/**
 * Serves the street mode and the door of events where there is no network. It is registered by those pages for themselves
 * only; every other page of Palaver goes to the server as it always did.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
/** A network that does not answer within this time is none: who stands on a square does not wait. */
const patience = 4000;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

// The page says what it is made of; what it no longer needs goes.
worker.addEventListener('message', ({ data }) => {
	const { keep, cache } = data as { keep?: string[]; cache?: string };
	if (keep && cache) void remember(keep, cache);
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate') event.respondWith(newestPage(request));
	else if (url.pathname.startsWith('/_app/immutable/')) event.respondWith(asKept(request));
});

async function remember(addresses: readonly string[], cacheName: string): Promise<void> {
	const cache = await caches.open(cacheName);
	await Promise.all(
		addresses.map(async (address) => {
			const response = await fetch(address).catch(() => null);
			if (response?.ok && !response.redirected) await cache.put(address, response);
		})
	);
}

/** From the server while there is one, so that categories and walks are those of today. */
async function newestPage(request: Request): Promise<Response> {
	const path = new URL(request.url).pathname;
	try {
		const response = await fetch(request, { signal: AbortSignal.timeout(patience) });
		if (response.status >= 500) return (await caches.match(path)) ?? response;
		return response;
	} catch (error) {
		const kept = await caches.match(path);
		if (kept) return kept;
		throw error;
	}
}

async function asKept(request: Request): Promise<Response> {
	return (await caches.match(request)) ?? fetch(request);
}
