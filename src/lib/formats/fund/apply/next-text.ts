import { m } from '../../../platform/i18n/paraglide/messages.js';
import { isGrant, type Outcome, type State } from '../states.ts';

/** What happens next, told to who applies. */
const texts: Readonly<Record<Exclude<State, 'notified'>, () => string>> = {
	draft: m.fundapply_next_draft,
	submitted: m.fundapply_next_submitted,
	inReview: m.fundapply_next_in_review,
	queried: m.fundapply_next_queried,
	ready: m.fundapply_next_ready,
	decided: m.fundapply_next_decided,
	running: m.fundapply_next_running,
	proofSubmitted: m.fundapply_next_proof_submitted,
	proofQueried: m.fundapply_next_proof_queried,
	closed: m.fundapply_next_closed,
	withdrawn: m.fundapply_next_withdrawn,
	lapsed: m.fundapply_next_lapsed,
	revoked: m.fundapply_next_revoked,
	reclaimed: m.fundapply_next_reclaimed
};

export function nextText(state: State, outcome: Outcome | null): string {
	if (state === 'decided' && outcome === 'deferred') return m.fundapply_next_deferred();
	if (state !== 'notified') return texts[state]();
	return isGrant(outcome) ? m.fundapply_next_granted() : m.fundapply_next_rejected();
}
