import { ibanMasked } from '../../../platform/iban.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { formatCents } from '../../../platform/money.ts';
import { inShort, letterNames } from './letter-text.ts';
import type { LetterContent, LetterKind } from './letter.ts';

/** The application that a mail is about, and where its applicant finds it. */
type About = Readonly<{
	number: number;
	title: string;
	locale: string;
	link: string;
	/** They type their receipt's code there. */
	byCode: boolean;
}>;
export type Compose = (about: About) => { subject: string; body: string };

type In = { locale: Locale };
type Texts = (language: In) => { subject: string; text: string };

const composed =
	(texts: Texts): Compose =>
	({ title, locale, link, byCode }) => {
		const language = inLocale(locale);
		const { subject, text } = texts(language);
		const way = byCode ? m.fundmoney_mail_way_code : m.fundmoney_mail_way_link;
		return {
			subject: `${subject}: ${title}`,
			body: [
				m.fundmoney_mail_hello({ title: isolated(title) }, language),
				text,
				way({ link }, language),
				m.fundmoney_mail_end({}, language)
			].join('\n\n')
		};
	};

type ToldCall = Readonly<{ number: number; amountCents: number; reason: string }>;

/** What became of a call for money. */
export const callMail = (what: 'paid' | 'failed' | 'refused', call: ToldCall): Compose =>
	composed((language) => {
		const values = {
			sum: formatCents(call.amountCents, language.locale),
			reason: call.reason
		};
		const { subject, text } = {
			paid: { subject: m.fundmoney_mail_paid_subject, text: m.fundmoney_mail_paid },
			failed: { subject: m.fundmoney_mail_failed_subject, text: m.fundmoney_mail_failed },
			refused: { subject: m.fundmoney_mail_refused_subject, text: m.fundmoney_mail_refused }
		}[what];
		return { subject: subject({}, language), text: text(values, language) };
	});

/** That money goes to another account from now on; of its number only the end, mails are read by others. */
export const accountMail = (iban: string): Compose =>
	composed((language) => ({
		subject: m.fundmoney_mail_account_subject({}, language),
		text: m.fundmoney_mail_account({ iban: ibanMasked(iban) }, language)
	}));

/** What became of the request for a change. */
export const changeMail = (verdict: 'approved' | 'rejected', reason: string): Compose =>
	composed((language) => ({
		subject: m.fundmoney_mail_change_subject({}, language),
		text: (verdict === 'approved'
			? m.fundmoney_mail_change_approved
			: m.fundmoney_mail_change_rejected)({ reason }, language)
	}));

/** That there is a letter, with the most important of it; the letter itself is on the page. */
export const letterMail = (kind: LetterKind, content: LetterContent): Compose =>
	composed((language) => ({
		subject: letterNames[kind]({}, language),
		text: inShort(kind, content, language)
	}));
