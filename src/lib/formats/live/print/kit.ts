import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';

/** What can be printed of a session; the cards with seat codes are made by `seats/`. */
export const sheets = ['poster', 'ballots', 'tally', 'results'] as const;
export type Sheet = (typeof sheets)[number];
export const isSheet = (name: string): name is Sheet =>
	(sheets as readonly string[]).includes(name);

/** How it is printed. */
export type PrintChoice = Readonly<{
	/** Of the session's languages, in their order; never none. */
	locales: readonly Locale[];
	paper: 'a4' | 'a5';
	/** A poster with all languages on one page instead of a page for each. */
	together: boolean;
}>;

/** What the form asked for; what it left out is chosen for it: the main language, A4. */
export function printChoice(asked: URLSearchParams, offered: readonly Locale[]): PrintChoice {
	const chosen = offered.filter((locale) => asked.getAll('lang').includes(locale));
	return {
		locales: chosen.length > 0 ? chosen : offered.slice(0, 1),
		paper: asked.get('paper') === 'a5' ? 'a5' : 'a4',
		together: asked.get('together') === 'yes'
	};
}
