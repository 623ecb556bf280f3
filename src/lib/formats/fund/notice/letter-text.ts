import { dayText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCents } from '../../../platform/money.ts';
import type { LetterContent, LetterKind } from './letter.ts';

/** What each letter is called, for its head, its mail and the lists. */
export const letterNames = {
	grant: m.fundmoney_letter_grant,
	rejection: m.fundmoney_letter_rejection,
	answerReminder: m.fundmoney_letter_answer_reminder,
	proofReminder: m.fundmoney_letter_proof_reminder,
	proofOverdue: m.fundmoney_letter_proof_overdue,
	lapse: m.fundmoney_letter_lapse,
	revocation: m.fundmoney_letter_revocation,
	reclaim: m.fundmoney_letter_reclaim
} as const satisfies Record<LetterKind, unknown>;

/** The most important of a letter in plain words: for its head and its mail. */
export function inShort(
	kind: LetterKind,
	content: LetterContent,
	language: { locale: Locale }
): string {
	const { reason, dueOn, proofDueOn, conditions } = content;
	const day = dueOn ? dayText(dueOn, language.locale) : '';
	const proofDay = proofDueOn ? dayText(proofDueOn, language.locale) : '';
	const sum = formatCents(content.demandedCents ?? content.grantedCents ?? 0, language.locale);
	switch (kind) {
		case 'grant': {
			const said = m.fundmoney_short_grant({ sum, day, proofDay }, language);
			return conditions ? `${said} ${m.fundmoney_short_conditions({}, language)}` : said;
		}
		case 'rejection':
			return m.fundmoney_short_rejection({ reason }, language);
		case 'answerReminder':
			return content.outcome === null
				? m.fundmoney_short_query_reminder({ day }, language)
				: m.fundmoney_short_accept_reminder({ day }, language);
		case 'proofReminder':
			return m.fundmoney_short_proof_reminder({ day: proofDay }, language);
		case 'proofOverdue':
			return m.fundmoney_short_proof_overdue({ day: proofDay }, language);
		case 'lapse':
			return m.fundmoney_short_lapse({ reason }, language);
		case 'revocation':
			return m.fundmoney_short_revocation({ reason }, language);
		case 'reclaim':
			return m.fundmoney_short_reclaim({ sum, reason }, language);
	}
}
