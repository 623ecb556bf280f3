import { backoff, pause } from './backoff.ts';
import { keyOf, type KeptBallot, type Memory } from './memory.ts';

/** What one attempt to send a ballot came to. */
export type Answered =
	| { kind: 'counted' }
	/** Not answered, or asked to come again: milliseconds at least. */
	| { kind: 'again'; after: number }
	/** Answered for good: it does not count, for this reason. */
	| { kind: 'refused'; reason: string };

type Wiring = {
	memory: Memory;
	/** @param failed attempts before this one */
	send: (ballot: KeptBallot, failed: number) => Promise<Answered>;
	/** A ballot waits for the network, or for a server that is busy. */
	onWaiting: (ballot: KeptBallot) => void;
	onCounted: (ballot: KeptBallot) => void;
	onRefused: (ballot: KeptBallot, reason: string) => void;
};

/**
 * Sends what was cast until it is answered: through lost network, restart of the server, reload and lock. The same
 * ballot may be sent twice (the server counts it once), but of two different ones the newer always has the last word.
 */
export function openBallotBox({ memory, send, onWaiting, onCounted, onRefused }: Wiring) {
	let driving = false;

	async function drive(): Promise<void> {
		if (driving) return;
		driving = true;
		let failed = 0;
		for (let ballot = memory.nextPending(); ballot; ballot = memory.nextPending()) {
			const answered = await send(ballot, failed);
			if (answered.kind === 'again') {
				failed += 1;
				onWaiting(ballot);
				await pause(Math.max(answered.after, backoff(failed)));
			} else {
				failed = 0;
				settle(ballot, answered);
			}
		}
		driving = false;
	}

	function settle(ballot: KeptBallot, answered: Exclude<Answered, { kind: 'again' }>): void {
		const key = keyOf(ballot);
		const waiting = memory.pending(key);
		// The person has changed their mind meanwhile, here or in another tab: that ballot is sent next.
		if (waiting && waiting.at > ballot.at) return;
		if (answered.kind === 'refused') {
			memory.dropPending(key);
			onRefused(ballot, answered.reason);
			return;
		}
		const counted = memory.counted(key);
		if (counted && counted.at > ballot.at) {
			// Another tab had a newer one counted while ours was on its way and may have come second: send that again.
			memory.keepPending(counted);
			return;
		}
		memory.keepCounted(ballot);
		memory.dropPending(key);
		onCounted(ballot);
	}

	return {
		cast(ballot: KeptBallot): void {
			memory.keepPending(ballot);
			void drive();
		},
		drive
	};
}
