import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { LedgerKind } from './book.server.ts';

/** What an entry of the books does. */
export const bookKindNames: Readonly<Record<LedgerKind, typeof m.fundstaff_book_allocation>> = {
	allocation: m.fundstaff_book_allocation,
	cut: m.fundstaff_book_cut,
	reservation: m.fundstaff_book_reservation,
	release: m.fundstaff_book_release,
	payment: m.fundstaff_book_payment,
	return: m.fundstaff_book_return
};

/** Why it was booked: the keys that use cases write; everything else are somebody's words. */
const reasons: Readonly<Record<string, typeof m.fundstaff_book_allocation>> = {
	first_allocation: m.fundstaff_book_first_allocation,
	decision: m.fundstaff_book_decision,
	decision_taken_back: m.fundstaff_book_decision_taken_back,
	call: m.fundstaff_book_call,
	bounced: m.fundmoney_history_call_bounced,
	change: m.fundstaff_book_change_request,
	withdrawn: m.fund_history_withdrawn,
	lapsed: m.fund_history_lapsed,
	revoked: m.fund_history_revoked,
	reclaimed: m.fund_history_reclaimed,
	proof_closed: m.fund_history_closed
};

export const bookReason = (reason: string): string =>
	Object.hasOwn(reasons, reason) ? reasons[reason]!() : reason;

/** Which way the free money of the pot goes: what is paid was promised before. */
export const freeSign: Readonly<Record<LedgerKind, -1 | 0 | 1>> = {
	allocation: 1,
	cut: -1,
	reservation: -1,
	release: 1,
	payment: 0,
	return: 1
};
