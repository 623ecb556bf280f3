import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { spokenReceipt } from '../../../core/receipts/receipt-code.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import { localizeHref } from '../../../platform/i18n/paraglide/runtime.js';
import { textFor } from '../../../platform/i18n/translated.ts';
import { putAllInOutbox, type Mail } from '../../../platform/mail/outbox.server.ts';
import type { At } from '../at.ts';
import { permissions } from '../permissions.ts';
import { recordOfSeries, seriesOf, type Series } from '../series/series.server.ts';
import { letterLength } from './letter.ts';
import { hostPath, inviteOrganisation, linkOf, lockOpenSeries } from './link.server.ts';
import { addressees, type Addressee } from './organisations.server.ts';

/** Organisations that are written to at once. */
export const mostInvited = 200;

export type HostLetter = Readonly<{
	organisationIds: readonly string[];
	text: string;
	/** Also to those who had such a mail for this series. */
	again: boolean;
}>;

/**
 * Mails organisations a link under which they enter events without an account. Nobody is written to twice for the same
 * series unless `again` says so.
 * @returns how many mails go out, and how many were left out because they had one
 * @throws Refusal not_allowed, series_unknown; nobody_chosen, too_many, text_missing, text_too_long,
 *   organisation_unknown, without_address (422); series_closed (409)
 */
export async function inviteHosts(
	db: Db,
	actor: Actor,
	activityId: string,
	letter: HostLetter,
	{ now, origin }: At
): Promise<{ invited: number; leftOut: number }> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'invite', series);
	const text = textFrom(letter);
	const ids = chosenFrom(letter);
	return db.transaction().execute(async (trx) => {
		await lockOpenSeries(trx, series, now);
		const chosen = await addressees(trx, activityId, ids);
		if (chosen.length < ids.length) throw refuse('organisationIds', 'organisation_unknown');
		if (chosen.some(({ email }) => email === null))
			throw refuse('organisationIds', 'without_address');
		const due = chosen.filter(({ mailedTimes }) => letter.again || mailedTimes === 0);
		const mails: Mail[] = [];
		for (const addressee of due)
			mails.push(await invite(trx, actor, series, addressee, text, origin));
		await putAllInOutbox(trx, mails);
		const counts = { invited: due.length, leftOut: chosen.length - due.length };
		if (due.length > 0) await recordOfSeries(trx, actor, series, 'hostsInvited', counts);
		return counts;
	});
}

const refuse = (field: string, reason: string) =>
	new Refusal('invalid', 'input_invalid', { [field]: reason });

function textFrom({ text: typed }: HostLetter): string {
	const text = cleanText(typed);
	if (text === '') throw refuse('text', 'text_missing');
	if (lengthOf(text) > letterLength) throw refuse('text', 'text_too_long');
	return text;
}

function chosenFrom({ organisationIds }: HostLetter): string[] {
	const ids = [...new Set(organisationIds)];
	if (ids.length === 0) throw refuse('organisationIds', 'nobody_chosen');
	if (ids.length > mostInvited) throw refuse('organisationIds', 'too_many');
	return ids;
}

async function invite(
	trx: Trx,
	actor: Actor,
	series: Series,
	{ organisationId, email }: Addressee,
	text: string,
	origin: string
): Promise<Mail> {
	const invitationId = await inviteOrganisation(trx, actor, series, organisationId);
	await trx
		.updateTable('eventInvitations')
		.set({ email, mailedTimes: sql<number>`mailed_times + 1` })
		.where('id', '=', invitationId)
		.execute();
	const key = await linkOf(trx, series, invitationId);
	const language = inLocale(series.locales[0]!);
	const link = origin + localizeHref(hostPath(series.slug, spokenReceipt(key)), language);
	const title = textFor(series.title, language.locale);
	return {
		recipient: email!,
		subject: m.eventsstaff_mail_invitation_subject({ title }, language),
		body: [text, m.eventsstaff_mail_invitation_link({ title, link }, language)].join('\n\n')
	};
}
