import type { Trx } from '../../../platform/db/database.server.ts';
import { dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { putInOutbox } from '../../../platform/mail/outbox.server.ts';
import type { Application } from '../application.server.ts';
import { roundOf } from '../round/round.server.ts';

/** Tells the applicant what is missing in the proof, in the language of the application. Nobody is told without an address. */
export async function mailProofQueried(
	trx: Trx,
	application: Application,
	{ reason, dueOn, origin }: { reason: string; dueOn: string; origin: string }
): Promise<void> {
	const spoken = inLocale(application.locale);
	await mail(trx, application, {
		subject: m.fundproof_mail_queried_subject({ title: application.title }, spoken),
		body: m.fundproof_mail_queried_body(
			{
				title: application.title,
				reason,
				day: dayText(dueOn, spoken.locale),
				link: await linkTo(trx, application, origin)
			},
			spoken
		)
	});
}

/** Tells the applicant that everything is in order. */
export async function mailProofClosed(
	trx: Trx,
	application: Application,
	origin: string
): Promise<void> {
	const spoken = inLocale(application.locale);
	await mail(trx, application, {
		subject: m.fundproof_mail_closed_subject({ title: application.title }, spoken),
		body: m.fundproof_mail_closed_body(
			{ title: application.title, link: await linkTo(trx, application, origin) },
			spoken
		)
	});
}

async function mail(
	trx: Trx,
	{ applicationId }: Application,
	{ subject, body }: { subject: string; body: string }
): Promise<void> {
	const contact = await trx
		.selectFrom('fundContacts')
		.select('email')
		.where('applicationId', '=', applicationId)
		.executeTakeFirst();
	if (contact?.email) await putInOutbox(trx, { recipient: contact.email, subject, body });
}

/**
 * Members of an organisation come in by signing in. Whoever applied without an account has a receipt, whose code we do
 * not know and would not send by mail: they are led to where it is typed in.
 */
async function linkTo(
	trx: Trx,
	{ applicationId, activityId, organisationId, locale }: Application,
	origin: string
): Promise<string> {
	const { slug } = await roundOf(trx, activityId);
	const path = organisationId === null ? '/receipt' : `/fund/${slug}/mine/${applicationId}/proof`;
	return origin + localizeHref(path, inLocale(locale));
}
