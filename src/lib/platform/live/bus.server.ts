import pg from 'pg';
import { log } from '../log.ts';

/** How app processes hear of each other's changes. Nothing relies on a message: it only says "look again". */
export type Bus = Readonly<{
	/** Tells the other processes, at most once per 100 ms and topic, that the topic has changed. */
	publish(topic: string): void;
	/** Whether the connection stands. */
	ready(): boolean;
	close(): Promise<void>;
}>;

export type BusOptions = Readonly<{
	url: string;
	/** Channel of `publish`; null: this connection only listens. */
	channel: string | null;
	/** Channels that are written elsewhere, e.g. by commands in their own transaction. */
	listen: readonly string[];
	/** A message of another process, or of a command of any process. */
	heard(channel: string, topic: string): void;
	/** The connection was away: messages may have been missed, so everything counts as changed. */
	missed(): void;
}>;

const publishEvery = 100;

/**
 * Opens a connection of its own to a PostgreSQL and keeps it: LISTEN and NOTIFY. It may be another server than the
 * one with the data.
 */
export async function openBus(options: BusOptions): Promise<Bus> {
	// Our own messages come back to us; this tells them apart.
	const self = crypto.randomUUID();
	const changed = new Set<string>();
	let client: pg.Client | null = null;
	let timer: NodeJS.Timeout | null = null;
	let lastPublished = 0;
	let closed = false;

	await connect().catch(() => {
		log.warn('the bus between processes cannot be reached yet');
		void reconnect(50);
	});
	return {
		publish,
		ready: () => client !== null,
		close: async () => {
			if (timer) clearTimeout(timer);
			if (changed.size > 0) await send();
			closed = true;
			if (timer) clearTimeout(timer);
			const last = client;
			client = null;
			await last?.end();
		}
	};

	async function connect(): Promise<void> {
		const fresh = new pg.Client({ connectionString: options.url, application_name: 'palaver-bus' });
		fresh.on('notification', ({ channel, payload = '' }) => receive(channel, payload));
		fresh.on('error', () => lost(fresh));
		fresh.on('end', () => lost(fresh));
		await fresh.connect();
		// What is published is not worth waiting for the disk.
		await fresh.query('set synchronous_commit = off');
		for (const channel of [...options.listen, ...(options.channel ? [options.channel] : [])])
			await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
		client = fresh;
	}

	function receive(channel: string, payload: string): void {
		if (channel !== options.channel) return options.heard(channel, payload);
		const [from, topic] = payload.split(' ');
		if (from !== self && topic) options.heard(channel, topic);
	}

	function lost(which: pg.Client): void {
		if (closed || client !== which) return;
		client = null;
		log.warn('the bus between processes is away');
		void reconnect(50);
	}

	async function reconnect(wait: number): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, wait));
		if (closed) return;
		try {
			await connect();
			log.info('the bus between processes is back');
			options.missed();
		} catch {
			// Said once when it was lost; it is tried until the house closes.
			void reconnect(Math.min(wait * 2, 1000));
		}
	}

	function publish(topic: string): void {
		changed.add(topic);
		if (timer) return;
		const wait = Math.max(0, lastPublished + publishEvery - performance.now());
		timer = setTimeout(() => void send(), wait);
	}

	async function send(): Promise<void> {
		timer = null;
		lastPublished = performance.now();
		const topics = [...changed];
		changed.clear();
		try {
			if (!client) throw new Error('the bus is away');
			await client.query({
				name: 'bus-publish',
				text: 'select pg_notify($1, topic) from unnest($2::text[]) topic',
				values: [options.channel, topics.map((topic) => `${self} ${topic}`)]
			});
		} catch {
			// Kept until the connection is back: the others may not have lost theirs.
			for (const topic of topics) if (!closed) publish(topic);
		}
	}
}
