import type { LiveSnapshot } from '../snapshot.ts';
import { backoff, pause } from './backoff.ts';

type Following<Snapshot> = {
	onState: (snapshot: Snapshot) => void;
	/** The server's time, in milliseconds; said once when a connection begins. */
	onClock?: (now: number) => void;
	/** Connected or not; called on every change. */
	onConnection: (connected: boolean) => void;
	/** The right to follow has ended: there is no other attempt. */
	onOver?: () => void;
	/** Another attempt has failed: the page may ask in another way. */
	onFailure: () => void;
};

/**
 * Follows the session's event stream for as long as the page lives. EventSource reconnects by itself after a lost
 * connection but gives up for good on an answer like 503, so every failure is handled here.
 */
export function follow<Snapshot = LiveSnapshot>(
	url: string,
	{ onState, onClock, onConnection, onFailure, onOver }: Following<Snapshot>
) {
	let source: EventSource | undefined;
	let failed = 0;

	function connect(): void {
		source?.close();
		const opened = new EventSource(url);
		source = opened;
		opened.addEventListener('state', (event) => {
			failed = 0;
			onConnection(true);
			onState(JSON.parse((event as MessageEvent<string>).data) as Snapshot);
		});
		opened.addEventListener('clock', (event) =>
			onClock?.(Number((event as MessageEvent<string>).data))
		);
		opened.addEventListener('over', () => {
			stop();
			onOver?.();
		});
		opened.addEventListener('error', () => void again(opened));
	}

	async function again(broken: EventSource): Promise<void> {
		broken.close();
		if (broken !== source) return;
		failed += 1;
		// One failure is no news: the server ends every stream after a while.
		if (failed > 1) {
			onConnection(false);
			onFailure();
		}
		await pause(backoff(failed));
		if (broken === source) connect();
	}

	connect();
	return {
		/** At once: after sleep an old connection may look alive and be dead. */
		reconnect: connect,
		stop
	};

	function stop(): void {
		source?.close();
		source = undefined;
	}
}
