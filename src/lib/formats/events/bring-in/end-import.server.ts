import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockEvent } from '../event.server.ts';
import { recordOfSeries } from '../series/series.server.ts';
import { takeStep } from '../take-step.server.ts';
import { workflow } from '../workflow.ts';
import { importOf, type Which } from './imports.server.ts';

/** Puts away a file of which nothing was taken. @throws Refusal not_allowed, import_unknown (404), not_possible_now (409) */
export async function cancelImport(db: Db, actor: Actor, which: Which, now: Date): Promise<void> {
	const { item } = await importOf(db, actor, which, now);
	await db.transaction().execute(async (trx) => {
		await endFrom(trx, item.id, 'checked', 'cancelled', now);
		await trx.deleteFrom('eventImportRows').where('importId', '=', item.id).execute();
	});
}

/**
 * Takes back what an import has entered; what it changed stays changed. Staff not once people have registered for one of
 * its events, or one took place; hosts what is not published yet, for the rest they call off as always.
 * @throws Refusal not_allowed, import_unknown (404); not_possible_now, import_in_use (409)
 */
export async function undoImport(db: Db, actor: Actor, which: Which, now: Date): Promise<void> {
	const { series, item } = await importOf(db, actor, which, now);
	await db.transaction().execute(async (trx) => {
		await endFrom(trx, item.id, 'done', 'undone', now);
		const step = item.organisationId === null ? 'takeBack' : 'withdraw';
		const ids = await enteredBy(trx, item.id, step);
		if (await isInUse(trx, ids)) throw new Refusal('conflict', 'import_in_use');
		for (const id of ids) await takeBack(trx, actor, id, step);
		await forgetSources(trx, ids);
		await recordOfSeries(trx, actor, series, 'importUndone', {
			file: item.fileName,
			withdrawn: ids.length
		});
	});
}

/** The step by which staff take back, and the one by which hosts do. */
type Back = 'takeBack' | 'withdraw';

async function endFrom(
	trx: Trx,
	importId: string,
	from: 'checked' | 'done',
	to: 'cancelled' | 'undone',
	now: Date
): Promise<void> {
	const ended = await trx
		.updateTable('eventImports')
		.set({ state: to, endedAt: now })
		.where('id', '=', importId)
		.where('state', '=', from)
		.executeTakeFirst();
	if (ended.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
}

/**
 * What can still be taken back: of one that was rejected, withdrawn or called off meanwhile nothing is left to.
 * Locked: who registers at this moment comes before, and is seen, or after, and finds nothing to register
 * for.
 */
async function enteredBy(trx: Trx, importId: string, step: Back): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select e.id from events e join event_sources s on s.event_id = e.id
		where s.import_id = ${importId} and e.state = any(${[...workflow[step].from]}::text[])
		order by e.id for update of e`.execute(trx);
	return rows.map(({ id }) => id);
}

async function isInUse(trx: Trx, eventIds: readonly string[]): Promise<boolean> {
	const { rows } = await sql<{ used: boolean }>`
		select exists (
			select from event_dates d where d.event_id = any(${[...eventIds]}::uuid[]) and (
				d.state in ('held', 'notHeld')
				or exists (select from event_registrations r where r.date_id = d.id)
				or exists (select from event_check_ins c where c.date_id = d.id)
				or exists (select from event_headcounts h where h.date_id = d.id)
			)
		) as used`.execute(trx);
	return rows[0]!.used;
}

async function takeBack(trx: Trx, actor: Actor, eventId: string, step: Back): Promise<void> {
	const event = await lockEvent(trx, eventId);
	await takeStep(trx, actor, event, step, { revision: event.revision }, { changedSince: false });
}

/** The same file enters anew what was taken back; what stays in the programme, or was called off, goes on being known. */
async function forgetSources(trx: Trx, eventIds: readonly string[]): Promise<void> {
	if (eventIds.length > 0)
		await trx.deleteFrom('eventSources').where('eventId', 'in', eventIds).execute();
}

/** Days for which the rows of a file are kept, so that its refusals can be looked up. */
const keptDays = 30;

/** Part of the hourly housekeeping: files are not kept for ever, and forgotten imports end. */
export async function dropStagedRows(db: Db, now: Date): Promise<void> {
	const before = new Date(now.getTime() - keptDays * 86_400_000);
	await db
		.deleteFrom('eventImportRows')
		.where('importId', 'in', (eb) =>
			eb.selectFrom('eventImports').select('id').where('createdAt', '<', before)
		)
		.execute();
	await db
		.updateTable('eventImports')
		.set({ state: 'cancelled', endedAt: now })
		.where('createdAt', '<', before)
		.where('state', '=', 'checked')
		.execute();
}
