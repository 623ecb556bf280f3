import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's Chromium or an installed Chrome where there is one; elsewhere the browser of `playwright install`. */
export const systemChromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) =>
	existsSync(path)
);

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
		launchOptions: {
			...(systemChromium && { executablePath: systemChromium }),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
