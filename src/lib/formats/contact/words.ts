import { m } from '../../platform/i18n/paraglide/messages.js';
import type { ActivityStatus } from '../../core/activities/run.ts';
import type { InboxFilter } from './desk/filter.ts';
import type { ContactWay, MessageState, Outcome } from './states.ts';

/** How a message stands, to the team. */
export const stateNames: Readonly<Record<MessageState, () => string>> = {
	open: m.contactdesk_state_open,
	waiting: m.contactdesk_state_waiting,
	answered: m.contactdesk_state_answered,
	closed: m.contactdesk_state_closed,
	withdrawn: m.contactdesk_state_withdrawn
};

export const askedStateNames: Readonly<Record<Exclude<InboxFilter['state'], ''>, () => string>> = {
	...stateNames,
	due: m.contactdesk_state_due,
	overdue: m.contactdesk_state_overdue
};

export const outcomeNames: Readonly<Record<Outcome, () => string>> = {
	answered: m.contactdesk_outcome_answered,
	passedOn: m.contactdesk_outcome_passed_on,
	idea: m.contactdesk_outcome_idea,
	none: m.contactdesk_outcome_none
};

export const wayNames: Readonly<Record<ContactWay, () => string>> = {
	message: m.contactdesk_way_message,
	talk: m.contactdesk_way_talk,
	phone: m.contactdesk_way_phone,
	street: m.contactdesk_way_street
};

export const pointStatusNames: Readonly<Record<ActivityStatus, () => string>> = {
	draft: m.contactdesk_status_draft,
	announced: m.contactdesk_status_announced,
	running: m.contactdesk_status_running,
	finished: m.contactdesk_status_finished,
	archived: m.contactdesk_status_archived
};
