import { momentText, dayText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import type { Mail } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import type { Door } from '../door/door.server.ts';
import { followUpPath, followUpStopPath } from './code.ts';
import { readerCode } from './codes.server.ts';
import type { FollowUp } from './followup.server.ts';
import { closesAt } from './when.ts';

/** Somebody who agreed to be asked. */
export type Reader = Readonly<{ id: string; email: string; locale: string }>;

const subjects = {
	asked: m.eventsfollowup_mail_subject,
	reminded: m.eventsfollowup_mail_reminder_subject
};

/** Each in the language in which they registered, with a code that is good for one answer. Nothing of a sent mail is kept. */
export function mailsTo(
	occasion: keyof typeof subjects,
	followUp: FollowUp,
	door: Pick<Door, 'activityKey' | 'title' | 'startsAt' | 'endsAt'>,
	readers: readonly Reader[],
	{ origin }: Pick<At, 'origin'>
): Mail[] {
	const { activityKey } = door;
	if (!activityKey) return [];
	return readers.map(({ id, email, locale }) => {
		const language: { locale: Locale } = inLocale(locale);
		const title = isolated(textFor(door.title, language.locale));
		const code = readerCode(activityKey, id);
		const link = origin + localizeHref(followUpPath(code), language);
		const stopUrl = origin + localizeHref(followUpStopPath(code), language);
		const subject = subjects[occasion]({ title }, language);
		const until = dayText(closesAt(followUp, door.endsAt), language.locale);
		return {
			recipient: email,
			subject,
			body: [
				subject,
				m.eventsfollowup_mail_text(
					{ title, moment: momentText(door.startsAt, language.locale) },
					language
				),
				m.eventsfollowup_mail_link({ link, until }, language),
				m.eventsfollowup_mail_stop({ link: stopUrl }, language)
			].join('\n\n'),
			stopUrl
		};
	});
}
