import { invalidateAll } from '$app/navigation';
import { onWake } from '#lib/formats/live/phone/backoff.ts';
import { follow } from '#lib/formats/live/phone/stream.ts';
import { heard, type ServerClock } from '#lib/formats/live/timer/time-left.ts';
import type { ControlSnapshot } from '#lib/formats/live/snapshot.ts';

/** What the page shows of the stream: counts at once, the rest by asking the server again. */
export type LiveControl = Readonly<{
	/** Null before the first message (and without JavaScript). */
	readonly snapshot: ControlSnapshot | null;
	readonly connected: boolean;
	/** Null before the server has told its time. */
	readonly clock: ServerClock | null;
}>;

/** New entries are fetched at most this often, in milliseconds: nobody hides words faster. */
const entriesPause = 1500;

/**
 * Follows the session while the page is open. `shown` says what the page was drawn from: another version means that
 * somebody pressed elsewhere; more ballots matter where entries are listed.
 */
export function followControl(
	code: string,
	shown: () => { version: number; entries: boolean }
): LiveControl {
	const stream = `/live/${code}/control/stream`;
	let snapshot = $state<ControlSnapshot | null>(null);
	let connected = $state(true);
	let clock = $state.raw<ServerClock | null>(null);
	let waiting: ReturnType<typeof setTimeout> | undefined;

	$effect(() => {
		const following = follow<ControlSnapshot>(stream, {
			onState(next) {
				const ballots = snapshot?.question?.ballots;
				const asks = snapshot?.asksMark ?? next.asksMark;
				snapshot = next;
				if (next.version !== shown().version) void invalidateAll();
				else if (next.asksMark !== asks) fetchSoon();
				else if (shown().entries && next.question?.ballots !== ballots) fetchSoon();
			},
			onClock: (now) => (clock = heard(now)),
			onConnection: (now) => (connected = now),
			onFailure: () => void askWhy(),
			onOver: () => void invalidateAll()
		});
		// A phone that was locked for minutes may hold a connection that only looks alive.
		const asleep = onWake(following.reconnect);
		return () => {
			asleep();
			following.stop();
			clearTimeout(waiting);
		};
	});

	/** An event source is not told why it fails; a phone whose right has ended would try for ever. */
	async function askWhy(): Promise<void> {
		const answer = await fetch(stream, { method: 'HEAD' }).catch(() => null);
		if (answer?.status === 403 || answer?.redirected) await invalidateAll();
	}

	function fetchSoon(): void {
		waiting ??= setTimeout(() => {
			waiting = undefined;
			void invalidateAll();
		}, entriesPause);
	}

	return {
		get snapshot() {
			return snapshot;
		},
		get connected() {
			return connected;
		},
		get clock() {
			return clock;
		}
	};
}

/** The screen of the moderator's phone stays on while the page is in front (Screen Wake Lock API, where there is one). */
export function keepAwake(): void {
	$effect(() => {
		const ask = () => {
			// Refused when the battery is low or the page is behind; both are fine.
			if (document.visibilityState === 'visible')
				navigator.wakeLock?.request('screen').catch(() => {});
		};
		ask();
		document.addEventListener('visibilitychange', ask);
		return () => document.removeEventListener('visibilitychange', ask);
	});
}
