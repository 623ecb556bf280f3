import { m } from '../../platform/i18n/paraglide/messages.js';

/** What an entry of the audit trail says: everything that is ever recorded of a contact point. */
export const historyTexts = {
	'contact.created': m.contact_history_created,
	'contact.changed': m.contact_history_changed,
	'contact.announced': m.contact_history_announced,
	'contact.unannounced': m.contact_history_unannounced,
	'contact.started': m.contact_history_started,
	'contact.finished': m.contact_history_finished,
	'contact.reopened': m.contact_history_reopened,
	'contact.outcomeSet': m.contact_history_outcome_set,
	'contact.deleted': m.contact_history_deleted,
	'contact.archived': m.contact_history_archived,
	'contact.exported': m.contact_history_exported,
	'contact.received': m.contact_history_received,
	'contact.wroteBack': m.contact_history_wrote_back,
	'contact.settledByWriter': m.contact_history_settled_by_writer,
	'contact.withdrawn': m.contact_history_withdrawn,
	'contact.claimed': m.contact_history_claimed,
	'contact.released': m.contact_history_released,
	'contact.answered': m.contact_history_answered,
	'contact.noted': m.contact_history_noted,
	'contact.closed': m.contact_history_closed,
	'contact.takenUpAgain': m.contact_history_taken_up_again,
	'contact.talkNoted': m.contact_history_talk_noted,
	'contact.talkCorrected': m.contact_history_talk_corrected,
	'contact.talkRemoved': m.contact_history_talk_removed
} as const;

type ContactAction = keyof typeof historyTexts;
/** What can happen to a contact point, without the word `contact` before it. */
export type ContactVerb = ContactAction extends `contact.${infer Verb}` ? Verb : never;

export const historyText = (action: string): string =>
	Object.hasOwn(historyTexts, action) ? historyTexts[action as ContactAction]() : action;
