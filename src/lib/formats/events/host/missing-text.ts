import { m } from '../../../platform/i18n/paraglide/messages.js';

/** What the fields are called without which an event is not handed in. */
export const missingNames: Readonly<Record<string, () => string>> = {
	kind: m.eventshost_field_kind,
	placeId: m.eventshost_field_place,
	starts: m.eventshost_field_starts,
	audiences: m.events_who_for,
	languages: m.events_languages,
	summary: m.events_what
};
