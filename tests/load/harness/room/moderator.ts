import { RawEventSource } from './event-source.ts';
import type { Command } from '#lib/formats/live/rules.ts';
import type { LiveSnapshot } from '#lib/formats/live/snapshot.ts';
import { controlCookie } from '#lib/formats/live/control-links.server.ts';

type Seen = { at: number; snapshot: LiveSnapshot };

/** The stage of a session: what it was told and when, in ms since 1970. */
export type Stage = {
	/** The first state, from now on or already there, of which this holds. */
	shows(what: (snapshot: LiveSnapshot) => boolean): Promise<Seen>;
	newest(): LiveSnapshot;
	/**
	 * The longest that a vote of this version took from its acknowledgement to the stage, in ms: the n-th is there with the first
	 * state that tells of n. One that was counted before a broken connection, and acknowledged only when it was sent again, takes 0.
	 */
	slowest(version: number, acknowledgedAt: readonly number[]): number;
	close(): void;
};

/** Follows the stream as the stage does. */
export async function openStage(port: number, code: string): Promise<Stage> {
	const seen: Seen[] = [];
	const waiting = new Set<() => void>();
	const source = new RawEventSource(`http://127.0.0.1:${port}/api/v1/live/${code}/stream#stage`);
	source.addEventListener('state', ({ data }) => {
		const at = performance.timeOrigin + performance.now();
		seen.push({ at, snapshot: JSON.parse(data) as LiveSnapshot });
		for (const look of [...waiting]) look();
	});
	const shows: Stage['shows'] = (what) =>
		new Promise((resolve) => {
			const look = () => {
				const found = seen.find(({ snapshot }) => what(snapshot));
				if (!found) return;
				waiting.delete(look);
				resolve(found);
			};
			waiting.add(look);
			look();
		});
	const slowest: Stage['slowest'] = (version, acknowledgedAt) => {
		const states = seen.filter(({ snapshot }) => snapshot.version === version);
		const delays = acknowledgedAt.map((at, index) => {
			const state = states.find(({ snapshot }) => snapshot.question!.ballots > index);
			return state ? state.at - at : Infinity;
		});
		return Math.max(0, ...delays);
	};
	await shows(() => true);
	return { shows, slowest, newest: () => seen.at(-1)!.snapshot, close: () => source.close() };
}

/**
 * Presses a button of the control page as a phone with a control link does.
 * @returns the version of the session that it made
 * @throws Error when it is refused
 */
export async function press(
	origin: string,
	code: string,
	{ key, command, version }: { key: string; command: Command; version: number }
): Promise<number> {
	const answer = await fetch(`${origin}/live/${code}/control?/command`, {
		method: 'POST',
		redirect: 'manual',
		headers: { accept: 'text/html', origin, cookie: `${controlCookie(code)}=${key}` },
		body: new URLSearchParams({ command, version: String(version), confirmed: 'yes' })
	});
	if (answer.status !== 303) throw new Error(`${command}: ${answer.status} ${await answer.text()}`);
	return version + 1;
}
