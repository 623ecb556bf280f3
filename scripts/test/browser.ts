import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { systemChromium } from '../../tests/fixture/chromium.ts';
import { runProgram } from './run-program.ts';

const advice =
	'No Chromium was found, and Playwright could not download one. Install it (Debian, Ubuntu: apt install chromium), ' +
	'or, with a connection to the internet: npx playwright install --with-deps chromium';

/** Makes sure that there is a browser: the system's, or the one Playwright brings. Says what is missing otherwise. */
export async function browserMissing(): Promise<string | null> {
	if (systemChromium || existsSync(chromium.executablePath())) return null;
	console.log('No Chromium on this system; asking Playwright for its own.');
	const code = await runProgram('playwright', ['install', 'chromium']);
	return code === 0 && existsSync(chromium.executablePath()) ? null : advice;
}
