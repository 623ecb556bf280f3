import { z } from 'zod';
import type { Actor, Role } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { cleanText, lengthOf } from '../../../platform/clean-text.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { applicationOf, recordOfApplication } from '../application.server.ts';
import { fundRoles, permissions } from '../permissions.ts';
import { startBallot } from './ballot-box.server.ts';
import { holdersAt } from './jurors.server.ts';

/** Longest reason, in characters. */
export const conflictReasonLength = 500;

export const conflictSchema = z.object({
	accountId: z.uuid('juror_unknown'),
	reason: z
		.string()
		.transform(cleanText)
		.refine((one) => one !== '', 'reason_missing')
		.refine((one) => lengthOf(one) <= conflictReasonLength, 'text_too_long')
});
export type ConflictInput = z.infer<typeof conflictSchema>;

/**
 * Declares a conflict of interest: of oneself, or by the office of a juror or somebody of the staff. From now on they
 * neither see the application nor vote on it, and their scores no longer count. A vote that is open begins anew where a
 * juror is concerned: in a secret one nobody could say which vote to take out.
 * @throws Refusal not_allowed; reason_missing, juror_unknown (422); already_declared (409)
 */
export async function declareConflict(
	db: Db,
	actor: Actor,
	applicationId: string,
	input: ConflictInput
): Promise<void> {
	const application = await applicationOf(db, applicationId);
	demand(permissions, actor, 'declareConflict', application);
	const oneself = actor.kind === 'account' && input.accountId === actor.accountId;
	if (!oneself) demand(permissions, actor, 'holdMeeting', application);
	const { accountId, reason } = parse(conflictSchema, input);
	const holds = async (roles: readonly Role[]) =>
		(await holdersAt(db, application.placeId, roles)).some((one) => one.accountId === accountId);
	if (!oneself && !(await holds(fundRoles)))
		throw new Refusal('invalid', 'juror_unknown', { accountId: 'juror_unknown' });
	const isJuror = await holds(['juror']);
	await db.transaction().execute(async (trx) => {
		const open = await lockAgendaItems(trx, applicationId);
		const declared = await trx
			.insertInto('fundConflicts')
			.values({ applicationId, accountId, reason, declaredBy: accountOf(actor) })
			.onConflict((row) => row.doNothing())
			.executeTakeFirst();
		if (declared.numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', 'already_declared');
		for (const { meetingId } of isJuror ? open : [])
			await startBallot(trx, { meetingId, applicationId });
		await recordOfApplication(trx, actor, application, 'conflictDeclared', { account: accountId });
	});
}

/** Before the conflict is written: a vote that is on its way either comes first or finds the item changed. */
async function lockAgendaItems(trx: Trx, applicationId: string) {
	const items = await trx
		.selectFrom('fundAgenda')
		.select(['meetingId', 'state'])
		.where('applicationId', '=', applicationId)
		.orderBy('meetingId')
		.forUpdate()
		.execute();
	return items.filter(({ state }) => state === 'voting');
}

const accountOf = (actor: Actor) => (actor.kind === 'account' ? actor.accountId : null);

/**
 * A declaration is taken back by the office only, never by oneself, and the audit trail says why.
 * @throws Refusal not_allowed; reason_missing (422); conflict_unknown (404)
 */
export async function takeBackConflict(
	db: Db,
	actor: Actor,
	applicationId: string,
	input: ConflictInput
): Promise<void> {
	const application = await applicationOf(db, applicationId);
	demand(permissions, actor, 'decide', application);
	const { accountId, reason } = parse(conflictSchema, input);
	await db.transaction().execute(async (trx) => {
		const taken = await trx
			.deleteFrom('fundConflicts')
			.where('applicationId', '=', applicationId)
			.where('accountId', '=', accountId)
			.executeTakeFirst();
		if (taken.numDeletedRows === 0n) throw new Refusal('missing', 'conflict_unknown');
		await recordOfApplication(trx, actor, application, 'conflictTakenBack', {
			account: accountId,
			reason
		});
	});
}
