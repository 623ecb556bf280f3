import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';

export const isCheckedIn = async (trx: Trx, registrationId: string): Promise<boolean> =>
	(await trx
		.selectFrom('eventCheckIns')
		.select('id')
		.where('registrationId', '=', registrationId)
		.where('takenBack', '=', false)
		.executeTakeFirst()) !== undefined;

/**
 * Whoever is in neither cancels nor changes their places. Locks the registration as the door does, so that both cannot
 * happen at once.
 * @throws Refusal you_are_in (409)
 */
export async function refuseCheckedIn(trx: Trx, registrationId: string): Promise<void> {
	await trx
		.selectFrom('eventRegistrations')
		.select('id')
		.where('id', '=', registrationId)
		.forUpdate()
		.execute();
	if (await isCheckedIn(trx, registrationId)) throw new Refusal('conflict', 'you_are_in');
}
