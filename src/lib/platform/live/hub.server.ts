import { log } from '../log.ts';

/** Where frames go: one phone's open stream. */
export type Sink = {
	write(bytes: Buffer): void;
	/** Bytes wait in this process because the phone does not take them: nothing more is written for now. */
	behind(): boolean;
	end(): void;
};

/** One subscriber; `hub.unsubscribe` it when its connection closes, `hub.drained` when it took everything. */
export type Subscriber = {
	readonly sink: Sink;
	readonly topic: string;
	/** Sequence number of the last frame written to it. */
	seen: number;
	/** Since when it is behind, in ms of `performance.now()`; 0: it is not. */
	behindSince: number;
	/** When it is asked to come again. */
	readonly endsAt: number;
};

export type Hub = Readonly<{
	subscribe(topic: string, sink: Sink): Subscriber;
	unsubscribe(subscriber: Subscriber): void;
	drained(subscriber: Subscriber): void;
	/** The topic has changed: a new snapshot goes out at once, or after the pause since the last one. */
	changed(topic: string): void;
	everythingChanged(): void;
	subscribers(): number;
	/** Ends all streams. */
	close(): void;
}>;

export type HubOptions = Readonly<{
	/** The topic's full state as text without line breaks; null: it is no longer there, and its streams end. */
	render(topic: string): Promise<string | null>;
	/** Called with the number of subscribers that a frame was written to, and how many were skipped. */
	delivered?(written: number, skipped: number): void;
	/** Shortest time between two frames of a topic, in ms. */
	pause?: number;
	/** A phone that takes nothing for so long is let go, in ms. */
	stallLimit?: number;
	/** A comment is written so often, so that proxies keep the stream open, in ms. */
	heartbeat?: number;
	/**
	 * A stream ends after about this time and the phone comes again by itself, in ms. This is the liveness check: a
	 * phone that vanished without a word fills its kernel buffer (up to 4 MB), which no process can see.
	 */
	lifetime?: number;
}>;

type Topic = {
	readonly key: string;
	readonly subscribers: Set<Subscriber>;
	text: string;
	frame: Buffer | null;
	sequence: number;
	dirty: boolean;
	busy: boolean;
	lastStart: number;
	timer: NodeJS.Timeout | null;
};

// A write costs about 10 µs: after so many others (ballots) get their turn.
const slice = 250;
const heartbeatFrame = Buffer.from(':\n\n');

/**
 * Full state to many phones. Changes are gathered: the first goes out at once, later ones at most once per pause.
 * Each frame is serialised once and the same bytes are written to everybody; who is behind is skipped and gets the
 * newest frame when it has caught up, so a slow phone costs no memory.
 */
