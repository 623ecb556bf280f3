import { stampText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import type { Means } from '../means.ts';
import type { TokenPurpose } from './tokens.server.ts';

export type Receiver = { email: string; displayName: string; locale: string };

/** Address of a mailed link in the receiver's language. */
export function tokenLink(
	means: Means,
	purpose: TokenPurpose,
	token: string,
	locale: string
): string {
	return means.config.origin + localizeHref(`/${purpose}/${token}`, { locale: locale as Locale });
}

/** In the receiver's language, plain text. */
export function invitationMail(means: Means, to: Receiver, token: string, until: Date): Mail {
	const locale = to.locale as Locale;
	const values = {
		name: to.displayName,
		link: tokenLink(means, 'invitation', token, locale),
		until: stampText(until, locale)
	};
	return {
		recipient: to.email,
		subject: m.auth_mail_invitation_subject({}, { locale }),
		body: m.auth_mail_invitation_body(values, { locale })
	};
}

/** To somebody who has an account already: which organisation it belongs to from now on. */
export function membershipMail(means: Means, to: Receiver, organisation: string): Mail {
	const locale = to.locale as Locale;
	const link = means.config.origin + localizeHref('/org', { locale });
	return {
		recipient: to.email,
		subject: m.org_mail_membership_subject({ organisation }, { locale }),
		body: m.org_mail_membership_body({ name: to.displayName, organisation, link }, { locale })
	};
}

export function resetMail(means: Means, to: Receiver, token: string, until: Date): Mail {
	const locale = to.locale as Locale;
	const values = {
		name: to.displayName,
		link: tokenLink(means, 'reset', token, locale),
		until: stampText(until, locale)
	};
	return {
		recipient: to.email,
		subject: m.auth_mail_reset_subject({}, { locale }),
		body: m.auth_mail_reset_body(values, { locale })
	};
}

/** Tells the owner what happened to the account, so that somebody else's doing is noticed. */
export function passwordChangedMail(to: Receiver): Mail {
	const locale = to.locale as Locale;
	return {
		recipient: to.email,
		subject: m.auth_mail_changed_subject({}, { locale }),
		body: m.auth_mail_changed_body({ name: to.displayName }, { locale })
	};
}
