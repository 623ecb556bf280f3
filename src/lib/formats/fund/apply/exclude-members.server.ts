import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/database.server.ts';
import { membershipReason } from '../jury/conflict-reason.ts';

/**
 * Whoever belongs to the applicant when it hands in stays excluded from judging, also once they have left: as if their
 * conflict of interest had been declared, so that only the office can take it back. Their own pages stay theirs.
 */
export async function excludeMembers(
	trx: Trx,
	{ applicationId, organisationId }: { applicationId: string; organisationId: string | null }
): Promise<void> {
	if (organisationId === null) return;
	await sql`
		insert into fund_conflicts (application_id, account_id, reason)
		select ${applicationId}, account_id, ${membershipReason} from memberships
		where organisation_id = ${organisationId}
		on conflict do nothing`.execute(trx);
}
