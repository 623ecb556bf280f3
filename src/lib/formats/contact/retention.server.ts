import { sql } from 'kysely';
import { system, type Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import { recordOfPoint, pointOf } from './point/point.server.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { localDay } from '../../platform/local-time.ts';
import { log } from '../../platform/log.ts';
import { remindTeams } from './desk/remind-team.server.ts';
import { forgetAddress } from './message/addresses.server.ts';
import { eraseWords } from './message/erase.server.ts';
import { permissions } from './permissions.ts';

/** Days after its end until a contact point is archived, unless staff chose another day. */
export const defaultRetentionDays = 2 * 365;

/** Days after which a matter that was answered and that nobody has closed is closed by itself. */
export const quietDays = 30;

/**
 * Forgets all words, addresses and receipts at once, and the key from which receipts follow. Counts stay.
 * @throws Refusal not_allowed; not_possible_now (409) unless it is finished
 */
export async function archivePoint(
	db: Db,
	actor: Actor,
	activityId: string,
	now: Date
): Promise<void> {
	const point = await pointOf(db, activityId);
	demand(permissions, actor, 'archive', point);
	await db.transaction().execute(async (trx) => {
		const archived = await trx
			.updateTable('activities')
			.set({ status: 'archived', participantKey: null })
			.where('id', '=', activityId)
			.where('status', '=', 'finished')
			.executeTakeFirst();
		if (archived.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
		await closeAll(trx, activityId, localDay(now));
		await forgetAll(trx, activityId);
		await trx.deleteFrom('receipts').where('activityId', '=', activityId).execute();
		await recordOfPoint(trx, actor, point, 'archived');
	});
}

/** Whoever still waits waits in vain from now on. */
async function closeAll(trx: Trx, activityId: string, today: string): Promise<void> {
	await sql`update contact_messages set state = 'closed', closed_on = ${today}::date, waiting_since = null,
			outcome = case when answered_on is null then 'none' else 'answered' end
		where activity_id = ${activityId} and state in ('open', 'waiting', 'answered')`.execute(trx);
}

async function forgetAll(trx: Trx, activityId: string): Promise<void> {
	const rows = await trx
		.selectFrom('contactMessages')
		.select(['id as messageId', 'email'])
		.where('activityId', '=', activityId)
		.execute();
	await eraseWords(
		trx,
		rows.map(({ messageId }) => messageId)
	);
	for (const row of rows) await forgetAddress(trx, row);
	await trx
		.updateTable('contactTalks')
		.set({ keyword: '' })
		.where('activityId', '=', activityId)
		.execute();
}

/** The hourly housekeeping. Each step stands for itself: one that fails does not hold up the others. */
export async function tidy(db: Db, now: Date, origin: string): Promise<void> {
	const today = localDay(now);
	const steps: readonly [string, () => Promise<void>][] = [
		['closing', () => closeQuiet(db, today)],
		['forgetting of words', () => forgetWords(db, today)],
		['forgetting of addresses', () => forgetAddresses(db)],
		['reminding', () => remindTeams(db, { now, origin })],
		['archiving', () => archiveOld(db, now)]
	];
	for (const [name, step] of steps) {
		try {
			await step();
		} catch (error) {
			log.error({ step: name, err: error }, 'housekeeping of contact points failed');
		}
	}
}

/** What was answered and left alone since then is settled; whoever wrote can still write again. */
async function closeQuiet(db: Db, today: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { rows } = await sql<{ activityId: string; placeId: string; number: number }>`
			update contact_messages m
			set state = 'closed', outcome = 'answered', closed_on = ${today}::date, revision = m.revision + 1
			from activities y
			where y.id = m.activity_id and m.state = 'answered' and not m.erased and (
				select max(e.written_on) from contact_entries e where e.message_id = m.id and e.kind <> 'note'
			) < ${today}::date - ${quietDays}::integer
			returning m.activity_id as "activityId", y.place_id as "placeId", m.number`.execute(trx);
		for (const { number, ...point } of rows)
			await recordOfPoint(trx, system, point, 'closed', { number, outcome: 'answered' });
	});
}

/** Matters that are forgotten in one transaction. */
const batch = 200;

/** Days after a matter was closed, or a talk was noted, its words go; the contact stays as a count. */
async function forgetWords(db: Db, today: string): Promise<void> {
	for (;;) {
		const forgotten = await db.transaction().execute(async (trx) => {
			const { rows } = await sql<{ id: string }>`
				select m.id from contact_messages m join contact_points c on c.activity_id = m.activity_id
				where m.state = 'closed' and not m.erased and m.closed_on + c.forget_days < ${today}::date
				limit ${batch} for update of m skip locked`.execute(trx);
			const ids = rows.map(({ id }) => id);
			await eraseWords(trx, ids);
			if (ids.length > 0) await trx.deleteFrom('receipts').where('subjectId', 'in', ids).execute();
			return ids.length;
		});
		if (forgotten < batch) break;
	}
	await sql`update contact_talks t set keyword = '' from contact_points c
		where c.activity_id = t.activity_id and t.keyword <> ''
			and t.held_on + c.forget_days < ${today}::date`.execute(db);
}

/** Addresses of those who were told, and of matters that are over. */
async function forgetAddresses(db: Db): Promise<void> {
	const rows = await db
		.selectFrom('contactMessages')
		.select(['id as messageId', 'email'])
		.where('email', 'is not', null)
		.where((eb) =>
			eb.or([
				eb('told', '=', true),
				eb('state', 'in', ['closed', 'withdrawn']),
				eb('erased', '=', true)
			])
		)
		.execute();
	for (const row of rows) await db.transaction().execute((trx) => forgetAddress(trx, row));
}

async function archiveOld(db: Db, now: Date): Promise<void> {
	const rows = await db
		.selectFrom('activities')
		.select('id')
		.where('format', '=', 'contact')
		.where('status', '=', 'finished')
		.where('retainUntil', '<', localDay(now))
		.execute();
	for (const { id } of rows) await archivePoint(db, system, id, now);
}
