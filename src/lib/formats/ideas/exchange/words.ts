import { m } from '../../../platform/i18n/paraglide/messages.js';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import type { Source, Visibility, Whereabouts } from '../rules.ts';

/** The words of codes in tables, exports, statistics and print, in the reader's language. */
const sources: Record<Source, typeof m.ideadata_source_phone> = {
	phone: m.ideadata_source_phone,
	street: m.ideadata_source_street,
	walk: m.ideadata_source_walk,
	paper: m.ideadata_source_paper,
	import: m.ideadata_source_import
};
const kindsOfPlace: Record<Whereabouts, typeof m.ideadata_where_pin> = {
	pin: m.ideadata_where_pin,
	place: m.ideadata_where_place,
	quarter: m.ideadata_where_quarter
};
const visibilities: Record<Visibility, typeof m.ideadata_visibility_public> = {
	waiting: m.ideadata_visibility_waiting,
	public: m.ideadata_visibility_public,
	hidden: m.ideadata_visibility_hidden,
	withdrawn: m.ideadata_visibility_withdrawn
};

export const sourceWord = (source: Source, locale: string): string =>
	sources[source]({}, inLocale(locale));
export const whereWord = (where: Whereabouts, locale: string): string =>
	kindsOfPlace[where]({}, inLocale(locale));
export const visibilityWord = (visibility: Visibility, locale: string): string =>
	visibilities[visibility]({}, inLocale(locale));
export const yesNo = (yes: boolean, locale: string): string =>
	(yes ? m.ideadata_yes : m.ideadata_no)({}, inLocale(locale));
