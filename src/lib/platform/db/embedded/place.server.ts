import { createHash } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	realpathSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { othersCanEnter, sharedHome } from './binaries.server.ts';
import { EmbeddedDatabaseError } from './errors.ts';
import { databaseUser, type SystemUser } from './system-user.server.ts';

/** Where one embedded database lives, and who runs it (null: the app's own user). */
export type Place = {
	home: string;
	cluster: string;
	sockets: string;
	logFile: string;
	user: SystemUser | null;
};

/**
 * Makes the folders of a data folder's database.
 * @throws EmbeddedDatabaseError when they cannot be made or entered
 */
export function layOut(dataDir: string): Place {
	try {
		mkdirSync(dataDir, { recursive: true });
		const place = locate(dataDir);
		makeFolder(place.home, place.user);
		makeFolder(place.sockets, place.user);
		remember(dataDir, place.home);
		return place;
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (!code) throw error;
		throw new EmbeddedDatabaseError(
			`The data folder ${dataDir} cannot be used (${code}). Palaver needs a folder in which it may write: set DATA_DIR.`
		);
	}
}

/** Finds the place again without changing anything, for scripts beside a running app. */
export function locate(dataDir: string): Place {
	const user = databaseUser();
	const short = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
	const home = remembered(dataDir) ?? chooseHome(dataDir, short, user);
	if (user && existsSync(home) && !othersCanEnter(join(home, '..'))) {
		throw new EmbeddedDatabaseError(
			`The database lives in ${home}, where its system user can no longer enter. ` +
				`Open the folders above it to other users (chmod o+x), as they were at the first start.`
		);
	}
	return {
		home,
		cluster: join(home, 'cluster'),
		sockets: chooseSockets(home, short, user),
		logFile: join(home, 'postgres.log'),
		user
	};
}

/** Inside the data folder, unless PostgreSQL's own user cannot enter it (root's app in a clone under /root). */
function chooseHome(dataDir: string, short: string, user: SystemUser | null): string {
	const inside = join(existsSync(dataDir) ? realpathSync(dataDir) : dataDir, 'postgres');
	const stays = existsSync(join(inside, 'cluster'));
	return !user || stays || othersCanEnter(dataDir) ? inside : join(sharedHome, short);
}

/** A socket's path has at most 107 bytes; PostgreSQL adds 20 of its own. */
function chooseSockets(home: string, short: string, user: SystemUser | null): string {
	const inside = join(home, 'sockets');
	if (Buffer.byteLength(inside) <= 80) return inside;
	return user ? join(sharedHome, `sockets-${short}`) : join(tmpdir(), `palaver-${short}`);
}

/** Chosen once: a folder whose permissions change later must not get a second, empty database. */
const recordIn = (dataDir: string) => join(dataDir, 'database-location.txt');

function remembered(dataDir: string): string | null {
	if (!existsSync(recordIn(dataDir))) return null;
	return readFileSync(recordIn(dataDir), 'utf8').split('\n')[0]?.trim() || null;
}

function remember(dataDir: string, home: string): void {
	// A data folder that holds its own database may be moved; only a place elsewhere must be kept.
	if (home === join(realpathSync(dataDir), 'postgres') || existsSync(recordIn(dataDir))) return;
	writeFileSync(
		recordIn(dataDir),
		`${home}\n\nThe database of this folder lives there: Palaver runs as root, PostgreSQL may not, and its system user cannot\nenter ${dataDir}.\n`
	);
}

function makeFolder(folder: string, user: SystemUser | null): void {
	if (folder.startsWith(`${sharedHome}/`)) {
		mkdirSync(sharedHome, { recursive: true });
		chmodSync(sharedHome, 0o755); // whatever the umask
	}
	mkdirSync(folder, { recursive: true });
	// In a folder that all may write to, somebody else may have put a link or a folder of theirs under our name.
	const found = lstatSync(folder);
	const ours = [process.getuid?.(), user?.uid].includes(found.uid) || process.platform === 'win32';
	if (!found.isDirectory() || !ours) {
		throw new EmbeddedDatabaseError(
			`${folder} belongs to somebody else. Remove it, or choose another DATA_DIR.`
		);
	}
	if (user) chownSync(folder, user.uid, user.gid);
	chmodSync(folder, 0o700);
}
