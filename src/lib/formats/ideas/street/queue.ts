/** An idea on its way: closed for everybody but the server, this phone included. */
export type Kept = Readonly<{ clientKey: string; activityId: string; sealed: string }>;

export type Queue = Readonly<{
	/** Resolves once it is on the phone's disk. Kept under the same key again it takes the place of what was there. */
	keep(item: Kept): Promise<void>;
	/** Oldest first. */
	waiting(activityId: string): Promise<Kept[]>;
	forget(clientKey: string): Promise<void>;
	/** Nothing of any map is left on this phone. */
	wipe(): Promise<void>;
}>;

const name = 'palaver-street';
const store = 'ideas';

/** The ideas that this phone still has to send, in IndexedDB. They outlive reloads, restarts and a week offline. */
export async function openQueue(): Promise<Queue> {
	const db = await opened();
	const done = (mode: IDBTransactionMode, work: (ideas: IDBObjectStore) => void) =>
		new Promise<void>((resolve, reject) => {
			// Strict: what the page calls kept is on the disk, not in a buffer.
			const trx = db.transaction(store, mode, { durability: 'strict' });
			work(trx.objectStore(store));
			trx.oncomplete = () => resolve();
			trx.onerror = trx.onabort = () => reject(trx.error ?? new Error('queue'));
		});

	return {
		keep: (item) =>
			done('readwrite', (ideas) => {
				const found = ideas.index('clientKey').getKey(item.clientKey);
				found.onsuccess = () => ideas.put(item, found.result);
			}),
		waiting: async (activityId) => {
			let all: IDBRequest<Kept[]>;
			await done('readonly', (ideas) => (all = ideas.getAll()));
			return all!.result.filter((item) => item.activityId === activityId);
		},
		// By the key within the store: keys are given in the order of arrival.
		forget: (clientKey) =>
			done('readwrite', (ideas) => {
				const found = ideas.index('clientKey').getKey(clientKey);
				found.onsuccess = () => found.result !== undefined && ideas.delete(found.result);
			}),
		wipe: () => done('readwrite', (ideas) => ideas.clear())
	};
}

function opened(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () =>
			request.result
				.createObjectStore(store, { autoIncrement: true })
				.createIndex('clientKey', 'clientKey', { unique: true });
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('queue'));
	});
}
