import { m } from '../../platform/i18n/paraglide/messages.js';
import type {
	ApplicantKind,
	Body,
	CostCategory,
	FundingCategory,
	Outcome,
	State
} from './states.ts';
import type { Ending } from './suggest-facts.ts';
import type { StepKey } from './workflow.ts';

/** The names that people read, in their language. */
export const stateNames: Readonly<Record<State, () => string>> = {
	draft: m.fund_state_draft,
	submitted: m.fund_state_submitted,
	inReview: m.fund_state_in_review,
	queried: m.fund_state_queried,
	ready: m.fund_state_ready,
	decided: m.fund_state_decided,
	notified: m.fund_state_notified,
	running: m.fund_state_running,
	proofSubmitted: m.fund_state_proof_submitted,
	proofQueried: m.fund_state_proof_queried,
	closed: m.fund_state_closed,
	withdrawn: m.fund_state_withdrawn,
	lapsed: m.fund_state_lapsed,
	revoked: m.fund_state_revoked,
	reclaimed: m.fund_state_reclaimed
};

export const outcomeNames = {
	granted: m.fund_outcome_granted,
	conditions: m.fund_outcome_conditions,
	deferred: m.fund_outcome_deferred,
	rejected: m.fund_outcome_rejected
} satisfies Readonly<Record<Outcome, () => string>>;

/** How an application ended, as facts tell it. */
export const endingNames = {
	succeeded: m.plan_ending_succeeded,
	notSucceeded: m.plan_ending_notSucceeded,
	settled: m.plan_ending_settled,
	revoked: m.plan_ending_revoked,
	reclaimed: m.plan_ending_reclaimed,
	withdrawn: m.plan_ending_withdrawn,
	lapsed: m.plan_ending_lapsed,
	open: m.plan_ending_open,
	rejected: m.plan_ending_rejected,
	undecided: m.plan_ending_undecided
} satisfies Readonly<Record<Ending, () => string>>;

export const bodyNames = {
	office: m.fund_body_office,
	jury: m.fund_body_jury,
	committee: m.fund_body_committee
} satisfies Readonly<Record<Body, () => string>>;

export const applicantKindNames: Readonly<Record<ApplicantKind, () => string>> = {
	group: m.fund_applicant_group,
	association: m.fund_applicant_association,
	provider: m.fund_applicant_provider
};

export const costNames = {
	staff: m.fund_cost_staff,
	fees: m.fund_cost_fees,
	materials: m.fund_cost_materials,
	rent: m.fund_cost_rent,
	catering: m.fund_cost_catering,
	publicity: m.fund_cost_publicity,
	equipment: m.fund_cost_equipment,
	travel: m.fund_cost_travel,
	other: m.fund_cost_other
} satisfies Readonly<Record<CostCategory, () => string>>;

export const fundingNames = {
	grant: m.fund_funding_grant,
	own: m.fund_funding_own,
	thirdParty: m.fund_funding_third_party,
	income: m.fund_funding_income,
	inKind: m.fund_funding_in_kind
} satisfies Readonly<Record<FundingCategory, () => string>>;

/** What has been done, as the chronicle of an application says it. */
export const stepNames: Readonly<Record<StepKey, () => string>> = {
	submit: m.fund_history_submitted,
	take: m.fund_history_taken,
	query: m.fund_history_queried,
	answer: m.fund_history_answered,
	finishReview: m.fund_history_reviewed,
	resumeReview: m.fund_history_review_resumed,
	decide: m.fund_history_decided,
	bringUpAgain: m.fund_history_brought_up_again,
	takeBack: m.fund_history_decision_taken_back,
	notify: m.fund_history_notified,
	begin: m.fund_history_begun,
	beginFor: m.fundmoney_history_begun_for,
	submitProof: m.fund_history_proof_submitted,
	queryProof: m.fund_history_proof_queried,
	answerProof: m.fund_history_proof_answered,
	close: m.fund_history_closed,
	withdraw: m.fund_history_withdrawn,
	lapse: m.fund_history_lapsed,
	revoke: m.fund_history_revoked,
	reclaim: m.fund_history_reclaimed,
	settle: m.fund_history_settled
};
