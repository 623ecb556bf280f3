import type { LiveSnapshot } from '../snapshot.ts';
import { tallyMark } from '../tally-mark.ts';
import { backoff } from './backoff.ts';
import { announce, view } from './page.ts';

type Keeping = {
	path: string;
	/** The server was asked for the view; whether it answered. */
	onAsked: (answered: boolean) => void;
	/** A person is in the middle of something that no update may take away. */
	isBusy: () => boolean;
	/** The new view waits because of that. */
	onHeldBack: (next: HTMLElement) => void;
	/** The new view is in place; whether it is another state or question, or another round stands beside it. */
	onShown: (isNews: boolean) => void;
};

/** A result that is shown while votes still come in is fetched at most this often, in milliseconds. */
const resultPace = 3000;
/** Everybody hears of a new question at once; they fetch it over a time that grows with the hall: 5 s for 10,000. */
const spreadPerPhone = 0.5;
const shortestSpread = 300;

/** Milliseconds until a phone of a hall with so many fetches what is new. */
export const untilFetched = (participants: number, random: () => number = Math.random): number =>
	random() * Math.max(shortestSpread, spreadPerPhone * participants);

/** Keeps the view what the server would render now, without ever touching what somebody is filling in. */
export function keepView({ path, onAsked, isBusy, onHeldBack, onShown }: Keeping) {
	let latest: LiveSnapshot | undefined;
	let held: HTMLElement | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let failed = 0;

	const isNewest = (shown: HTMLElement) =>
		!latest ||
		(Number(shown.dataset['version']) >= latest.version &&
			shown.dataset['result'] === tallyMark(latest.result, latest.beside));

	function later(milliseconds: number): void {
		timer ??= setTimeout(() => void fetchView(), milliseconds);
	}

	function pace(): number {
		const shown = held ?? view();
		const isSameState = latest && Number(shown.dataset['version']) >= latest.version;
		if (isSameState) return resultPace * (0.8 + 0.4 * Math.random());
		return untilFetched(latest?.participants ?? 0);
	}

	async function fetchView(): Promise<void> {
		try {
			const response = await fetch(`${path}/view`, { signal: AbortSignal.timeout(15_000) });
			// Taken back or over for good: the page of this address says so, and there is nothing left to follow.
			if (response.status === 404 || response.status === 410) return location.reload();
			if (!response.ok) throw new Error(String(response.status));
			take(await response.text());
			failed = 0;
		} catch {
			failed += 1;
		}
		onAsked(failed === 0);
		timer = undefined;
		if (failed > 0) later(backoff(failed));
		else if (!isNewest(held ?? view())) later(pace());
	}

	function take(html: string): void {
		const next = new DOMParser().parseFromString(html, 'text/html').getElementById('view')!;
		held = undefined;
		if (isBusy()) {
			held = next;
			onHeldBack(next);
		} else show(next);
	}

	function show(next: HTMLElement): void {
		const shown = view();
		held = undefined;
		const had = shown.contains(document.activeElement);
		const isNews = ['phase', 'question', 'round', 'beside'].some(
			(name) => shown.dataset[name] !== next.dataset[name]
		);
		shown.replaceWith(document.adoptNode(next));
		onShown(isNews);
		if (had) next.focus({ preventScroll: !isNews });
		if (!isNews) return;
		scrollTo({ top: 0 });
		announce(next.dataset['announce'] ?? '');
	}

	return {
		update(snapshot: LiveSnapshot): void {
			latest = snapshot;
			if (!isNewest(held ?? view())) later(pace());
		},
		/** Asks the server, whatever the stream says. */
		refresh: () => later(Math.random() * shortestSpread),
		/** The person wants to see what was held back. */
		showHeld: () => held && show(held),
		isHeld: () => held !== undefined
	};
}
