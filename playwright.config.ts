import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './tests/fixture/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	fullyParallel: false,
	workers: 2,
	timeout: 120_000,
	// Node reads the app's modules as they are, as the app itself has it. To transform them and the 6,400 files of compiled
	// messages took 47 s of processor time before the first test, on one core while the other was idle.
	build: { external: [join(import.meta.dirname, 'src/**')] },
	// A busy machine is slow, not wrong; a test that waits in vain still fails.
	expect: { timeout: 20_000 },
	forbidOnly: true,
	reporter: 'list',
	use: {
		locale: 'de-DE',
		launchOptions: chromiumOptions
	}
});
