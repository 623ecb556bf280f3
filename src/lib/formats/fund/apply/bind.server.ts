import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { dropReceipts } from '../../../core/receipts/receipts.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { lockApplication, recordOfApplication } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf } from '../round/round.server.ts';
import { finalStates } from '../workflow.ts';
import { excludeMembers } from './exclude-members.server.ts';
import { demandMember, organisationNamed } from './start.server.ts';

/**
 * Whoever holds an application's receipt and belongs to an organisation hands it to that: from now on its members see
 * and write it. The receipt is good no longer: whoever leaves the organisation would keep it. Not while the jury has it
 * before it.
 * @param holder by the receipt
 * @param member the same person, signed in
 * @throws Refusal not_allowed, organisation_unknown (422), bound_already, not_possible_now, being_decided, changed_meanwhile (409)
 */
export async function bindToOrganisation(
	db: Db,
	holder: Actor,
	member: Actor,
	applicationId: string,
	{ organisationId, revision }: { organisationId: string; revision: number }
): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const application = await lockApplication(trx, applicationId);
		demand(permissions, holder, 'apply', application);
		demandMember(member, await roundOf(trx, application.activityId), organisationId);
		await organisationNamed(trx, organisationId);
		if (application.organisationId !== null) throw new Refusal('conflict', 'bound_already');
		if (finalStates.includes(application.state)) throw new Refusal('conflict', 'not_possible_now');
		// Its members on the jury would be excluded from a vote in which they may have voted already.
		if (application.state === 'ready') throw new Refusal('conflict', 'being_decided');
		if (application.revision !== revision) throw new Refusal('conflict', 'changed_meanwhile');
		await trx
			.updateTable('fundApplications')
			.set({ organisationId, revision: sql<number>`revision + 1` })
			.where('id', '=', applicationId)
			.execute();
		await dropReceipts(trx, application.activityId, [applicationId]);
		await excludeMembers(trx, { applicationId, organisationId });
		await recordOfApplication(trx, member, application, 'bound', { organisation: organisationId });
	});
}
