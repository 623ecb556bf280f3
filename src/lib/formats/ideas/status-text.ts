import { m } from '../../platform/i18n/paraglide/messages.js';
import { languageOf, textFor, type Translated } from '../../platform/i18n/translated.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import type { IdeaStatus } from './rules.ts';

/** What the steps are called where a map has no words of its own. */
export const statusNames: Record<IdeaStatus, typeof m.map_status_new> = {
	new: m.map_status_new,
	inReview: m.map_status_in_review,
	planned: m.map_status_planned,
	started: m.map_status_started,
	done: m.map_status_done,
	notPossible: m.map_status_not_possible
};

/** A map's own words for its status path. */
export type StatusNames = Readonly<Partial<Record<IdeaStatus, Translated>>>;

/** A step of the status path as this map calls it, with the language of the word. */
export function statusText(
	status: IdeaStatus,
	names: StatusNames,
	locale: string
): { text: string; lang: string } {
	const own = names[status];
	if (own) return { text: textFor(own, locale), lang: languageOf(own, locale) };
	const spoken = inLocale(locale);
	return { text: statusNames[status]({}, spoken), lang: spoken.locale };
}
