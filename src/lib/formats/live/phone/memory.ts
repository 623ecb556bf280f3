/** What a form holds: names and values in their order. */
export type Fields = readonly (readonly [string, string])[];

/** One person's ballot as this phone keeps it. Nothing in it says who they are: that is in the cookie alone. */
export type KeptBallot = Readonly<{
	question: string;
	round: number;
	/** As the API takes it. */
	answer: unknown;
	/** Of the page, where it was written freely. */
	language?: string | undefined;
	/** As the form has it, to fill it in again. */
	fields: Fields;
	/** As the person reads it. */
	text: string;
	/** When it was cast, to know the newer of two. */
	at: number;
}>;

type Kind = 'pending' | 'counted' | 'draft';

/** Question and round: what a ballot, a draft or a view belongs to. */
export const keyOf = (of: { question: string; round: number | string }) =>
	`${of.question}:${of.round}`;

/**
 * What this phone remembers of one session, shared by all its tabs. One entry per ballot, so that two tabs never
 * overwrite each other. Where the browser keeps nothing (private mode, full) it holds until the tab is closed.
 */
export function openMemory(code: string) {
	const prefix = `palaver:${code}:`;
	const storage = persistentStorage();
	const name = (kind: Kind, key: string) => `${prefix}${kind}:${key}`;

	function read<Value>(kind: Kind, key: string): Value | null {
		const text = storage.getItem(name(kind, key));
		return text ? (JSON.parse(text) as Value) : null;
	}

	function write(kind: Kind, key: string, value: KeptBallot | Fields | null): void {
		try {
			if (value) storage.setItem(name(kind, key), JSON.stringify(value));
			else storage.removeItem(name(kind, key));
		} catch {
			// Full: the ballot on its way is still in this tab's hands.
		}
	}

	return {
		draft: (key: string) => read<Fields>('draft', key),
		keepDraft: (key: string, fields: Fields | null) => write('draft', key, fields),
		pending: (key: string) => read<KeptBallot>('pending', key),
		counted: (key: string) => read<KeptBallot>('counted', key),
		keepPending: (ballot: KeptBallot) => write('pending', keyOf(ballot), ballot),
		dropPending: (key: string) => write('pending', key, null),
		keepCounted: (ballot: KeptBallot) => write('counted', keyOf(ballot), ballot),
		dropCounted: (key: string) => write('counted', key, null),
		/** The ballot that has waited longest. */
		nextPending(): KeptBallot | null {
			const waiting = names(storage)
				.filter((entry) => entry.startsWith(`${prefix}pending:`))
				.map((entry) => JSON.parse(storage.getItem(entry)!) as KeptBallot);
			return waiting.sort((a, b) => a.at - b.at)[0] ?? null;
		},
		/** Forgets all but what is on its way and what belongs to `key`. */
		tidy(key: string): void {
			for (const entry of names(storage)) {
				const kept = entry.startsWith(`${prefix}pending:`) || entry.endsWith(`:${key}`);
				if (entry.startsWith(prefix) && !kept) storage.removeItem(entry);
			}
		},
		/** Another tab of this phone changed something. */
		onElsewhere(then: () => void): void {
			addEventListener('storage', (event) => event.key?.startsWith(prefix) && then());
		}
	};
}

export type Memory = ReturnType<typeof openMemory>;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

function persistentStorage(): Store {
	try {
		const probe = 'palaver:probe';
		localStorage.setItem(probe, probe);
		localStorage.removeItem(probe);
		return localStorage;
	} catch {
		return storageOfThisTab();
	}
}

function storageOfThisTab(): Store {
	const entries = new Map<string, string>();
	return {
		getItem: (name) => entries.get(name) ?? null,
		setItem: (name, value) => void entries.set(name, value),
		removeItem: (name) => void entries.delete(name),
		key: (index) => [...entries.keys()][index] ?? null,
		get length() {
			return entries.size;
		}
	};
}

const names = (storage: Store) =>
	Array.from({ length: storage.length }, (_, index) => storage.key(index)!);
