import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Tile, TileAddress } from './tile-source.server.ts';

/** Tiles on disk: one file each, a line that says what it is and then the picture. Several processes may share the folder. */
export type TileStore = Readonly<{
	read(address: TileAddress): Promise<Tile | null>;
	write(address: TileAddress, tile: Tile): Promise<void>;
}>;

/** Of a full store so much is kept, so that not every further tile has to make room. */
const keptShare = 0.8;

export function openTileStore(folder: string, maxBytes: number): TileStore {
	let size: number | null = null;
	let sweeping: Promise<void> | null = null;
	const fileOf = ({ z, x, y }: TileAddress) => join(folder, String(z), String(x), String(y));

	async function sweepIfFull(added: number): Promise<void> {
		size = size === null ? await sizeOf(folder) : size + added;
		if (size <= maxBytes) return;
		sweeping ??= removeLongestUnused(folder, maxBytes * keptShare).then((left) => {
			size = left;
			sweeping = null;
		});
		await sweeping;
	}

	return {
		async read(address) {
			try {
				const file = await readFile(fileOf(address));
				const line = file.indexOf('\n');
				const { type, until } = JSON.parse(file.toString('utf8', 0, line)) as Tile;
				// The time of the file is when it was last of use.
				await utimes(fileOf(address), new Date(), new Date());
				return { type, until, bytes: file.subarray(line + 1) };
			} catch {
				return null;
			}
		},
		async write(address, { type, until, bytes }) {
			const file = fileOf(address);
			const content = Buffer.concat([Buffer.from(`${JSON.stringify({ type, until })}\n`), bytes]);
			await mkdir(dirname(file), { recursive: true });
			// Renamed when whole: nobody reads half a tile.
			const draft = `${file}.${process.pid}`;
			await writeFile(draft, content);
			await rename(draft, file);
			await sweepIfFull(content.length);
		}
	};
}

type StoredFile = { path: string; bytes: number; usedAt: number };

async function filesIn(folder: string): Promise<StoredFile[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files: StoredFile[] = [];
	for (const entry of entries.filter((one) => one.isFile())) {
		const path = join(entry.parentPath, entry.name);
		const found = await stat(path).catch(() => null);
		if (found) files.push({ path, bytes: found.size, usedAt: found.mtimeMs });
	}
	return files;
}

async function sizeOf(folder: string): Promise<number> {
	return (await filesIn(folder)).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** @returns bytes that are left */
async function removeLongestUnused(folder: string, until: number): Promise<number> {
	const files = (await filesIn(folder)).sort((a, b) => a.usedAt - b.usedAt);
	let left = files.reduce((sum, { bytes }) => sum + bytes, 0);
	for (const { path, bytes } of files) {
		if (left <= until) break;
		await rm(path, { force: true });
		left -= bytes;
	}
	return left;
}
