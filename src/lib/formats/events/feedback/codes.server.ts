import { randomBytes } from 'node:crypto';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import { codeOf } from '../../../core/receipts/receipt-code.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { parse } from '../../../platform/parse.ts';
import { fingerprint } from '../../../platform/secrets.ts';
import { doorOf, lockDoor, type AtDate, type Door } from '../door/door.server.ts';
import { recordOfEvent } from '../event.server.ts';
import { permissions } from '../permissions.ts';
import { registrationOf } from '../registration/registration.server.ts';
import { feedbackCodeLength } from './code.ts';
import type { FeedbackAudience } from './faces.ts';
import { sheetInput, type SheetInput } from './schema.ts';

export const codeHash = (code: string): string => fingerprint(`feedback ${code}`);

/**
 * Draws codes to be printed on slips; only their hashes are kept, so that a sheet cannot be printed twice.
 * @throws Refusal not_allowed, date_unknown; input_invalid (422); date_cancelled, archived (409)
 */
export async function printCodes(
	db: Db,
	actor: Actor,
	on: AtDate,
	given: SheetInput
): Promise<{ door: Door; codes: string[] }> {
	return db.transaction().execute(async (trx) => {
		const door = await lockDoor(trx, on);
		demand(permissions, actor, 'keepFeedback', door);
		const { audience, count } = parse(sheetInput, given);
		if (door.dateState === 'cancelled') throw new Refusal('conflict', 'date_cancelled');
		if (door.seriesStatus === 'archived') throw new Refusal('conflict', 'archived');
		const codes = await drawCodes(trx, door.dateId, audience, count);
		await recordOfEvent(trx, actor, door, 'feedbackCodesPrinted', { count });
		return { door, codes };
	});
}

/**
 * One code for somebody who came, and one for each who came with them. The check-in only counts how many were handed out;
 * nothing leads from it to a code.
 * @throws Refusal not_allowed, registration_unknown; no_code_left (409)
 */
export async function handOutCode(db: Db, actor: Actor, registrationId: string): Promise<string> {
	demand(permissions, actor, 'ownRegistration', { registrationId });
	const { dateId } = await registrationOf(db, registrationId);
	return db.transaction().execute(async (trx) => {
		const given = await trx
			.updateTable('eventCheckIns')
			.set((eb) => ({ codesGiven: eb('codesGiven', '+', 1) }))
			.where('registrationId', '=', registrationId)
			.where('takenBack', '=', false)
			.whereRef('codesGiven', '<', 'people')
			.executeTakeFirst();
		if (given.numUpdatedRows === 0n) throw new Refusal('conflict', 'no_code_left');
		const [code] = await drawCodes(trx, dateId, 'visitors', 1);
		return code!;
	});
}

async function drawCodes(
	trx: Trx,
	dateId: string,
	audience: FeedbackAudience,
	count: number
): Promise<string[]> {
	const codes = Array.from({ length: count }, () => codeOf(randomBytes(64), feedbackCodeLength));
	await trx
		.insertInto('eventFeedbackCodes')
		.values(codes.map((code) => ({ codeHash: codeHash(code), dateId, audience })))
		.execute();
	return codes;
}

/** @throws Refusal not_allowed, date_unknown */
export async function demandKeeper(db: Db, actor: Actor, on: AtDate): Promise<Door> {
	const door = await doorOf(db, on);
	demand(permissions, actor, 'keepFeedback', door);
	return door;
}
