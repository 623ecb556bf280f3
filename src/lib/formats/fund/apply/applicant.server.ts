import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { findReceipt } from '../../../core/receipts/receipts.server.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import { applicationOf, type Application } from '../application.server.ts';
import { permissions } from '../permissions.ts';
import { roundOf, type Round } from '../round/round.server.ts';

/** Somebody at their own application. */
export type Applicant = Readonly<{ actor: Actor; application: Application; round: Round }>;

/**
 * Whoever holds the application's receipt, or is signed in and belongs to its organisation.
 * @param key a receipt's code, or the application's id for somebody signed in
 * @throws Refusal application_unknown (404), unauthenticated (401), not_allowed (403)
 */
export async function applicantOf(
	db: Db,
	signedIn: Actor,
	slug: string,
	key: string
): Promise<Applicant> {
	const actor = isUuid(key) ? signedIn : await holderOf(db, key);
	const id = actor.kind === 'receipt' ? actor.subjectId : key;
	const application = await applicationOf(db, id);
	const round = await roundOf(db, application.activityId);
	if (round.slug !== slug) throw unknown();
	demand(permissions, actor, 'apply', application);
	return { actor, application, round };
}

async function holderOf(db: Db, key: string): Promise<Actor> {
	const receipt = await findReceipt(db, key);
	if (receipt?.format !== 'fund') throw unknown();
	return { kind: 'receipt', subjectId: receipt.subjectId };
}

const unknown = () => new Refusal('missing', 'application_unknown');
