import { locales } from '../../../platform/i18n/paraglide/runtime.js';

/** A question of the bank is for sessions in any of the languages; it has its words at least in the first of them. */
export const bankLocales: readonly string[] = locales;
