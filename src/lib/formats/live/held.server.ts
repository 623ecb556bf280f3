import type { Trx } from '../../platform/db/database.server.ts';

/**
 * Whether ballots or an open round hold the question. Its rounds are locked first, so that no ballot can arrive
 * between the look and the change.
 */
export async function isHeld(trx: Trx, activityId: string, questionId: string): Promise<boolean> {
	const rounds = await trx
		.selectFrom('liveRounds')
		.select(['id', 'closedAt'])
		.where('activityId', '=', activityId)
		.where('questionId', '=', questionId)
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();
	if (rounds.length === 0) return false;
	if (rounds.some(({ closedAt }) => !closedAt)) return true;
	const ballot = await trx
		.selectFrom('ballots')
		.select('roundId')
		.where(
			'roundId',
			'in',
			rounds.map(({ id }) => id)
		)
		.limit(1)
		.executeTakeFirst();
	return ballot !== undefined;
}
