import type { Reroute } from '@sveltejs/kit';
import { deLocalizeUrl } from '#lib/platform/i18n/paraglide/runtime.js';

/** /en/measures and /leicht/measures are the route /measures in another language. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname;
