import type { State } from '../states.ts';

/** How a call for money (Mittelabruf) stands. */
export const callStates = [
	'requested',
	'checked',
	'released',
	'paid',
	'failed',
	'refused',
	'withdrawn'
] as const;
export type CallState = (typeof callStates)[number];

/** Who takes a step, as `permissions.ts` names the right. */
type CallRight = 'apply' | 'checkCall' | 'releaseCall';

type CallStep = Readonly<{
	from: readonly CallState[];
	to: CallState;
	right: CallRight;
	/** The applicant reads why. */
	needsReason?: true;
	/** Somebody else than who checked it. */
	fourEyes?: true;
}>;

/** The whole workflow of a call. What has no row is not possible: nothing is released or paid twice. */
const table = {
	withdraw: { from: ['requested', 'checked'], to: 'withdrawn', right: 'apply' },
	check: { from: ['requested'], to: 'checked', right: 'checkCall' },
	refuse: {
		from: ['requested', 'checked'],
		to: 'refused',
		right: 'checkCall',
		needsReason: true
	},
	release: { from: ['checked'], to: 'released', right: 'releaseCall', fourEyes: true },
	pay: { from: ['released'], to: 'paid', right: 'releaseCall' },
	/** The bank sent it back, or it was never sent; it may be called anew. */
	fail: { from: ['released'], to: 'failed', right: 'releaseCall', needsReason: true },
	/** Noted as failed by mistake: it is on its way after all. */
	unfail: { from: ['failed'], to: 'released', right: 'releaseCall', needsReason: true },
	/** It was paid and came back, days later: the account is wrong or closed. It may be called anew. */
	bounce: { from: ['paid'], to: 'failed', right: 'releaseCall', needsReason: true }
} as const satisfies Record<string, CallStep>;

export type CallStepKey = keyof typeof table;
export const callWorkflow: Readonly<Record<CallStepKey, CallStep>> = table;
export const callStepKeys = Object.keys(table) as CallStepKey[];

/** Money is called, released and paid only while the project runs or is being proved. */
export const payingStates: readonly State[] = ['running', 'proofSubmitted', 'proofQueried'];

/** What a step looks at. `checkedBy` is an account's id. */
export type CallFacts = Readonly<{
	applicationState: State;
	state: CallState;
	checkedBy: string | null;
	/** Day on which it left the city's account; stays when it bounced. */
	paidOn: string | null;
}>;

/**
 * Reason code of what stands against a step, or null when it can be taken.
 * @param accountId who would take it; null for nobody with an account
 */
export function callHindrance(
	step: CallStepKey,
	{ applicationState, state, checkedBy, paidOn }: CallFacts,
	accountId: string | null
): string | null {
	const { from, fourEyes } = callWorkflow[step];
	if (!payingStates.includes(applicationState)) return 'not_paying_now';
	if (!from.includes(state)) return 'not_possible_now';
	// What bounced was really paid: it is in the books and is called anew.
	if (step === 'unfail' && paidOn !== null) return 'not_possible_now';
	return fourEyes && checkedBy === accountId ? 'four_eyes' : null;
}
