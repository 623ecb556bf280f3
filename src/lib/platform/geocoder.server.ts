import { setTimeout as pauseFor } from 'node:timers/promises';
import { z } from 'zod';
import { cleanLine } from './clean-text.ts';
import { log } from './log.ts';

/** A place in the world that an address search found. */
export type Found = Readonly<{ label: string; lat: number; lng: number }>;

/** Where to look, in degrees. */
export type SearchBox = Readonly<{ west: number; south: number; east: number; north: number }>;

/**
 * Looks up addresses and landmarks.
 * @returns at most five, best first; null where no answer came in time
 */
export type Geocoder = (
	typed: string,
	box: SearchBox | null,
	language: string
) => Promise<readonly Found[] | null>;

/** A resident who waits longer has chosen from the list. */
const patience = 3000;
const keptAnswers = 500;
const keptFor = 24 * 3_600_000;
/** Bytes; five results have 3 kB. */
const largestAnswer = 200_000;
/** Public servers ask for at most one request a second: so long each waits for the one before, in milliseconds. */
const usualPause = 1000;
/** Searches that wait for their turn at once: with the request itself no longer than two patiences. */
const mostWaiting = patience / usualPause;

const degrees = (limit: number) => z.coerce.number().min(-limit).max(limit);
const answer = z.array(
	z.object({ lat: degrees(90), lon: degrees(180), display_name: z.string().min(1) })
);

/**
 * A search server that speaks as Nominatim does (`/search?q=…&format=jsonv2`). It is asked by this server, never by
 * the resident's phone: it learns what was searched, not by whom. Answers are kept for a day.
 * @param url of the search, as `https://nominatim.example.org/search`
 * @param pause between two requests, in milliseconds; who would wait for longer than their patience has the list
 */
export function openGeocoder(url: string, clock: () => Date, pause = usualPause): Geocoder {
	const kept = new Map<string, { found: readonly Found[]; until: number }>();
	let next = 0;
	return async (typed, box, language) => {
		const asked = addressOf(url, typed, box, language);
		const now = clock().getTime();
		const known = kept.get(asked);
		if (known && known.until > now) return known.found;
		const wait = Math.max(0, next - now);
		if (wait > mostWaiting * pause) return null;
		next = now + wait + pause;
		await pauseFor(wait);
		const found = await ask(asked);
		if (found) {
			kept.delete(asked);
			kept.set(asked, { found, until: now + keptFor });
			if (kept.size > keptAnswers) kept.delete(kept.keys().next().value!);
		}
		return found;
	};
}

function addressOf(url: string, typed: string, box: SearchBox | null, language: string): string {
	const address = new URL(url);
	const query = { q: cleanLine(typed).toLowerCase(), format: 'jsonv2', limit: '5' };
	for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
	address.searchParams.set('accept-language', language);
	if (box) {
		address.searchParams.set('viewbox', [box.west, box.north, box.east, box.south].join(','));
		address.searchParams.set('bounded', '1');
	}
	return address.href;
}

async function ask(address: string): Promise<readonly Found[] | null> {
	try {
		const response = await fetch(address, {
			signal: AbortSignal.timeout(patience),
			redirect: 'error',
			headers: { accept: 'application/json', 'user-agent': 'Palaver (participation platform)' }
		});
		if (!response.ok) throw new Error(`status ${response.status}`);
		const text = await limitedText(response);
		return answer
			.parse(JSON.parse(text))
			.slice(0, 5)
			.map(({ lat, lon, display_name }) => ({
				label: cleanLine(display_name).slice(0, 200),
				lat,
				lng: lon
			}));
	} catch (error) {
		// Without the address: somebody may have typed where they live.
		const { name } = error as Error;
		log.warn({ problem: name }, 'the address search did not answer as expected');
		return null;
	}
}

async function limitedText(response: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > largestAnswer) throw new Error('too much');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
