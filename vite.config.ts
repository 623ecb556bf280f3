import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglideOptions } from './src/lib/platform/i18n/paraglide-options.ts';

export default defineConfig(({ command }) => ({
	// A build takes the messages that `npm run i18n` has compiled; only the dev server follows them as they change.
	plugins: [command === 'serve' && paraglideVitePlugin(paraglideOptions), sveltekit()],
	// To compress a thousand files only to print their sizes takes longer than to bundle them for the browser.
	build: { reportCompressedSize: false }
}));
