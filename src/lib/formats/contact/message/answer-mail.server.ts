import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor, type Translated } from '../../../platform/i18n/translated.ts';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import { messageCode, minePath } from './receipt.server.ts';

type Told = Readonly<{
	email: string;
	locale: string;
	clientKey: string;
	point: Readonly<{ title: Translated; slug: string }>;
	activityKey: Buffer;
	origin: string;
}>;

/** Tells whoever wrote that there is an answer, in their language; what it says stands on their page only. */
export function answerMail({ email, locale, clientKey, point, activityKey, origin }: Told): Mail {
	const language: { locale: Locale } = inLocale(locale);
	const title = isolated(textFor(point.title, language.locale));
	const path = minePath(point.slug, messageCode(activityKey, clientKey));
	const subject = m.contact_mail_answered({ title }, language);
	return {
		recipient: email,
		subject,
		body: [
			subject,
			m.contact_mail_link({ link: origin + localizeHref(path, language) }, language),
			m.contact_mail_forgotten({}, language)
		].join('\n\n')
	};
}
