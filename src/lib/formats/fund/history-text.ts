import { m } from '../../platform/i18n/paraglide/messages.js';

/** What an entry of the audit trail says: everything that is ever recorded of a pot, a round or an application. */
export const historyTexts = {
	'fund.potCreated': m.fund_history_pot_created,
	'fund.potChanged': m.fund_history_pot_changed,
	'fund.created': m.fund_history_created,
	'fund.changed': m.fund_history_changed,
	'fund.announced': m.fund_history_announced,
	'fund.unannounced': m.fund_history_unannounced,
	'fund.started': m.fund_history_started,
	'fund.finished': m.fund_history_finished,
	'fund.reopened': m.fund_history_reopened,
	'fund.outcomeSet': m.fund_history_outcome_set,
	'fund.archived': m.fund_history_archived,
	'fund.deleted': m.fundstaff_history_deleted,
	'fund.exported': m.fundstaff_history_exported,
	'fund.submitted': m.fund_history_submitted,
	'fund.taken': m.fund_history_taken,
	'fund.queried': m.fund_history_queried,
	'fund.answered': m.fund_history_answered,
	'fund.reviewed': m.fund_history_reviewed,
	'fund.reviewResumed': m.fund_history_review_resumed,
	'fund.decided': m.fund_history_decided,
	'fund.broughtUpAgain': m.fund_history_brought_up_again,
	'fund.decisionTakenBack': m.fund_history_decision_taken_back,
	'fund.notified': m.fund_history_notified,
	'fund.begun': m.fund_history_begun,
	'fund.proofSubmitted': m.fund_history_proof_submitted,
	'fund.proofQueried': m.fund_history_proof_queried,
	'fund.proofAnswered': m.fund_history_proof_answered,
	'fund.closed': m.fund_history_closed,
	'fund.withdrawn': m.fund_history_withdrawn,
	'fund.lapsed': m.fund_history_lapsed,
	'fund.revoked': m.fund_history_revoked,
	'fund.reclaimed': m.fund_history_reclaimed,
	'fund.settled': m.fund_history_settled,
	'fund.bound': m.fundapply_history_bound
} as const;

type FundAction = keyof typeof historyTexts;
/** What can happen to a pot, a round or an application, without the word `fund` before it. */
export type FundVerb = FundAction extends `fund.${infer Verb}` ? Verb : never;

export const historyText = (action: string): string =>
	Object.hasOwn(historyTexts, action) ? historyTexts[action as FundAction]() : action;
