import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './tests/fixture/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	fullyParallel: false,
	workers: 2,
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
