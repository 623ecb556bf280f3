import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '#lib/platform/process-lock.server.ts';
import { runProgram } from './test/run-program.ts';

/** Somebody else builds in this folder right now. */
export class BuildBusyError extends Error {
	override name = 'BuildBusyError';
}

/** In a folder that every install has and git does not know. */
const lockFile = 'node_modules/.palaver-build.json';

/**
 * Builds the app unless the last build is newer than all it is made of.
 * @throws BuildBusyError: two builds at once would write into each other's files
 */
export async function buildIfNeeded(): Promise<void> {
	const lock = takeLock(lockFile);
	if (!('release' in lock)) {
		const holder = lock.heldBy ? ` (process ${lock.heldBy.pid})` : '';
		throw new BuildBusyError(
			`Palaver is being built in this folder right now, by another start${holder}. Nothing was changed.\n` +
				'Wait about a minute until that is done, then start again.'
		);
	}
	// Also when the build is interrupted.
	process.once('exit', lock.release);
	try {
		if (!isBuilt()) await build();
	} finally {
		lock.release();
		process.off('exit', lock.release);
	}
}

function isBuilt(): boolean {
	const built = 'build/handler.js';
	const sources = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
	return existsSync(built) && newestIn(sources) < statSync(built).mtimeMs;
}

async function build(): Promise<void> {
	console.log('Building Palaver (once, about a minute) …');
	if ((await runProgram('npm', ['run', '-s', 'build', '--', '--logLevel', 'warn'])) !== 0) {
		throw new Error('The build failed; see above.');
	}
}

function newestIn(paths: readonly string[]): number {
	return Math.max(
		...paths.map((path) => {
			if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
			// The build itself writes the compiled messages.
			const entries = readdirSync(path).filter((name) => name !== 'paraglide');
			return newestIn(entries.map((name) => join(path, name)));
		}),
		0
	);
}
