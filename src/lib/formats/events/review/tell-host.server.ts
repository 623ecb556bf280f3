import type { Trx } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { putAllInOutbox, type Mail } from '../../../platform/mail/outbox.server.ts';
import type { EventRow } from '../event.server.ts';

type Told = Readonly<{
	what: 'queried' | 'approved' | 'rejected' | 'cancelled';
	reason: string;
	/** Public address of the house. */
	origin: string;
}>;
type Reader = Readonly<{ email: string; locale: string }>;

/**
 * Mails what the office did to those who keep the event: the managers of its organisation, and the address to which its
 * invitation was sent. The invitation's link is not in it: nobody but its holder has it.
 */
export async function tellHost(trx: Trx, event: EventRow, told: Told): Promise<void> {
	const managers = event.organisationId ? await managersOf(trx, event.organisationId) : [];
	const invited = event.invitationId ? await invitedAt(trx, event) : null;
	const known = new Set(managers.map(({ email }) => email));
	const mails = managers.map((reader) => mailTo(reader, event, told, ownPage(event)));
	if (invited && !known.has(invited.email)) mails.push(mailTo(invited, event, told, null));
	await putAllInOutbox(trx, mails);
}

const managersOf = (trx: Trx, organisationId: string): Promise<Reader[]> =>
	trx
		.selectFrom('memberships as m')
		.innerJoin('accounts as a', 'a.id', 'm.accountId')
		.select(['a.email', 'a.locale'])
		.where('m.organisationId', '=', organisationId)
		.where('m.role', '=', 'manager')
		.where('a.disabledAt', 'is', null)
		.orderBy('a.email')
		.execute();

async function invitedAt(trx: Trx, { invitationId, locales }: EventRow): Promise<Reader | null> {
	const row = await trx
		.selectFrom('eventInvitations')
		.select('email')
		.where('id', '=', invitationId!)
		.where('revokedAt', 'is', null)
		.executeTakeFirst();
	return row?.email ? { email: row.email, locale: locales[0]! } : null;
}

const ownPage = ({ organisationId, eventId }: EventRow): string =>
	`/org/${organisationId}/events/${eventId}`;

const words = {
	queried: m.eventshost_mail_queried,
	approved: m.eventshost_mail_approved,
	rejected: m.eventshost_mail_rejected,
	cancelled: m.eventshost_mail_cancelled
};

function mailTo(
	{ email, locale }: Reader,
	event: EventRow,
	{ what, reason, origin }: Told,
	path: string | null
): Mail {
	const language: { locale: Locale } = inLocale(locale);
	const title = isolated(textFor(event.title, language.locale));
	const way = path
		? m.eventshost_mail_page({ link: origin + localizeHref(path, language) }, language)
		: m.eventshost_mail_by_link({}, language);
	return {
		recipient: email,
		subject: words[what]({ title }, language),
		body: [words[what]({ title }, language), reason, way].filter((part) => part !== '').join('\n\n')
	};
}
