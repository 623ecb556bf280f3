import type { FactWords } from '#lib/core/indicators/facts.ts';
import { formats } from '#lib/formats/registry.ts';
import { getLocale } from '#lib/platform/i18n/paraglide/runtime.js';

/** By the format's key: what its outcomes and audiences are called in the reader's language. */
export const factWords = (): Readonly<Record<string, FactWords>> =>
	Object.fromEntries(
		formats.flatMap(({ key, facts }) => (facts.words ? [[key, facts.words(getLocale())]] : []))
	);
