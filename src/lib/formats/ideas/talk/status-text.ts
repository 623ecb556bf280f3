import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { IdeaMap } from '../map.server.ts';
import type { IdeaStatus } from '../rules.ts';

const names: Readonly<Record<IdeaStatus, typeof m.ideatalk_status_new>> = {
	new: m.ideatalk_status_new,
	inReview: m.ideatalk_status_in_review,
	planned: m.ideatalk_status_planned,
	started: m.ideatalk_status_started,
	done: m.ideatalk_status_done,
	notPossible: m.ideatalk_status_not_possible
};

/** A step of the status path in the map's own word where it has one. */
export function statusText(
	{ statusNames }: Pick<IdeaMap, 'statusNames'>,
	status: string,
	locale: string
): string {
	const own = statusNames[status as IdeaStatus];
	return own ? textFor(own, locale) : names[status as IdeaStatus]({}, inLocale(locale));
}
