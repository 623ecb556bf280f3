import { createHmac, randomBytes } from 'node:crypto';
import type { Actor } from '../../../access/actor.ts';
import { codeOf } from '../../../core/receipts/receipt-code.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import type { AtDate, Door } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { followUpCodeLength } from './code.ts';
import { lockFollowUp } from './followup.server.ts';
import { sheetInput } from './schema.ts';

export const followUpHash = (code: string): string => fingerprint(`follow-up ${code}`);

/** Of somebody who left an address. It follows from the key of the series, so that the reminder names it too. */
export const readerCode = (activityKey: Buffer, readerId: string): string =>
	codeOf(
		createHmac('sha512', activityKey).update(`follow-up ${readerId}`).digest(),
		followUpCodeLength
	);

/**
 * Draws codes for slips that are handed out at the date, to those who leave no address; only their hashes are kept.
 * @throws Refusal of `lockFollowUp`; input_invalid (422); followup_closed (409)
 */
export async function printFollowUpCodes(
	db: Db,
	actor: Actor,
	on: AtDate,
	given: Readonly<{ count: number }>
): Promise<{ door: Door; codes: string[] }> {
	return db.transaction().execute(async (trx) => {
		const { door, followUp } = await lockFollowUp(trx, actor, on);
		const { count } = parse(sheetInput, given);
		if (followUp.state === 'closed') throw new Refusal('conflict', 'followup_closed');
		const codes = Array.from({ length: count }, () => codeOf(randomBytes(64), followUpCodeLength));
		await keepCodes(trx, on.dateId, codes);
		await recordOfEvent(trx, actor, door, 'followUpCodesPrinted', { count });
		return { door, codes };
	});
}

export async function keepCodes(trx: Trx, dateId: string, codes: readonly string[]): Promise<void> {
	if (codes.length === 0) return;
	await trx
		.insertInto('eventFollowupCodes')
		.values(codes.map((code) => ({ codeHash: followUpHash(code), dateId })))
		.execute();
}
