import { readdirSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './tests/fixture/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	// Each file is a project of its own, because that is what gives it a worker, and so an app and a database, of its own:
	// a file that builds its town must not find the one of the file before.
	projects: readdirSync('tests/e2e')
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => ({ name: file.replace('.test.ts', ''), testMatch: file })),
	fullyParallel: false,
	workers: 1,
	timeout: 60_000,
	// A busy machine is slow, not wrong; a test that waits in vain still fails.
	expect: { timeout: 15_000 },
	forbidOnly: true,
	reporter: 'list',
	use: {
		locale: 'de-DE',
		launchOptions: chromiumOptions
	}
});
