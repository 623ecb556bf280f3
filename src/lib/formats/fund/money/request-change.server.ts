import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { breaks } from '../../../platform/db/constraints.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { localDay } from '../../../platform/local-time.ts';
import { parse } from '../../../platform/parse.ts';
import { lockApplication, recordOfApplication, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { changeSchema, checkedChange, type ChangeContent, type ChangeInput } from './change.ts';
import { presentOf } from './present.server.ts';

/**
 * The applicant asks for another end, other sums per line, or another grant, while the project runs.
 * @throws Refusal not_allowed, not_running, change_open (409), input_invalid and those of `checkedChange` (422)
 */
export async function requestChange(
	db: Db,
	actor: Actor,
	applicationId: string,
	input: ChangeInput,
	now: Date
): Promise<{ changeId: string }> {
	return orChangeOpen(
		db.transaction().execute(async (trx) => {
			const application = await lockApplication(trx, applicationId);
			demand(permissions, actor, 'apply', application);
			const { reason, ...wanted } = parse(changeSchema, input);
			if (application.state !== 'running') throw new Refusal('conflict', 'not_running');
			const content = checkedChange(wanted, await presentOf(trx, application), localDay(now));
			const { id: changeId, number } = await trx
				.insertInto('fundChanges')
				.values({
					applicationId,
					number: sql<number>`(select coalesce(max(number), 0) + 1 from fund_changes where application_id = ${applicationId})`,
					content: JSON.stringify(content),
					reason,
					requestedOn: localDay(now)
				})
				.returning(['id', 'number'])
				.executeTakeFirstOrThrow();
			await recordOfApplication(trx, actor, application, 'changeRequested', { change: number });
			return { changeId };
		})
	);
}

async function orChangeOpen<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (breaks(error, 'fund_changes_one_open')) throw new Refusal('conflict', 'change_open');
		throw error;
	}
}

/** The applicant no longer wants it. @throws Refusal not_allowed, change_unknown (404), changed_meanwhile (409) */
export async function withdrawChange(
	db: Db,
	actor: Actor,
	changeId: string,
	{ revision }: { revision: number }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const { application, change } = await lockChange(trx, changeId);
		demand(permissions, actor, 'apply', application);
		await trx
			.updateTable('fundChanges')
			.set({ state: 'withdrawn', revision: revision + 1 })
			.where('id', '=', demandOpen(change, revision).changeId)
			.execute();
		await recordOfApplication(trx, actor, application, 'changeWithdrawn', {
			change: change.number
		});
	});
}

export type Change = Readonly<{
	changeId: string;
	number: number;
	state: string;
	revision: number;
	content: ChangeContent;
}>;

/** Both locked until the transaction ends, the application first. @throws Refusal change_unknown (404) */
export async function lockChange(
	trx: Trx,
	changeId: string
): Promise<{ application: Application; change: Change }> {
	const unlocked = isUuid(changeId)
		? await trx
				.selectFrom('fundChanges')
				.select('applicationId')
				.where('id', '=', changeId)
				.executeTakeFirst()
		: undefined;
	if (!unlocked) throw new Refusal('missing', 'change_unknown');
	const application = await lockApplication(trx, unlocked.applicationId);
	const { content, ...change } = await trx
		.selectFrom('fundChanges')
		.select(['id as changeId', 'number', 'state', 'revision', 'content'])
		.where('id', '=', changeId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	return { application, change: { ...change, content: content as unknown as ChangeContent } };
}

/** @throws Refusal changed_meanwhile (409) unless it is open and as whoever decides has seen it */
export function demandOpen(change: Change, revision: number): Change {
	if (change.state !== 'requested' || change.revision !== revision)
		throw new Refusal('conflict', 'changed_meanwhile');
	return change;
}
