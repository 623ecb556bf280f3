import type { Hub, Subscriber } from './hub.server.ts';
import { opening, streamHeaders } from './streams.server.ts';

/** The same stream as a web Response, for the development server and other hosts of the framework. */
export function streamToWeb(hub: Hub, topic: string): Response {
	let subscriber: Subscriber;
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(Buffer.from(opening));
			subscriber = hub.subscribe(topic, {
				write: (bytes) => controller.enqueue(bytes),
				behind: () => (controller.desiredSize ?? 0) <= 0,
				end: () => controller.close()
			});
		},
		pull: () => hub.drained(subscriber),
		cancel: () => hub.unsubscribe(subscriber)
	});
	return new Response(body, { headers: streamHeaders });
}
