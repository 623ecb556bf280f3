import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './tests/fixture/chromium.ts';

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.test.ts',
	fullyParallel: false,
	workers: 1,
	timeout: 60_000,
	forbidOnly: true,
	reporter: 'list',
	use: {
		locale: 'de-DE',
		launchOptions: chromiumOptions
	}
});
