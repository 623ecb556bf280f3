import { fetchPart } from '../phone/fetch-part.ts';
import type { LiveSnapshot } from '../snapshot.ts';

/** What the server's clock is ahead of this page's count of milliseconds. */
let ahead = NaN;
let newest: LiveSnapshot | undefined;

/** The server has said its time. */
export function tellClock(serverTime: number): void {
	ahead = serverTime - performance.now();
	if (newest) tellTimer(newest);
}

/** What counts down is fetched only where a timer runs. */
export function tellTimer(snapshot: LiveSnapshot): void {
	newest = snapshot;
	const place = document.getElementById('timer')!;
	const closes = snapshot.question?.closesAt ?? '';
	const ends = closes && !Number.isNaN(ahead) ? String(Date.parse(closes) - ahead) : '';
	if (!ends && !place.dataset['ends']) return;
	Object.assign(place.dataset, { closes, ends });
	fetchPart(place);
	place.dispatchEvent(new Event('timer'));
}
