import { sql } from 'kysely';
import { system, type Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { localDay } from '../../platform/local-time.ts';
import { log } from '../../platform/log.ts';
import { dropStagedRows } from './bring-in/end-import.server.ts';
import { goOnWithDates } from './dates/go-on.server.ts';
import { forgetDocumentationOf } from './documentation/forget.server.ts';
import { forgetFeedback, forgetFeedbackOf } from './feedback/forget.server.ts';
import { forgetFollowUpsOf } from './followup/forget.server.ts';
import { tidyFollowUps } from './followup/tidy.server.ts';
import { permissions } from './permissions.ts';
import { forgetGuestsOf } from './registration/forget.server.ts';
import { tidyRegistrations } from './registration/tidy.server.ts';
import { recordOfSeries, seriesOf } from './series/series.server.ts';

/** Days after its end until a series is archived, unless staff chose another day. */
export const defaultRetentionDays = 2 * 365;

/** Days after which a draft that nobody touched and nobody handed in is deleted. */
export const draftDays = 90;

/**
 * Forgets the contacts of hosts and guests, photos, invitations' links and the participants' key. Events, their dates and
 * numbers stay.
 * @throws Refusal not_allowed; not_possible_now (409) unless the series is finished
 */
export async function archiveSeries(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<void> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'archive', series);
	await db.transaction().execute(async (trx) => {
		await demandFinished(trx, activityId);
		// As long as there is the key: codes in mails that are taken back follow from it.
		await forgetFollowUpsOf(trx, actor, activityId, now);
		await trx
			.updateTable('activities')
			.set({ status: 'archived', participantKey: null })
			.where('id', '=', activityId)
			.execute();
		await trx
			.updateTable('events')
			.set({ contactEmail: null, contactPhone: null, contactConsent: false, supportText: '' })
			.where('activityId', '=', activityId)
			.execute();
		await trx
			.updateTable('eventInvitations')
			.set({ email: null })
			.where('activityId', '=', activityId)
			.execute();
		await forgetGuestsOf(trx, activityId);
		await forgetFeedbackOf(trx, activityId);
		await forgetDocumentationOf(trx, activityId);
		await trx.deleteFrom('receipts').where('activityId', '=', activityId).execute();
		await recordOfSeries(trx, actor, series, 'archived');
	});
}

/** Locked, so that of two who archive it the second one is told. */
async function demandFinished(trx: Trx, activityId: string): Promise<void> {
	const finished = await trx
		.selectFrom('activities')
		.select('id')
		.where('id', '=', activityId)
		.where('status', '=', 'finished')
		.forUpdate()
		.executeTakeFirst();
	if (!finished) throw new Refusal('conflict', 'not_possible_now');
}

/** The hourly housekeeping. Each series in a transaction of its own: one that fails does not hold up the others. */
export async function tidy(db: Db, now: Date, origin: string): Promise<void> {
	await deleteOldDrafts(db, now);
	await forgetAddresses(db, now);
	await goOnWithDates(db, now);
	await dropStagedRows(db, now);
	// Before the guests are forgotten: some of them may be asked once more.
	await tidyFollowUps(db, { now, origin });
	await tidyRegistrations(db, { now, origin });
	await forgetFeedback(db, now);
	for (const id of await pastRetention(db, now)) {
		try {
			await archiveSeries(db, system, id, now);
		} catch (error) {
			if (!(error instanceof Refusal))
				log.error({ activity: id, err: error }, 'housekeeping of a series failed');
		}
	}
}

async function deleteOldDrafts(db: Db, now: Date): Promise<void> {
	const last = localDay(new Date(now.getTime() - draftDays * 86_400_000));
	await db
		.deleteFrom('events')
		.where('state', 'in', ['draft', 'withdrawn'])
		.where('submittedOn', 'is', null)
		.where('touchedOn', '<', last)
		.execute();
}

/** Where invitations were sent, once the series is over. */
async function forgetAddresses(db: Db, now: Date): Promise<void> {
	await db
		.updateTable('eventInvitations as i')
		.from('eventSeries as s')
		.innerJoin('activities as y', 'y.id', 's.activityId')
		.set({ email: null })
		.whereRef('i.activityId', '=', 's.activityId')
		.where('i.email', 'is not', null)
		.where(
			sql<boolean>`(s.last_day < ${localDay(now)}::date or y.status in ('finished', 'archived'))`
		)
		.execute();
}

async function pastRetention(db: Db, now: Date): Promise<string[]> {
	const rows = await db
		.selectFrom('activities')
		.select('id')
		.where('format', '=', 'events')
		.where('status', '=', 'finished')
		.where('retainUntil', '<', localDay(now))
		.execute();
	return rows.map(({ id }) => id);
}
