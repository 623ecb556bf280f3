import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { clamdProgram } from './tests/fixture/clamd-program.ts';
import { debianPostgres } from './tests/fixture/clusters.ts';

// The compiled messages are 4,400 modules that Node reads as they are; to transform them takes a minute in each project.
const server = { deps: { external: [/\/i18n\/paraglide\//] } };

const database = (name: string, include: string) => ({
	plugins: [svelte()],
	test: {
		name,
		include: [include],
		globalSetup: './tests/fixture/clusters.ts',
		env: { LOG_LEVEL: 'silent' },
		server,
		testTimeout: 30_000,
		// Every test has a database of its own and no module keeps what a test did: loaded once, not once per file.
		isolate: false
	}
});

export default defineConfig({
	test: {
		// PostgreSQL works in processes of its own, so a core left to it alone is idle half the time.
		maxWorkers: '100%',
		projects: [
			{
				plugins: [svelte()],
				test: {
					name: 'unit',
					include: ['tests/unit/**/*.test.ts', 'tests/*.test.ts'],
					// Needs the real thing, which `.ci/run` installs; the rules are also tested without it.
					exclude: clamdProgram ? [] : ['tests/unit/platform/documents/real-clamd.test.ts'],
					env: { LOG_LEVEL: 'silent' },
					server,
					// Beside the databases' tests everything takes three times as long as alone.
					testTimeout: 30_000,
					isolate: false
				}
			},
			{
				// Real processes that are killed for real, one after the other.
				plugins: [svelte()],
				test: {
					name: 'faults',
					include: ['tests/faults/**/*.test.ts'],
					env: { LOG_LEVEL: 'silent' },
					server,
					fileParallelism: false,
					testTimeout: 60_000
				}
			},
			database('db-18', 'tests/db/**/*.test.ts'),
			// On the oldest PostgreSQL there is (Debian 12 has 15) what the formats share; the formats themselves are tried on
			// it by the browser tests. All of it with ALL_ON_OLDEST=1, three minutes more.
			...(debianPostgres
				? [
						database(
							`db-${debianPostgres.version}`,
							process.env['ALL_ON_OLDEST'] ? 'tests/db/**/*.test.ts' : 'tests/db/*.test.ts'
						)
					]
				: [])
		]
	}
});
