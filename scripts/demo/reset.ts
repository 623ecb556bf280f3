import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#lib/platform/config.ts';
import { runningEmbeddedUrl } from '#lib/platform/db/embedded/cluster.server.ts';
import { locate } from '#lib/platform/db/embedded/place.server.ts';
import { isDemo } from './secrets.ts';
import { DemoError } from './server.ts';

/** Throws the demo's house away. @throws DemoError when it is not the demo's, or is in use */
export function reset({ databaseUrl, dataDir }: Config): void {
	if (databaseUrl) {
		throw new DemoError(
			'--reset works on the embedded database only; DATABASE_URL is yours to empty.'
		);
	}
	const { home } = locate(dataDir);
	if (!isDemo(dataDir)) {
		throw new DemoError(`${dataDir} is not a demo, so nothing was removed.`);
	}
	if (runningEmbeddedUrl(dataDir)) {
		throw new DemoError(`A Palaver is running in ${dataDir}. Stop it first.`);
	}
	for (const path of [home, ...ofTheDemo.map((name) => join(dataDir, name))]) {
		rmSync(path, { recursive: true, force: true });
	}
}

const ofTheDemo = ['demo.json', 'app-secret', 'outbox', 'database-location.txt'];
