import type { Actor } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { momentText } from '../../../platform/i18n/dates.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { putAllInOutbox, type Mail } from '../../../platform/mail/outbox.server.ts';
import { formatCents } from '../../../platform/money.ts';
import { Refusal } from '../../../platform/errors.ts';
import { recordOfRound, roundOf, type Round } from '../round/round.server.ts';
import { isExcluded, jurorsAt, type Juror } from './jurors.server.ts';
import { moveOn, type Meeting, type MeetingRef } from './meeting.server.ts';
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';

/**
 * Mails the agenda to every juror in their language, each without what they are excluded from. Sent again after a
 * change it says the same with the new agenda.
 * @param origin public address of the house, for the link
 * @returns how many were invited
 * @throws Refusal as `moveOn`; agenda_empty, nobody_to_invite (409)
 */
export async function inviteJurors(
	db: Db,
	actor: Actor,
	ref: MeetingRef,
	{ revision }: { revision: number },
	origin: string
): Promise<number> {
	return db.transaction().execute(async (trx) => {
		const meeting = await moveOn(trx, actor, ref, { revision, in: ['planned'] });
		const round = await roundOf(trx, ref.activityId);
		const jurors = await jurorsAt(trx, meeting.placeId);
		if (jurors.length === 0) throw new Refusal('conflict', 'nobody_to_invite');
		const mails: Mail[] = [];
		for (const juror of jurors) {
			const items = await itemsFor(trx, meeting, juror);
			if (items.length === 0) throw new Refusal('conflict', 'agenda_empty');
			mails.push(invitation(juror, round, meeting, items, origin));
		}
		await putAllInOutbox(trx, mails);
		await recordOfRound(trx, actor, meeting, 'jurorsInvited', {
			meeting: meeting.meetingId,
			jurors: jurors.length
		});
		return jurors.length;
	});
}

type InvitedItem = Readonly<{
	position: number;
	number: number | null;
	title: string;
	askedCents: number | null;
	excluded: boolean;
}>;

const itemsFor = (trx: Trx, { meetingId }: Meeting, { accountId }: Juror): Promise<InvitedItem[]> =>
	trx
		.selectFrom('fundAgenda as g')
		.innerJoin('fundApplications as a', 'a.id', 'g.applicationId')
		.select(['g.position', 'a.number', 'a.title', 'a.askedCents'])
		.select(isExcluded(sql`${accountId}::uuid`, sql.ref('a.id')).as('excluded'))
		.where('g.meetingId', '=', meetingId)
		.orderBy('g.position')
		.execute();

function invitation(
	juror: Juror,
	round: Round,
	meeting: Meeting,
	items: readonly InvitedItem[],
	origin: string
): Mail {
	const language = inLocale(juror.locale);
	const { locale } = language;
	const path = `/staff/fund/${meeting.activityId}/meetings/${meeting.meetingId}`;
	const agenda = items.map(({ position, number, title, askedCents, excluded }) =>
		excluded
			? m.fundjury_mail_item_without_you({ position, number: number ?? 0 }, language)
			: m.fundjury_mail_item(
					{ position, title, sum: formatCents(askedCents ?? 0, locale) },
					language
				)
	);
	return {
		recipient: juror.email,
		subject: m.fundjury_mail_subject({ day: momentText(meeting.heldAt, locale) }, language),
		body: m.fundjury_mail_body(
			{
				name: juror.name,
				round: textFor(round.title, locale),
				time: momentText(meeting.heldAt, locale),
				location: meeting.location,
				agenda: agenda.join('\n'),
				link: `${origin}${localizeHref(path, { locale })}`
			},
			language
		)
	};
}
