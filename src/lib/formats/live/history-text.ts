import { m } from '../../platform/i18n/paraglide/messages.js';

/** What an entry of the audit trail says: everything that is ever recorded of a session stands here. */
export const historyTexts = {
	'live.created': m.live_history_created,
	'live.changed': m.live_history_changed,
	'live.announced': m.live_history_announced,
	'live.withdrawn': m.live_history_withdrawn,
	'live.questionAdded': m.live_history_question_added,
	'live.questionChanged': m.live_history_question_changed,
	'live.questionMoved': m.live_history_question_moved,
	'live.questionRemoved': m.live_history_question_removed,
	'live.pictureAdded': m.questionsplaces_history_added,
	'live.pictureDescribed': m.questionsplaces_history_described,
	'live.pictureRemoved': m.questionsplaces_history_removed,
	'live.started': m.live_history_started,
	'live.opened': m.live_history_opened,
	'live.advanced': m.live_history_opened,
	'live.repeated': m.live_history_repeated,
	'live.closed': m.live_history_closed,
	'live.reopened': m.live_history_reopened,
	'live.revealed': m.live_history_revealed,
	'live.concealed': m.live_history_concealed,
	'live.resultShown': m.live_history_revealed,
	'live.lobbyShown': m.live_history_lobby,
	'live.ended': m.live_history_ended,
	'live.resumed': m.live_history_resumed,
	'live.entryHidden': m.live_history_entry_hidden,
	'live.entryShown': m.live_history_entry_shown,
	'live.handsCounted': m.liveroom_history_hands_counted,
	'live.handsUndone': m.liveroom_history_hands_undone,
	'live.paperTyped': m.liveroom_history_paper_typed,
	'live.paperCorrected': m.liveroom_history_paper_corrected,
	'live.paperTakenBack': m.liveroom_history_paper_taken_back,
	'live.tabletShared': m.liveroom_history_tablet_shared,
	'live.seatsMade': m.liveroom_history_seats_made,
	'live.seatVoided': m.liveroom_history_seat_voided,
	'live.seatsVoided': m.liveroom_history_seats_voided,
	'live.controlShared': m.live_history_control_shared,
	'live.controlLinkWithdrawn': m.live_history_control_link_withdrawn,
	'live.controlWithdrawn': m.live_history_control_withdrawn,
	'live.outcomeSet': m.live_history_outcome,
	'live.exported': m.live_history_exported,
	'live.archived': m.live_history_archived,
	'live.codeExpired': m.live_history_code_expired,
	'live.deleted': m.live_history_deleted
} as const;

type LiveAction = keyof typeof historyTexts;
/** What can happen to a session, without the word `live` before it. */
export type LiveVerb = LiveAction extends `live.${infer Verb}` ? Verb : never;

export const historyText = (action: string): string =>
	Object.hasOwn(historyTexts, action) ? historyTexts[action as LiveAction]() : action;
