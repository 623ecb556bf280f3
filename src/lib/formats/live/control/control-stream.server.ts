import type { Hub, Subscriber } from '../../../platform/live/hub.server.ts';
import { streamToWeb } from '../../../platform/live/web-stream.server.ts';
import { controlTopic } from '../topics.server.ts';

/**
 * Event streams of those who run a session: few, so they go through the framework, which knows who asks. Unlike the
 * others they end at once when the right to them does.
 */
export type ControlStreams = Readonly<{
	/** @param mayStay whether whoever opened it may still run the session */
	open(activityId: string, mayStay: () => Promise<boolean>): Response;
	/** Something about the session has changed: whoever may no longer run it is told so and let go. */
	recheck(activityId: string): Promise<void>;
	/** Messages may have been missed. */
	recheckAll(): Promise<void>;
}>;

const over = Buffer.from('event: over\ndata: {}\n\n');

export function openControlStreams(hub: Hub): ControlStreams {
	const streams = new Map<Subscriber, () => Promise<boolean>>();

	return {
		open: (activityId, mayStay) =>
			streamToWeb(hub, controlTopic(activityId), {
				opened: (subscriber) => void streams.set(subscriber, mayStay),
				closed: (subscriber) => void streams.delete(subscriber)
			}),
		recheck: (activityId) => recheck((topic) => topic === controlTopic(activityId)),
		recheckAll: () => recheck(() => true)
	};

	async function recheck(concerns: (topic: string) => boolean): Promise<void> {
		const concerned = [...streams].filter(([{ topic }]) => concerns(topic));
		await Promise.all(concerned.map(([subscriber, mayStay]) => check(subscriber, mayStay)));
	}

	/** Where nobody can say, the stream ends without a word: the phone comes again and is asked then. */
	async function check(subscriber: Subscriber, mayStay: () => Promise<boolean>): Promise<void> {
		const may = await mayStay().catch(() => null);
		if (may || !streams.has(subscriber)) return;
		if (may === false) subscriber.sink.write(over);
		hub.unsubscribe(subscriber);
		subscriber.sink.end();
	}
}
