import { isGrant, states, type State } from './states.ts';

/** Who takes a step, as `permissions.ts` names the right. */
type Right = 'apply' | 'review' | 'decide' | 'lapse';

/** What a step looks at besides the state. */
export type Facts = Readonly<{ outcome: string | null; paidCents: number }>;

type Step = Readonly<{
	from: readonly State[];
	to: State;
	right: Right;
	/** The applicant or the office is told why. */
	needsReason?: true;
	/** Reason code of what stands against it, or null. */
	hinders?: (facts: Facts) => string | null;
}>;

const onlyGrants = ({ outcome }: Facts) => (isGrant(outcome) ? null : 'not_granted');
const nothingPaid = ({ paidCents }: Facts) => (paidCents === 0 ? null : 'money_was_paid');

/** The whole workflow of an application. What has no row is not possible. */
const table = {
	submit: { from: ['draft'], to: 'submitted', right: 'apply' },
	take: { from: ['submitted'], to: 'inReview', right: 'review' },
	query: { from: ['inReview'], to: 'queried', right: 'review', needsReason: true },
	answer: { from: ['queried'], to: 'inReview', right: 'apply' },
	finishReview: { from: ['inReview'], to: 'ready', right: 'review' },
	resumeReview: { from: ['ready'], to: 'inReview', right: 'review', needsReason: true },
	decide: { from: ['ready'], to: 'decided', right: 'decide' },
	/** Deferred comes up again. */
	bringUpAgain: {
		from: ['decided'],
		to: 'ready',
		right: 'decide',
		hinders: ({ outcome }) => (outcome === 'deferred' ? null : 'not_deferred')
	},
	/** A decision entered by mistake, before anybody was told. */
	takeBack: { from: ['decided'], to: 'ready', right: 'decide', needsReason: true },
	notify: {
		from: ['decided'],
		to: 'notified',
		right: 'review',
		hinders: ({ outcome }) => (outcome === 'deferred' ? 'deferred' : null)
	},
	begin: { from: ['notified'], to: 'running', right: 'apply', hinders: onlyGrants },
	/** The applicant accepted on paper or by phone; the reason says how. */
	beginFor: {
		from: ['notified'],
		to: 'running',
		right: 'review',
		needsReason: true,
		hinders: onlyGrants
	},
	submitProof: { from: ['running'], to: 'proofSubmitted', right: 'apply' },
	queryProof: {
		from: ['proofSubmitted'],
		to: 'proofQueried',
		right: 'review',
		needsReason: true
	},
	answerProof: { from: ['proofQueried'], to: 'proofSubmitted', right: 'apply' },
	close: { from: ['proofSubmitted'], to: 'closed', right: 'review' },
	withdraw: {
		from: ['draft', 'submitted', 'inReview', 'queried', 'ready', 'decided', 'notified', 'running'],
		to: 'withdrawn',
		right: 'apply',
		hinders: nothingPaid
	},
	/** Nobody answered a query or accepted the notice in time. */
	lapse: {
		from: ['queried', 'notified'],
		to: 'lapsed',
		right: 'lapse',
		needsReason: true,
		hinders: ({ outcome }) => (outcome === 'rejected' ? 'not_granted' : null)
	},
	revoke: {
		from: ['notified', 'running', 'proofSubmitted', 'proofQueried'],
		to: 'revoked',
		right: 'review',
		needsReason: true,
		hinders: onlyGrants
	},
	/** Money that was paid is demanded back. */
	reclaim: {
		from: ['running', 'proofSubmitted', 'proofQueried', 'closed', 'revoked'],
		to: 'reclaimed',
		right: 'review',
		needsReason: true,
		hinders: ({ paidCents }) => (paidCents > 0 ? null : 'nothing_was_paid')
	},
	/** What was demanded has come back, or is given up with a reason. */
	settle: { from: ['reclaimed'], to: 'closed', right: 'review', needsReason: true }
} as const satisfies Record<string, Step>;

export type StepKey = keyof typeof table;
export const workflow: Readonly<Record<StepKey, Step>> = table;
export const stepKeys = Object.keys(table) as StepKey[];

/** Reason code of what stands against a step, or null when it can be taken. */
export function hindrance(step: StepKey, state: State, facts: Facts): string | null {
	const { from, hinders } = workflow[step];
	if (!from.includes(state)) return 'not_possible_now';
	return hinders?.(facts) ?? null;
}

/**
 * In which nothing more happens by itself: nobody waits for anybody. Money that was paid may still be demanded back from
 * closed and revoked ones, and from then on somebody waits for it.
 */
export const finalStates: readonly State[] = states.filter((state) =>
	stepKeys.every((step) => step === 'reclaim' || !workflow[step].from.includes(state))
);
