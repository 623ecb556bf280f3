import type { Locale } from './paraglide/runtime.js';

/** Keys with their names in one language, as a page can be handed them. */
export const namesIn = (
	names: Readonly<Record<string, (inputs: object, options: { locale: Locale }) => string>>,
	locale: Locale
): Record<string, string> =>
	Object.fromEntries(Object.entries(names).map(([key, name]) => [key, name({}, { locale })]));
