/** A picture of one square of the map. */
export type Tile = Readonly<{
	type: string;
	bytes: Buffer;
	/** Until when it is fresh, in ms since 1970. */ until: number;
}>;
export type TileAddress = Readonly<{ z: number; x: number; y: number }>;

/** A map has no tile there, which is an answer; `away`: nobody answers, or not with a picture. */
export type Fetched = Tile | 'none' | 'away';

const timeoutMs = 5000;
/** Ten times a usual tile. */
const largest = 512 * 1024;
const dayMs = 86_400_000;
/** Where whoever makes the tiles does not say how long they are fresh: what tile policies ask for at least. */
const usualFreshMs = 7 * dayMs;
const longestFreshMs = 30 * dayMs;

/** The first bytes (hexadecimal) of the pictures that tiles may be; of WebP without the length in the middle. */
const signatures: Readonly<Record<string, RegExp>> = {
	'image/png': /^89504e470d0a1a0a/,
	'image/jpeg': /^ffd8ff/,
	'image/webp': /^52494646.{8}57454250/
};

/**
 * Asks for a tile. Says who asks on whose behalf, as tile policies want, and nothing about the resident.
 * @param url with {z}, {x} and {y}
 */
export async function fetchTile(
	url: string,
	{ z, x, y }: TileAddress,
	userAgent: string,
	now: number
): Promise<Fetched> {
	const address = url.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`);
	try {
		const answer = await fetch(address, {
			headers: { 'user-agent': userAgent, accept: 'image/png,image/webp,image/jpeg' },
			signal: AbortSignal.timeout(timeoutMs)
		});
		if (answer.status === 404 || answer.status === 204) return 'none';
		const type = (answer.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
		const signature = signatures[type];
		if (answer.status !== 200 || !signature || !answer.body) {
			await answer.body?.cancel();
			return 'away';
		}
		const bytes = await atMost(answer.body, largest);
		if (!bytes || !signature.test(bytes.toString('hex', 0, 12))) return 'away';
		return { type, bytes, until: now + freshFor(answer.headers.get('cache-control') ?? '') };
	} catch {
		return 'away';
	}
}

async function atMost(body: ReadableStream<Uint8Array>, limit: number): Promise<Buffer | null> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.length;
		if (size > limit) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** How long it may be shown without asking again; 0 where it must not be kept. */
export function freshFor(cacheControl: string): number {
	if (/\b(no-store|no-cache|private)\b/i.test(cacheControl)) return 0;
	const [, seconds] = /\bmax-age=(\d+)/i.exec(cacheControl) ?? [];
	return seconds ? Math.min(longestFreshMs, Number(seconds) * 1000) : usualFreshMs;
}
