import { sql } from 'kysely';
import { pathOf } from '../../../core/places/reads.server.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { isolated } from '../../../platform/i18n/numbers.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref, type Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor, type Translated } from '../../../platform/i18n/translated.ts';
import { localDay } from '../../../platform/local-time.ts';
import { putAllInOutbox, type Mail } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';

type Late = Readonly<{ activityId: string; placeId: string; title: Translated }>;

/**
 * Tells the team of what waits longer than was promised: once for each wait, in one mail for each contact point, with
 * a number and the way there and no word of what people wrote.
 */
export async function remindTeams(db: Db, at: At): Promise<void> {
	const today = localDay(at.now);
	for (const point of await latePoints(db, today)) {
		const around = (await pathOf(db, point.placeId)).map(({ id }) => id);
		await db.transaction().execute(async (trx) => {
			const count = await markReminded(trx, point, today);
			if (count === 0) return;
			const team = await teamAt(trx, around);
			await putAllInOutbox(
				trx,
				team.map((reader) => mailTo(reader, point, count, at.origin))
			);
		});
	}
}

const late = (today: string) =>
	sql<boolean>`m.waiting_since + c.answer_days < ${today}::date and m.reminded_on is null`;

async function latePoints(db: Db, today: string): Promise<Late[]> {
	const rows = await db
		.selectFrom('contactMessages as m')
		.innerJoin('contactPoints as c', 'c.activityId', 'm.activityId')
		.innerJoin('activities as y', 'y.id', 'm.activityId')
		.select(['m.activityId', 'y.placeId', 'y.title'])
		.distinctOn('m.activityId')
		.where(late(today))
		.orderBy('m.activityId')
		.execute();
	return rows as Late[];
}

/** @returns how many waits were not told yet */
async function markReminded(trx: Trx, { activityId }: Late, today: string): Promise<number> {
	const marked = await trx
		.updateTable('contactMessages as m')
		.from('contactPoints as c')
		.set({ remindedOn: today })
		.whereRef('c.activityId', '=', 'm.activityId')
		.where('m.activityId', '=', activityId)
		.where(late(today))
		.executeTakeFirst();
	return Number(marked.numUpdatedRows);
}

type Reader = Readonly<{ email: string; locale: string }>;

/** Whoever may read its messages: moderators of the place or of one around it. */
const teamAt = (trx: Trx, placeIds: readonly string[]): Promise<Reader[]> =>
	trx
		.selectFrom('roleGrants as g')
		.innerJoin('accounts as a', 'a.id', 'g.accountId')
		.select(['a.email', 'a.locale'])
		.distinct()
		.where('g.role', '=', 'moderator')
		.where('g.placeId', 'in', placeIds)
		.where('g.revokedAt', 'is', null)
		.where('a.disabledAt', 'is', null)
		.orderBy('a.email')
		.execute();

function mailTo(
	{ email, locale }: Reader,
	{ activityId, title }: Late,
	count: number,
	origin: string
): Mail {
	const language: { locale: Locale } = inLocale(locale);
	const name = isolated(textFor(title, language.locale));
	const link = origin + localizeHref(`/staff/contact/${activityId}?state=overdue`, language);
	return {
		recipient: email,
		subject: m.contactdesk_mail_waiting({ title: name }, language),
		body: [
			m.contactdesk_mail_waiting({ title: name }, language),
			m.contactdesk_mail_count({ count }, language),
			link
		].join('\n\n')
	};
}
