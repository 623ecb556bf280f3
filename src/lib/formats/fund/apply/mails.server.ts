import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import type { Application } from '../application.server.ts';
import type { Round } from '../round/round.server.ts';
import { minePath } from './paths.ts';
import type { ContactInput } from './content.ts';

type Submission = Readonly<{
	round: Pick<Round, 'slug' | 'title'>;
	application: Pick<Application, 'title' | 'locale'>;
	number: number;
	contact: Pick<ContactInput, 'email'>;
	address: Readonly<{ origin: string; key: string }>;
}>;

/** "Your application has arrived": with its number and the way back to it. */
export function submissionMail({ round, application, number, contact, address }: Submission): Mail {
	const { locale } = application;
	const language = inLocale(locale);
	const values = {
		number,
		fund: textFor(round.title, locale),
		title: isolated(application.title),
		link: address.origin + localizeHref(minePath(round.slug, address.key), language)
	};
	const code = isUuid(address.key)
		? ''
		: m.fundapply_mail_code({ code: spokenReceipt(address.key) }, language);
	return {
		recipient: contact.email,
		subject: m.fundapply_mail_subject({ number, fund: values.fund }, language),
		body: [m.fundapply_mail_body(values, language), code, m.fundapply_mail_next({}, language)]
			.filter((part) => part !== '')
			.join('\n\n')
	};
}