export function openHub(options: HubOptions): Hub {
	const { pause = 200, stallLimit = 30_000, heartbeat = 15_000, lifetime = 600_000 } = options;
	const topics = new Map<string, Topic>();
	let count = 0;
	let closed = false;
	const sweeper = setInterval(() => void sweep(), heartbeat);
	sweeper.unref();

	return {
		subscribe,
		unsubscribe,
		drained,
		changed,
		everythingChanged: () => topics.forEach((_, key) => changed(key)),
		subscribers: () => count,
		close
	};

	function subscribe(key: string, sink: Sink): Subscriber {
		const topic = topics.get(key) ?? create(key);
		// Spread, so that a full square does not come again in the same second.
		const endsAt = performance.now() + lifetime * (0.5 + Math.random() / 2);
		const subscriber = { sink, topic: key, seen: 0, behindSince: 0, endsAt };
		topic.subscribers.add(subscriber);
		count++;
		if (topic.frame && !topic.dirty) offer(topic, subscriber);
		else changed(key);
		return subscriber;
	}

	function create(key: string): Topic {
		const topic: Topic = {
			key,
			subscribers: new Set(),
			text: '',
			frame: null,
			sequence: 0,
			dirty: false,
			busy: false,
			lastStart: -Infinity,
			timer: null
		};
		topics.set(key, topic);
		return topic;
	}

	function unsubscribe(subscriber: Subscriber): void {
		const topic = topics.get(subscriber.topic);
		if (!topic?.subscribers.delete(subscriber)) return;
		count--;
		if (topic.subscribers.size > 0) return;
		if (topic.timer) clearTimeout(topic.timer);
		topics.delete(subscriber.topic);
	}

	function changed(key: string): void {
		const topic = topics.get(key);
		if (!topic || closed) return;
		topic.dirty = true;
		schedule(topic);
	}

	function schedule(topic: Topic): void {
		if (topic.busy || topic.timer || topics.get(topic.key) !== topic) return;
		const wait = topic.lastStart + pause - performance.now();
		if (wait <= 0) return void publish(topic);
		topic.timer = setTimeout(() => {
			topic.timer = null;
			void publish(topic);
		}, wait);
	}

	async function publish(topic: Topic): Promise<void> {
		topic.busy = true;
		topic.dirty = false;
		topic.lastStart = performance.now();
		try {
			const text = await options.render(topic.key);
			if (text === null) return endAll(topic);
			renew(topic, text);
			await deliver(topic);
		} catch (error) {
			topic.dirty = true;
			log.warn({ topic: topic.key, err: error }, 'no snapshot could be made; it is tried again');
		}
		topic.busy = false;
		if (topic.dirty && !closed) schedule(topic);
	}

	function endAll(topic: Topic): void {
		for (const { sink } of topic.subscribers) sink.end();
		count -= topic.subscribers.size;
		topic.subscribers.clear();
		topics.delete(topic.key);
	}

	function renew(topic: Topic, text: string): void {
		if (topic.frame && topic.text === text) return;
		topic.text = text;
		topic.sequence++;
		topic.frame = Buffer.from(`id: ${topic.sequence}\nevent: state\ndata: ${text}\n\n`);
	}

	async function deliver(topic: Topic): Promise<void> {
		let looked = 0;
		let written = 0;
		let skipped = 0;
		for (const subscriber of topic.subscribers) {
			if (subscriber.seen < topic.sequence) {
				if (offer(topic, subscriber)) written++;
				else skipped++;
			}
			if (++looked % slice === 0) await new Promise(setImmediate);
		}
		if (written + skipped > 0) options.delivered?.(written, skipped);
	}

	/** Writes the current frame, unless the phone still has to take an earlier one. */
	function offer(topic: Topic, subscriber: Subscriber): boolean {
		if (subscriber.sink.behind()) {
			subscriber.behindSince ||= performance.now();
			return false;
		}
		subscriber.behindSince = 0;
		subscriber.seen = topic.sequence;
		subscriber.sink.write(topic.frame!);
		return true;
	}

	function drained(subscriber: Subscriber): void {
		subscriber.behindSince = 0;
		const topic = topics.get(subscriber.topic);
		if (topic?.frame && subscriber.seen < topic.sequence) offer(topic, subscriber);
	}

	async function sweep(): Promise<void> {
		let looked = 0;
		for (const topic of topics.values()) {
			for (const subscriber of topic.subscribers) {
				check(subscriber, performance.now());
				if (++looked % slice === 0) await new Promise(setImmediate);
			}
		}
	}

	function check(subscriber: Subscriber, now: number): void {
		const stalled = subscriber.behindSince > 0 && now - subscriber.behindSince > stallLimit;
		if (stalled || now > subscriber.endsAt) {
			unsubscribe(subscriber);
			subscriber.sink.end();
		} else if (subscriber.sink.behind()) {
			subscriber.behindSince ||= now;
		} else {
			subscriber.sink.write(heartbeatFrame);
		}
	}

	function close(): void {
		closed = true;
		clearInterval(sweeper);
		for (const topic of topics.values()) {
			if (topic.timer) clearTimeout(topic.timer);
			for (const subscriber of topic.subscribers) subscriber.sink.end();
		}
		topics.clear();
		count = 0;
	}
}
