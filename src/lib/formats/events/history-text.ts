import { m } from '../../platform/i18n/paraglide/messages.js';

/** What an entry of the audit trail says: everything that is ever recorded of a series or an event. */
export const historyTexts = {
	'events.created': m.events_history_created,
	'events.settingsChanged': m.events_history_settings_changed,
	'events.announced': m.events_history_announced,
	'events.unannounced': m.events_history_unannounced,
	'events.started': m.events_history_started,
	'events.finished': m.events_history_finished,
	'events.reopened': m.events_history_reopened,
	'events.outcomeSet': m.events_history_outcome_set,
	'events.deleted': m.events_history_deleted,
	'events.archived': m.events_history_archived,
	'events.hostsInvited': m.events_history_hosts_invited,
	'events.linkGiven': m.events_history_link_given,
	'events.linkRevoked': m.events_history_link_revoked,
	'events.entered': m.events_history_entered,
	'events.changed': m.events_history_changed,
	'events.submitted': m.events_history_submitted,
	'events.queried': m.events_history_queried,
	'events.answered': m.events_history_answered,
	'events.approved': m.events_history_approved,
	'events.rejected': m.events_history_rejected,
	'events.withdrawn': m.events_history_withdrawn,
	'events.cancelled': m.events_history_cancelled,
	'events.changesSeen': m.events_history_changes_seen,
	'events.dateCancelled': m.events_history_date_cancelled,
	'events.dateRestored': m.events_history_date_restored,
	'events.dateMoved': m.events_history_date_moved,
	'events.datePlaced': m.eventsmap_history_placed,
	'events.dateHeld': m.events_history_date_held,
	'events.dateNotHeld': m.events_history_date_not_held,
	'events.dateReset': m.events_history_date_reset,
	'events.headsCounted': m.eventscount_history_counted,
	'events.headcountCorrected': m.eventscount_history_corrected,
	'events.dateDocumented': m.eventsdocumentation_history_written,
	'events.photoAdded': m.eventsdocumentation_history_photo_added,
	'events.photoTakenDown': m.eventsdocumentation_history_photo_taken_down,
	'events.imported': m.eventsimport_history_imported,
	'events.importUndone': m.eventsimport_history_undone,
	'events.ticketsSetUp': m.eventsreg_history_tickets_set_up,
	'events.questionAdded': m.eventsquestions_history_added,
	'events.questionChanged': m.eventsquestions_history_changed,
	'events.questionMoved': m.eventsquestions_history_moved,
	'events.questionRemoved': m.eventsquestions_history_removed,
	'events.answersChanged': m.eventsquestions_history_answers_changed,
	'events.capacitySet': m.eventsquestions_history_capacity_set,
	'events.registered': m.eventsreg_history_registered,
	'events.queued': m.eventsreg_history_queued,
	'events.unregistered': m.eventsreg_history_unregistered,
	'events.placesChanged': m.eventsreg_history_places_changed,
	'events.placesOffered': m.eventsreg_history_places_offered,
	'events.offerAccepted': m.eventsreg_history_offer_accepted,
	'events.offersExpired': m.eventsreg_history_offers_expired,
	'events.checkedIn': m.eventsdoor_history_checked_in,
	'events.checkInTakenBack': m.eventsdoor_history_taken_back,
	'events.feedbackCodesPrinted': m.eventsfeedback_history_codes_printed,
	'events.feedbackSetUp': m.eventsfeedback_history_set_up
} as const;

type EventAction = keyof typeof historyTexts;
/** What can happen to a series or an event, without the word `events` before it. */
export type EventVerb = EventAction extends `events.${infer Verb}` ? Verb : never;

export const historyText = (action: string): string =>
	Object.hasOwn(historyTexts, action) ? historyTexts[action as EventAction]() : action;
