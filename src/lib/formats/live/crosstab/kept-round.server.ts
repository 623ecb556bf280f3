import type { Trx } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';

/**
 * A round of which a table by groups is kept takes no further voices: the plain result beside the table would grow by
 * one, and the difference is what that one said. @throws Refusal crosstab_kept (409)
 */
export async function demandNoTable(trx: Trx, roundId: string): Promise<void> {
	const made = await trx
		.selectFrom('liveCrosstabs')
		.select('questionId')
		.where('roundId', '=', roundId)
		.executeTakeFirst();
	if (made) throw new Refusal('conflict', 'crosstab_kept');
}
