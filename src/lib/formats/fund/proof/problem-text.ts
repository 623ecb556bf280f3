import { documentProblems } from '../../../platform/documents/problem-text.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { moneyProblems } from '../../../platform/money-problem.ts';

const texts: Readonly<Record<string, () => string>> = {
	...moneyProblems,
	...documentProblems,
	not_allowed: m.fundproof_problem_not_allowed,
	not_possible_now: m.fundproof_problem_not_possible_now,
	changed_meanwhile: m.fundproof_problem_changed_meanwhile,
	proof_incomplete: m.fundproof_problem_incomplete,
	too_many_receipts: m.fundproof_problem_too_many_receipts,
	receipt_unknown: m.fundproof_problem_receipt_unknown,
	line_missing: m.fundproof_problem_line_missing,
	line_unknown: m.fundproof_problem_line_missing,
	day_missing: m.fundproof_problem_day_missing,
	day_invalid: m.fundproof_problem_day_invalid,
	day_past: m.fundproof_problem_day_past,
	before_period: m.fundproof_problem_before_period,
	after_period: m.fundproof_problem_after_period,
	in_future: m.fundproof_problem_in_future,
	end_before_start: m.fundproof_problem_end_before_start,
	payee_missing: m.fundproof_problem_payee_missing,
	text_too_long: m.fundproof_problem_text_too_long,
	number_invalid: m.fundproof_problem_number_invalid,
	hours_invalid: m.fundproof_problem_hours_invalid,
	choice_invalid: m.fundproof_problem_choice_invalid,
	receipt_twice: m.fundproof_problem_receipt_twice,
	receipt_used_elsewhere: m.fundproof_problem_receipt_used_elsewhere,
	document_used: m.fundproof_problem_document_used,
	document_gone: m.fundproof_problem_document_gone,
	body_too_large: m.documents_problem_too_large,
	uploads_busy: m.documents_problem_busy,
	above_receipt: m.fundproof_problem_above_receipt,
	remark_missing: m.fundproof_problem_remark_missing,
	reason_missing: m.fundproof_problem_reason_missing,
	succeeded_missing: m.fundproof_problem_choice_invalid,
	receipts_not_recognised: m.fundproof_problem_receipts_not_recognised,
	money_due_back: m.fundproof_problem_money_due_back,
	money_still_payable: m.fundproof_problem_money_still_payable,
	call_open: m.fundproof_problem_call_open,
	change_open: m.fundproof_problem_change_open
};

/** A reason code in the reader's language. */
export const problemText = (reason: string): string =>
	(texts[reason] ?? m.fundproof_problem_input_invalid)();

type Refused =
	Readonly<{ reason?: string; fields?: Readonly<Record<string, string>> }> | null | undefined;

/** What is wrong with one field of a refused form. */
export function fieldProblem(refused: Refused, field: string): string | undefined {
	const reason = refused?.fields?.[field];
	return reason === undefined ? undefined : problemText(reason);
}
