import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglideOptions } from './src/lib/platform/i18n/paraglide-options.ts';

/** Styles that nearly every page needs, or that are too small for a file of their own. */
const shellStyles =
	/src\/lib\/ui\/((tokens|base|map\/map-frame)\.css|(Brand|LanguageSwitch|Picture)\.svelte\?svelte&type=style)/;
const participantsStyles =
	/src\/(routes\/j\/(\+layout|\[code\]\/\+page)|lib\/formats\/live\/(moderation\/CalmCard|timer\/TimerBar|pace\/Reaction\w*)|lib\/(questions|formats\/live\/participant)\/(?!.*(Editor|Field|Fields|Form|Choice|Button)\.svelte)[^?]+)\.svelte\?svelte&type=style/;

export default defineConfig(({ command }) => ({
	// A build takes the messages that `npm run i18n` has compiled; only the dev server follows them as they change.
	plugins: [command === 'serve' && paraglideVitePlugin(paraglideOptions), sveltekit()],
	// To compress a thousand files only to print their sizes takes longer than to bundle them for the browser.
	build: {
		reportCompressedSize: false,
		// The page of a phone has styles of a dozen small parts; each file of its own costs more headers than it has rules.
		rolldownOptions: {
			output: {
				codeSplitting: {
					groups: [
						{ name: 'shell', test: shellStyles },
						{ name: 'participate', test: participantsStyles }
					]
				}
			}
		}
	}
}));
