import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { log } from '../log.ts';
import { fetchTile, type Fetched, type Tile, type TileAddress } from './tile-source.server.ts';
import { openTileStore, type TileStore } from './tile-store.server.ts';

/** Map tiles through the app: no phone asks anybody else, and whoever makes the tiles learns nothing of residents. */
export type Tiles = Readonly<{
	/** @returns `none`: there is no such tile; `away`: it cannot be had just now */
	get(address: TileAddress): Promise<Fetched>;
}>;

/** About 15,000 tiles: a city at all zooms. */
const usualMaxBytes = 256 * 1024 * 1024;
/** Who did not answer is left alone for so long; meanwhile maps show their grid at once. */
const restMs = 30_000;
const deepestZoom = 19;

type Needs = Pick<Config, 'tileUrl' | 'dataDir' | 'origin'> & { clock: Clock; maxBytes?: number };

export function openTiles({ tileUrl, dataDir, origin, clock, maxBytes }: Needs): Tiles {
	if (!tileUrl) return { get: () => Promise.resolve('none') };
	const store = openTileStore(join(dataDir, 'tiles'), maxBytes ?? usualMaxBytes);
	const underWay = new Map<string, Promise<Fetched>>();
	let restUntil = 0;

	async function ask(address: TileAddress): Promise<Fetched> {
		const now = clock().getTime();
		const kept = await store.read(address);
		if (kept && kept.until > now) return kept;
		if (now < restUntil) return kept ?? 'away';
		const fetched = await fetchTile(tileUrl!, address, `Palaver (+${origin})`, now);
		if (fetched === 'away') {
			if (restUntil <= now) log.warn({ tile: address }, 'map tiles cannot be fetched');
			restUntil = clock().getTime() + restMs;
			return kept ?? 'away';
		}
		if (fetched !== 'none' && fetched.until > now) await keep(store, address, fetched);
		return fetched;
	}

	return {
		get(address) {
			if (!exists(address)) return Promise.resolve('none');
			const key = `${address.z}/${address.x}/${address.y}`;
			// Ten phones that look at the same square ask once.
			const asked = underWay.get(key) ?? ask(address).finally(() => underWay.delete(key));
			underWay.set(key, asked);
			return asked;
		}
	};
}

/** A full disk makes maps slower, not blank. */
async function keep(store: TileStore, address: TileAddress, tile: Tile): Promise<void> {
	try {
		await store.write(address, tile);
	} catch (error) {
		log.warn({ err: error }, 'a map tile could not be kept');
	}
}

const exists = ({ z, x, y }: TileAddress): boolean =>
	[z, x, y].every((part) => Number.isInteger(part) && part >= 0) &&
	z <= deepestZoom &&
	x < 2 ** z &&
	y < 2 ** z;

/** The numbers of a tile as an address says them; anything else is no tile. */
export function tileAddress(z: string, x: string, y: string): TileAddress | null {
	const digits = [z, x, y].every((part) => /^(0|[1-9]\d{0,6})$/.test(part));
	const address = { z: Number(z), x: Number(x), y: Number(y) };
	return digits && exists(address) ? address : null;
}
