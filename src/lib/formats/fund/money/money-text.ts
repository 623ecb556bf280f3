import { m } from '../../../platform/i18n/paraglide/messages.js';
import { moneyProblems } from '../../../platform/money-problem.ts';
import type { LedgerKind } from '../ledger/book.server.ts';
import type { CallState, CallStepKey } from './call-workflow.ts';

type Texts<Key extends string> = Readonly<Record<Key, () => string>>;

export const callStateNames: Texts<CallState> = {
	requested: m.fundmoney_call_requested,
	checked: m.fundmoney_call_checked,
	released: m.fundmoney_call_released,
	paid: m.fundmoney_call_paid,
	failed: m.fundmoney_call_failed,
	refused: m.fundmoney_call_refused,
	withdrawn: m.fundmoney_call_withdrawn
};

/** What a button says that takes the step. */
export const callStepNames: Texts<CallStepKey> = {
	withdraw: m.fundmoney_do_withdraw_call,
	check: m.fundmoney_do_check,
	refuse: m.fundmoney_do_refuse,
	release: m.fundmoney_do_release,
	pay: m.fundmoney_do_pay,
	fail: m.fundmoney_do_fail,
	unfail: m.fundmoney_do_unfail,
	bounce: m.fundmoney_do_bounce
};

export const changeStateNames: Texts<'requested' | 'approved' | 'rejected' | 'withdrawn'> = {
	requested: m.fundmoney_change_requested,
	approved: m.fundmoney_change_approved,
	rejected: m.fundmoney_change_rejected,
	withdrawn: m.fundmoney_change_withdrawn
};

/** What an entry of the books about an application says. */
export const bookedNames: Texts<Exclude<LedgerKind, 'allocation' | 'cut'>> = {
	reservation: m.fundmoney_booked_reservation,
	release: m.fundmoney_booked_release,
	payment: m.fundmoney_booked_payment,
	return: m.fundmoney_booked_return
};

/** Why a use case said no, by its reason code. */
const refusals: Readonly<Record<string, () => string>> = {
	...moneyProblems,
	amount_invalid: moneyProblems.amount_not_a_number,
	not_allowed: m.fundmoney_refused_not_allowed,
	not_possible_now: m.fundmoney_refused_not_possible_now,
	not_paying_now: m.fundmoney_refused_not_paying_now,
	not_running: m.fundmoney_refused_not_running,
	changed_meanwhile: m.fundmoney_refused_changed_meanwhile,
	four_eyes: m.fundmoney_refused_four_eyes,
	iban_missing: m.fundmoney_refused_no_account,
	call_on_its_way: m.fundmoney_refused_call_on_its_way,
	call_paid_already: m.fundmoney_refused_changed_meanwhile,
	called_above_granted: m.fundmoney_refused_called_above_granted,
	change_open: m.fundmoney_refused_change_open,
	nothing_changes: m.fundmoney_refused_nothing_changes,
	plan_does_not_add_up: m.fundmoney_refused_plan_does_not_add_up,
	line_unknown: m.fundmoney_refused_changed_meanwhile,
	below_called: m.fundmoney_refused_below_called,
	above_ceiling: m.fundmoney_refused_above_ceiling,
	jury_must_decide: m.fundmoney_refused_jury_must_decide,
	body_not_competent: m.fundmoney_refused_jury_must_decide,
	paper_missing: m.fundmoney_refused_paper_missing,
	pot_exhausted: m.fundmoney_refused_pot_exhausted,
	share_too_small: m.fundmoney_refused_share_too_small,
	ends_in_past: m.fundmoney_refused_ends_in_past,
	ends_before_start: m.fundmoney_refused_ends_before_start,
	project_too_long: m.fundmoney_refused_project_too_long,
	date_invalid: m.fundmoney_refused_date_invalid,
	date_in_future: m.fundmoney_refused_date_in_future,
	paid_before_release: m.fundmoney_refused_paid_before_release,
	reason_missing: m.fundmoney_refused_reason_missing,
	purpose_missing: m.fundmoney_refused_purpose_missing,
	objection_missing: m.fundmoney_refused_objection_missing,
	text_too_long: m.fundmoney_refused_text_too_long,
	too_late: m.fundmoney_refused_too_late,
	not_granted: m.fundmoney_refused_not_granted,
	nothing_was_paid: m.fundmoney_refused_nothing_was_paid,
	demanded_above_paid: m.fundmoney_refused_above_paid,
	returned_above_paid: m.fundmoney_refused_above_paid,
	money_outstanding: m.fundmoney_refused_money_outstanding
};

export const moneyRefusal = (reason: string): string =>
	(Object.hasOwn(refusals, reason) ? refusals[reason]! : m.fundmoney_refused_other)();

/** What is wrong with a typed account, or undefined. */
export function accountProblem(
	fields: Readonly<Record<string, string>> | undefined
): string | undefined {
	const reason = fields?.['iban'];
	if (reason === undefined) return undefined;
	return Object.hasOwn(moneyProblems, reason)
		? moneyProblems[reason as keyof typeof moneyProblems]()
		: moneyRefusal(reason);
}

/** What is wrong with one field, or undefined. */
export function moneyProblem(
	fields: Readonly<Record<string, string>> | undefined,
	field: string
): string | undefined {
	const reason = fields?.[field];
	return reason === undefined ? undefined : moneyRefusal(reason);
}
