import type { Trx } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { Application } from '../application.server.ts';
import type { Compose } from './mails.ts';

/**
 * Puts a mail to whoever answers for the application into the outbox, in the transaction of what it tells; nothing
 * where they gave no address. The receipt's code is kept nowhere, so the link leads there only for members of an
 * organisation; everybody else opens the round's page and types the code.
 */
export async function mailApplicant(
	trx: Trx,
	application: Application,
	origin: string,
	compose: Compose
): Promise<void> {
	const { applicationId, organisationId, number, title, locale } = application;
	const found = await trx
		.selectFrom('fundContacts as c')
		.innerJoin('fundApplications as a', 'a.id', 'c.applicationId')
		.innerJoin('fundRounds as r', 'r.activityId', 'a.activityId')
		.select(['c.email', 'r.slug'])
		.where('c.applicationId', '=', applicationId)
		.executeTakeFirst();
	if (!found || found.email === '') return;
	const path = organisationId ? `/fund/${found.slug}/mine/${applicationId}` : `/fund/${found.slug}`;
	const link = origin + localizeHref(path, inLocale(locale));
	const mail = compose({ number: number ?? 0, title, locale, link, byCode: !organisationId });
	await putInOutbox(trx, { recipient: found.email, ...mail });
}
