import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../errors.ts';
import { log } from '../log.ts';
import { mayPass } from './lost-connection.ts';

export type Intake<Item, Outcome> = Readonly<{
	/**
	 * Resolves with the item's own outcome once its batch is committed.
	 * @throws Refusal busy when the queue is full or the house is closing, unavailable when the database stays away
	 */
	submit(item: Item): Promise<Outcome>;
	/** No new items; resolves when all that were taken in have been answered. */
	close(): Promise<void>;
	/** Items that wait for a batch. */
	queued(): number;
}>;

export type IntakeOptions<Item, Outcome> = Readonly<{
	/** For the log. */
	name: string;
	/**
	 * Commits all items in one transaction and returns one outcome each, in their order. `repeated`: an earlier attempt
	 * may have been carried out and what it wrote may have been changed since, so it must be harmless to repeat.
	 */
	write(items: readonly Item[], repeated: boolean): Promise<readonly Outcome[]>;
	/** Two items of one key never share a batch; they are written in the order in which they came. */
	keyOf(item: Item): string;
	/** Rows of one statement. 1,000 take about 15 ms; more only makes everybody wait for the slowest. */
	maxBatch?: number;
	/** Items that may wait: beyond it people are asked to come back. */
	maxQueue?: number;
	/** How long one batch is tried again while the database is away, in ms. */
	patience?: number;
	/** Called with the size of each committed batch. */
	committed?(rows: number): void;
}>;

type Entry<Item, Outcome> = Readonly<{
	item: Item;
	resolve(outcome: Outcome): void;
	reject(error: unknown): void;
}>;

/**
 * Group commit: items that arrive while a batch is being committed form the next one. No timer is involved (a timer
 * of 5 ms cost three quarters of the rate at 64 connections): the database's own pace sets the size of the batches.
 */
export function openIntake<Item, Outcome>(
	options: IntakeOptions<Item, Outcome>
): Intake<Item, Outcome> {
	const { maxBatch = 1000, maxQueue = 20_000, patience = 15_000 } = options;
	let queue: Entry<Item, Outcome>[] = [];
	let flushing: Promise<void> | null = null;
	let open = true;

	return { submit, close, queued: () => queue.length };

	function submit(item: Item): Promise<Outcome> {
		if (!open || queue.length >= maxQueue) return Promise.reject(new Refusal('busy', 'busy'));
		return new Promise((resolve, reject) => {
			queue.push({ item, resolve, reject });
			flushing ??= flush();
		});
	}

	async function close(): Promise<void> {
		open = false;
		await flushing;
	}

	async function flush(): Promise<void> {
		// One turn of the event loop, so that what the network delivered together is committed together.
		await new Promise(setImmediate);
		let answer = () => {};
		while (queue.length > 0) {
			const settled = settle(takeBatch());
			// The driver sends in a tick that it has asked for by now: the database works while these answers are written.
			process.nextTick(answer);
			answer = await settled;
		}
		answer();
		flushing = null;
	}

	function takeBatch(): Entry<Item, Outcome>[] {
		const batch: Entry<Item, Outcome>[] = [];
		const keys = new Set<string>();
		const later: Entry<Item, Outcome>[] = [];
		let taken = 0;
		for (; taken < queue.length && batch.length < maxBatch; taken++) {
			const entry = queue[taken]!;
			const key = options.keyOf(entry.item);
			if (keys.has(key)) later.push(entry);
			else {
				keys.add(key);
				batch.push(entry);
			}
		}
		queue = later.length > 0 ? later.concat(queue.slice(taken)) : queue.slice(taken);
		return batch;
	}

	/** Commits the batch; what is returned answers it. */
	async function settle(batch: Entry<Item, Outcome>[], repeated = false): Promise<() => void> {
		const attempts = { repeated };
		try {
			const outcomes = await writeWithPatience(
				batch.map((entry) => entry.item),
				attempts
			);
			options.committed?.(batch.length);
			return () => batch.forEach((entry, index) => entry.resolve(outcomes[index]!));
		} catch (error) {
			return settleFailed(batch, error, attempts.repeated);
		}
	}

	/** One item that the database cannot take must not spoil the others: halve until it stands alone. */
	async function settleFailed(
		batch: Entry<Item, Outcome>[],
		error: unknown,
		repeated: boolean
	): Promise<() => void> {
		if (mayPass(error))
			return () => batch.forEach((entry) => entry.reject(new Refusal('away', 'unavailable')));
		if (batch.length === 1) return () => batch[0]!.reject(error);
		const middle = Math.ceil(batch.length / 2);
		const halves = [
			await settle(batch.slice(0, middle), repeated),
			await settle(batch.slice(middle), repeated)
		];
		return () => halves.forEach((answer) => answer());
	}

	async function writeWithPatience(
		items: readonly Item[],
		attempts: { repeated: boolean }
	): Promise<readonly Outcome[]> {
		const giveUp = performance.now() + patience;
		for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
			try {
				return await options.write(items, attempts.repeated);
			} catch (error) {
				if (!mayPass(error) || performance.now() + wait > giveUp) throw error;
				log.warn(
					{ intake: options.name, rows: items.length, code: (error as { code?: string }).code },
					'the database is away, the batch is tried again'
				);
				await pause(wait);
				attempts.repeated = true;
			}
		}
	}
}
