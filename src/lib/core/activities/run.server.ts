import { sql } from 'kysely';
import type { Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { activityWorkflow, statusesBefore, type ActivityCommand } from './run.ts';

/**
 * Announces, takes back, starts, finishes or opens an activity again, as part of the format's use case, which has asked
 * for permission and records the history. A window that nobody planned is filled in from what happened; one that is
 * opened again has no end until it is finished again.
 * @throws Refusal not_possible_now (409): its state does not allow it, or somebody else was faster
 */
export async function runActivity(
	trx: Trx,
	activityId: string,
	command: ActivityCommand,
	now: Date
): Promise<void> {
	const before = statusesBefore(command);
	const moved = await trx
		.updateTable('activities')
		.set({ status: activityWorkflow[before[0]!][command]!, ...windowAfter(command, now) })
		.where('id', '=', activityId)
		.where('status', 'in', before)
		.executeTakeFirst();
	if (moved.numUpdatedRows === 0n) throw new Refusal('conflict', 'not_possible_now');
}

function windowAfter(command: ActivityCommand, now: Date) {
	switch (command) {
		case 'start':
			return { startsAt: sql<Date>`coalesce(starts_at, least(${now}, ends_at))` };
		case 'finish':
			return { endsAt: sql<Date>`least(ends_at, greatest(${now}, starts_at))` };
		case 'reopen':
			return { endsAt: sql<Date | null>`case when ends_at > ${now} then ends_at end` };
		default:
			return {};
	}
}

/** Says what becomes of it: the quarter reads it. An empty text takes it back. */
export async function writeOutcome(
	trx: Trx,
	activityId: string,
	outcome: Translated
): Promise<void> {
	await trx
		.updateTable('activities')
		.set({ outcome: Object.keys(outcome).length > 0 ? JSON.stringify(outcome) : null })
		.where('id', '=', activityId)
		.execute();
}
