import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './test/run-program.ts';

/** Builds the app unless the last build is newer than all it is made of. */
export async function buildIfNeeded(): Promise<void> {
	const built = 'build/handler.js';
	const sources = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];
	if (existsSync(built) && newestIn(sources) < statSync(built).mtimeMs) return;
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
