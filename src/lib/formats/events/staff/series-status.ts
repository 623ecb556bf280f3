import type { ActivityStatus } from '../../../core/activities/run.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';

export const seriesStatusNames: Readonly<Record<ActivityStatus, () => string>> = {
	draft: m.eventsstaff_status_draft,
	announced: m.eventsstaff_status_announced,
	running: m.eventsstaff_status_running,
	finished: m.eventsstaff_status_finished,
	archived: m.eventsstaff_status_archived
};
