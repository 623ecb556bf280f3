/** Something that a device keeps under a key of its own. */
export type Item = Readonly<{ clientKey: string }>;

export type KeptOnDevice<T extends Item> = Readonly<{
	/** Resolves once it is on the device's disk. Kept under the same key again it takes the place of what was there. */
	keep(item: T): Promise<void>;
	/** Oldest first. */
	all(): Promise<T[]>;
	forget(clientKey: string): Promise<void>;
	/** Nothing is left on this device. */
	wipe(): Promise<void>;
}>;

/** A store in IndexedDB. It outlives reloads, restarts and a week offline. */
export async function openOnDevice<T extends Item>(
	name: string,
	store: string
): Promise<KeptOnDevice<T>> {
	const db = await opened(name, store);
	const done = (mode: IDBTransactionMode, work: (items: IDBObjectStore) => void) =>
		new Promise<void>((resolve, reject) => {
			// Strict: what the page calls kept is on the disk, not in a buffer.
			const trx = db.transaction(store, mode, { durability: 'strict' });
			work(trx.objectStore(store));
			trx.oncomplete = () => resolve();
			trx.onerror = trx.onabort = () => reject(trx.error ?? new Error(name));
		});

	return {
		keep: (item) =>
			done('readwrite', (items) => {
				const found = items.index('clientKey').getKey(item.clientKey);
				found.onsuccess = () => items.put(item, found.result);
			}),
		all: async () => {
			let all: IDBRequest<T[]>;
			await done('readonly', (items) => (all = items.getAll()));
			return all!.result;
		},
		// By the key within the store: keys are given in the order of arrival.
		forget: (clientKey) =>
			done('readwrite', (items) => {
				const found = items.index('clientKey').getKey(clientKey);
				found.onsuccess = () => found.result !== undefined && items.delete(found.result);
			}),
		wipe: () => done('readwrite', (items) => items.clear())
	};
}

function opened(name: string, store: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () =>
			request.result
				.createObjectStore(store, { autoIncrement: true })
				.createIndex('clientKey', 'clientKey', { unique: true });
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error(name));
	});
}
