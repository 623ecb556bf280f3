import { momentText, stampText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import { spokenTicket } from '../door/ticket.ts';
import { ticketOf } from '../door/ticket.server.ts';
import type { Ticketed } from './line.server.ts';
import { minePath, registrationCode } from './receipt.server.ts';

/** What a mail about a registration needs of it. */
export const readerColumns = [
	'id',
	'eventId',
	'clientKey',
	'email',
	'locale',
	'places',
	'offeredUntil'
] as const;
export type Reader = Readonly<{
	id: string;
	eventId: string;
	clientKey: string;
	email: string | null;
	locale: string;
	places: number;
	offeredUntil: Date | null;
}>;

const subjects = {
	confirmed: m.eventsreg_mail_confirmed,
	waiting: m.eventsreg_mail_waiting,
	offered: m.eventsreg_mail_offered,
	expired: m.eventsreg_mail_expired,
	reminder: m.eventsreg_mail_reminder,
	dateCancelled: m.eventsreg_mail_date_cancelled,
	dateRestored: m.eventsreg_mail_date_restored,
	dateMoved: m.eventsreg_mail_date_moved,
	dateElsewhere: m.eventsmap_mail_elsewhere
};
export type Occasion = keyof typeof subjects;

/** In these the ticket is named. */
const hasPlace: readonly Occasion[] = ['confirmed', 'reminder'];

/** Mails to those of them who left an address, each in the language in which they registered. */
export function mailsAbout(
	occasion: Occasion,
	at: Pick<
		Ticketed,
		'dateId' | 'title' | 'startsAt' | 'slug' | 'activityKey' | 'where' | 'elsewhere'
	>,
	readers: readonly Reader[],
	origin: string
): Mail[] {
	const { activityKey } = at;
	if (!activityKey) return [];
	return readers.flatMap((reader) =>
		reader.email
			? [{ recipient: reader.email, ...text(occasion, { ...at, activityKey }, reader, origin) }]
			: []
	);
}

type Keyed = Pick<Ticketed, 'dateId' | 'title' | 'startsAt' | 'slug' | 'where' | 'elsewhere'> &
	Readonly<{ activityKey: Buffer }>;

function text(occasion: Occasion, at: Keyed, reader: Reader, origin: string) {
	const language: { locale: Locale } = inLocale(reader.locale);
	const title = isolated(textFor(at.title, language.locale));
	const moment = momentText(at.startsAt, language.locale);
	const path = minePath(at.slug, registrationCode(at.activityKey, reader));
	const subject = subjects[occasion]({ title }, language);
	const saysWhere = at.elsewhere !== '' || occasion === 'dateElsewhere';
	const until = reader.offeredUntil
		? [
				m.eventsreg_mail_until(
					{ moment: stampText(reader.offeredUntil, language.locale) },
					language
				)
			]
		: [];
	return {
		subject,
		body: [
			subject,
			m.eventsreg_mail_when({ moment, places: reader.places }, language),
			...(saysWhere ? [m.eventsmap_mail_where({ where: isolated(at.where) }, language)] : []),
			...until,
			...(hasPlace.includes(occasion) ? [ticketText(at, reader, language)] : []),
			m.eventsreg_mail_link({ link: origin + localizeHref(path, language) }, language)
		].join('\n\n')
	};
}

function ticketText(
	{ activityKey, dateId }: Keyed,
	{ id: registrationId }: Reader,
	language: { locale: Locale }
): string {
	const number = spokenTicket(ticketOf(activityKey, { registrationId, dateId }));
	return m.eventsdoor_mail_ticket({ number: isolated(number) }, language);
}
