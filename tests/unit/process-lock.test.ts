import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildIfNeeded } from '../../scripts/build-if-needed.ts';
import { beginOf } from '#lib/platform/db/embedded/processes.server.ts';
import { takeLock } from '#lib/platform/process-lock.server.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'palaver-lock-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => join(folder, 'lock.json');

test('a lock is taken once, and again after it was given free', () => {
	const first = takeLock(file());
	expect(takeLock(file())).toEqual({
		heldBy: { pid: process.pid, begin: beginOf(process.pid) }
	});
	if ('release' in first) first.release();
	expect(takeLock(file())).toHaveProperty('release');
	expect(readdirSync(folder)).toEqual(['lock.json']);
});

test('of a process that has died nothing is left, also when its number was given out again', () => {
	const { pid } = spawnSync(process.execPath, ['--version']);
	writeFileSync(file(), JSON.stringify({ pid, begin: '1' }));
	expect(takeLock(file())).toHaveProperty('release');
	rmSync(file());
	writeFileSync(file(), JSON.stringify({ pid: process.pid, begin: 'long ago' }));
	expect(takeLock(file())).toHaveProperty('release');
});

test('whoever starts while another start builds is told to wait, and nothing is built', async () => {
	const lock = takeLock('node_modules/.palaver-build.json');
	try {
		await expect(buildIfNeeded()).rejects.toThrow(
			new RegExp(`being built.*process ${process.pid}.*\\n.*then start again`)
		);
	} finally {
		if ('release' in lock) lock.release();
	}
});
