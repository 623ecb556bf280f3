import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import type { Application } from '../application.server.ts';
import type { Query } from './query.ts';

type About = Readonly<
	Pick<Application, 'applicationId' | 'number' | 'title' | 'locale' | 'organisationId'> & {
		slug: string;
		origin: string;
	}
>;

/**
 * "Something is missing", in the applicant's language. Who holds a receipt opens the application with its code, which
 * nobody but them knows; members of an organisation sign in.
 */
export function queryMail(about: About, { reason, dueOn }: Query, recipient: string): Mail {
	const language = inLocale(about.locale);
	const byOrganisation = about.organisationId !== null;
	const path = byOrganisation ? `/fund/${about.slug}/mine/${about.applicationId}` : '/receipt';
	const values = {
		number: about.number!,
		title: isolated(about.title),
		reason,
		day: dayText(dueOn, language.locale),
		link: about.origin + localizeHref(path, language)
	};
	return {
		recipient,
		subject: m.fundstaff_mail_query_subject(values, language),
		body: byOrganisation
			? m.fundstaff_mail_query_organisation(values, language)
			: m.fundstaff_mail_query_receipt(values, language)
	};
}
