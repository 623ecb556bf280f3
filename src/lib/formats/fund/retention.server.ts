import { sql } from 'kysely';
import { system, type Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db, Trx } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { localDay } from '../../platform/local-time.ts';
import { log } from '../../platform/log.ts';
import { namesItsPerson, namesPerson } from './granted.server.ts';
import { tidyDueDays } from './notice/lapse.server.ts';
import { permissions } from './permissions.ts';
import { forgetOldProofs } from './proof/forget.server.ts';
import { recordOfRound, roundOf } from './round/round.server.ts';
import { closeAllDue } from './vote/hold-voting.server.ts';
import { finalStates } from './workflow.ts';

/** Days after its end until the people behind a round's applications are forgotten, unless staff chose another day. */
export const defaultRetentionDays = 5 * 365;

/** Days after which a draft that nobody touched is deleted. */
export const draftDays = 180;

/**
 * Forgets names, addresses, accounts and attachments of those who applied, their receipts and the participants' key. Applications,
 * decisions and books stay: they are the account of public money.
 * @throws Refusal not_possible_now (409) unless the round is finished and nothing in it waits for anybody
 */
export async function archiveRound(db: Db, actor: Actor, activityId: string): Promise<void> {
	const round = await roundOf(db, activityId);
	demand(permissions, actor, 'archive', round);
	await db.transaction().execute(async (trx) => {
		await lockApplications(trx, activityId);
		const pending = await trx
			.selectFrom('fundApplications')
			.select('id')
			.where('activityId', '=', activityId)
			.where('state', 'not in', [...finalStates, 'draft'])
			.where((eb) => eb.or([eb('state', '<>', 'notified'), eb('outcome', '<>', 'rejected')]))
			.limit(1)
			.executeTakeFirst();
		const archived = await trx
			.updateTable('activities')
			.set({ status: 'archived', participantKey: null })
			.where('id', '=', activityId)
			.where('status', '=', 'finished')
			.executeTakeFirst();
		if (pending || archived.numUpdatedRows === 0n)
			throw new Refusal('conflict', 'not_possible_now');
		await trx
			.deleteFrom('fundApplications')
			.where('activityId', '=', activityId)
			.where('state', '=', 'draft')
			.execute();
		// First, because afterwards nobody knows which names are those of people.
		await forgetNames(trx, activityId);
		await trx
			.deleteFrom('fundContacts')
			.where('applicationId', 'in', (eb) =>
				eb.selectFrom('fundApplications').select('id').where('activityId', '=', activityId)
			)
			.execute();
		await forgetAddressees(trx, activityId);
		await trx
			.deleteFrom('fundAttachments')
			.where('applicationId', 'in', (eb) =>
				eb.selectFrom('fundApplications').select('id').where('activityId', '=', activityId)
			)
			.execute();
		await trx
			.updateTable('fundApplications')
			.set({ draft: '{}' })
			.where('activityId', '=', activityId)
			.execute();
		// Who was excluded stays; why is nobody's business any more.
		await trx
			.updateTable('fundConflicts')
			.set({ reason: '' })
			.where('applicationId', 'in', (eb) =>
				eb.selectFrom('fundApplications').select('id').where('activityId', '=', activityId)
			)
			.execute();
		await trx.deleteFrom('receipts').where('activityId', '=', activityId).execute();
		await recordOfRound(trx, actor, round, 'archived');
	});
}

/**
 * Whoever changes one of them holds its row first, and only then its calls and letters: so what is checked here still
 * holds when it is written, and nobody waits for each other.
 */
async function lockApplications(trx: Trx, activityId: string): Promise<void> {
	await trx
		.selectFrom('fundApplications')
		.select('id')
		.where('activityId', '=', activityId)
		.orderBy('id')
		.forUpdate()
		.execute();
}

/** Groups under the name of their person lose it: in what they handed in, in letters to them, and as it is now. */
async function forgetNames(trx: Trx, activityId: string): Promise<void> {
	const nameless = sql`'{"applicantName": ""}'::jsonb`;
	// The files go, and their names with them: people call a file after themselves.
	await sql`update fund_versions v
		set content = v.content || '{"attachments": []}'
			|| case when ${namesPerson(sql`v.content ->> 'applicantKind'`, sql`v.content ->> 'applicantName'`)}
				then ${nameless} else '{}' end
		from fund_applications a where a.id = v.application_id and a.activity_id = ${activityId}`.execute(
		trx
	);
	await sql`update fund_notices n set content = n.content || ${nameless}
		from fund_applications a where a.id = n.application_id and a.activity_id = ${activityId}
			and ${namesPerson(sql`a.applicant_kind`, sql`n.content ->> 'applicantName'`)}`.execute(trx);
	await trx
		.updateTable('fundApplications as a')
		.set({ applicantName: '' })
		.where('a.activityId', '=', activityId)
		.where(namesItsPerson)
		.execute();
}

/** Letters and payments stay, without whom they went to. */
async function forgetAddressees(trx: Trx, activityId: string): Promise<void> {
	const ofRound = trx
		.selectFrom('fundApplications')
		.select('id')
		.where('activityId', '=', activityId);
	await trx
		.updateTable('fundNotices')
		.set({ recipient: null })
		.where('applicationId', 'in', ofRound)
		.execute();
	await trx
		.updateTable('fundCalls')
		.set({ account: null })
		.where('applicationId', 'in', ofRound)
		.execute();
}

/** The hourly housekeeping. Each round in a transaction of its own: one that fails does not hold up the others. */
export async function tidy(db: Db, now: Date, origin: string): Promise<void> {
	await closeAllDue(db, now);
	await deleteOldDrafts(db, now);
	await tidyDueDays(db, now, origin);
	await forgetOldProofs(db, now);
	for (const id of await pastRetention(db, now)) {
		try {
			await archiveRound(db, system, id);
		} catch (error) {
			if (!(error instanceof Refusal))
				log.error({ activity: id, err: error }, 'housekeeping of a fund round failed');
		}
	}
}

async function deleteOldDrafts(db: Db, now: Date): Promise<void> {
	const last = localDay(new Date(now.getTime() - draftDays * 86_400_000));
	await db
		.deleteFrom('fundApplications')
		.where('state', '=', 'draft')
		.where('version', '=', 0)
		.where('touchedOn', '<', last)
		.execute();
}

async function pastRetention(db: Db, now: Date): Promise<string[]> {
	const rows = await db
		.selectFrom('activities')
		.select('id')
		.where('format', '=', 'fund')
		.where('status', '=', 'finished')
		.where('retainUntil', '<', localDay(now))
		.execute();
	return rows.map(({ id }) => id);
}
