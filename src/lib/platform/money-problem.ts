import type { IbanProblem } from './iban.ts';
import { m } from './i18n/paraglide/messages.js';
import type { AmountProblem } from './money.ts';

const texts = {
	amount_missing: m.money_problem_amount_missing,
	amount_not_a_number: m.money_problem_amount_not_a_number,
	amount_negative: m.money_problem_amount_negative,
	amount_too_precise: m.money_problem_amount_too_precise,
	amount_too_large: m.money_problem_amount_too_large,
	iban_missing: m.money_problem_iban_missing,
	iban_invalid: m.money_problem_iban_invalid,
	iban_country: m.money_problem_iban_country
} satisfies Record<AmountProblem | IbanProblem, () => string>;

/** Why a sum or an account cannot be taken, by reason code: for the list of a form that asks for them. */
export const moneyProblems: Readonly<Record<keyof typeof texts, () => string>> = texts;
