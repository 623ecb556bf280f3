import { m } from '../../../platform/i18n/paraglide/messages.js';

/** Key instead of words: belonged to the applicant when it handed in. */
export const membershipReason = 'membership';

export const conflictReasonText = (reason: string): string =>
	reason === membershipReason ? m.fundjury_excluded_organisation() : reason;
