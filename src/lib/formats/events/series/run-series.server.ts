import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { runActivity, writeOutcome } from '../../../core/activities/run.server.ts';
import type { ActivityCommand } from '../../../core/activities/run.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { EventVerb } from '../history-text.ts';
import { permissions } from '../permissions.ts';
import { recordOfSeries, seriesOf } from './series.server.ts';

const verbs: Record<ActivityCommand, EventVerb> = {
	announce: 'announced',
	withdraw: 'unannounced',
	start: 'started',
	finish: 'finished',
	reopen: 'reopened'
};

/** Announces, takes back, starts, finishes or opens a series again. @throws Refusal not_allowed, not_possible_now (409) */
export async function runSeries(
	db: Db,
	actor: Actor,
	activityId: string,
	command: ActivityCommand,
	now: Date
): Promise<void> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'editSeries', series);
	await db.transaction().execute(async (trx) => {
		await runActivity(trx, activityId, command, now);
		await recordOfSeries(trx, actor, series, verbs[command]);
	});
}

/** Says what became of it: the quarter reads it. An empty text takes it back. @throws Refusal not_allowed */
export async function setSeriesOutcome(
	db: Db,
	actor: Actor,
	activityId: string,
	outcome: Translated
): Promise<void> {
	const series = await seriesOf(db, activityId);
	demand(permissions, actor, 'editSeries', series);
	await db.transaction().execute(async (trx) => {
		await writeOutcome(trx, activityId, outcome);
		await recordOfSeries(trx, actor, series, 'outcomeSet');
	});
}
