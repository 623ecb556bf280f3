import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglideOptions } from './src/lib/platform/i18n/paraglide-options.ts';

/** While developing, a changed message is compiled at once; a build has compiled all of them before (`npm run build`). */
export default defineConfig(({ command }) => ({
	plugins: [...(command === 'serve' ? [paraglideVitePlugin(paraglideOptions)] : []), sveltekit()]
}));
