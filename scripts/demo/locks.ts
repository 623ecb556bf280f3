import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '#lib/platform/process-lock.server.ts';
import { DemoError } from './server.ts';

/**
 * Takes the demo's folder for this start, until the process ends: two that tell the story, or one that resets what the
 * other tells, would spoil it.
 * @throws DemoError saying what to do instead
 */
export function takeFolder(dataDir: string): void {
	mkdirSync(dataDir, { recursive: true });
	const lock = takeLock(join(dataDir, 'demo-start.json'));
	if ('release' in lock) {
		process.once('exit', lock.release);
		return;
	}
	const holder = lock.heldBy ? ` (process ${lock.heldBy.pid})` : '';
	throw new DemoError(
		`A demo is already starting or running in ${dataDir}${holder}. Nothing was changed.\n` +
			'Use that one: its window shows the addresses. Or stop it there with Ctrl+C and start again.\n' +
			'For a second demo beside it: DATA_DIR=./demo-2 PORT=3001 npm run demo'
	);
}
