import type { Hub, Subscriber } from './hub.server.ts';
import { opening, streamHeaders } from './streams.server.ts';

/** For who keeps account of the streams. */
export type StreamWatch = Readonly<{
	opened(subscriber: Subscriber): void;
	closed(subscriber: Subscriber): void;
}>;

/** The same stream as a web Response, for those few that the framework answers. */
export function streamToWeb(hub: Hub, topic: string, watch?: StreamWatch): Response {
	let subscriber: Subscriber;
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(Buffer.from(opening()));
			subscriber = hub.subscribe(topic, {
				write: (bytes) => controller.enqueue(bytes),
				behind: () => (controller.desiredSize ?? 0) <= 0,
				end: () => {
					watch?.closed(subscriber);
					controller.close();
				}
			});
			watch?.opened(subscriber);
		},
		pull: () => hub.drained(subscriber),
		cancel: () => {
			watch?.closed(subscriber);
			hub.unsubscribe(subscriber);
		}
	});
	return new Response(body, { headers: streamHeaders });
}
