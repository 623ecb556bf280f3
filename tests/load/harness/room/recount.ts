import { isDeepStrictEqual } from 'node:util';
import { participantOf, tokenKey } from '#lib/core/activities/participant-token.server.ts';
import { ballotKey } from '#lib/questions/contract.ts';
import type { Db } from '#lib/platform/db/database.server.ts';
import type { Told } from './phones.ts';

/**
 * What the database has, beside what each phone said last. `lost`: not there, or another answer. `doubled`: ballots that
 * no phone said, and by how much the tally counts more or less than there are ballots. `ghosts`: participants that no phone is; whose first answer to
 * joining got lost joins again, and the first one never votes.
 */
export async function recount(
	db: Db,
	activityId: string,
	{ phones }: Told
): Promise<{ lost: number; doubled: number; ghosts: number }> {
	const { participantKey } = await db
		.selectFrom('activities')
		.select('participantKey')
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	const key = tokenKey(participantKey!);
	const ballots = await db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.select(['b.participant', 'b.answer', 'r.questionId', 'r.number'])
		.where('r.activityId', '=', activityId)
		.execute();
	const stored = new Map(
		ballots.map(({ participant, answer, questionId, number }) => [
			`${participant.toString('hex')} ${questionId}:${number}`,
			answer
		])
	);
	const said = phones.flatMap((phone) => {
		const participant = participantOf(key, phone.token)!.toString('hex');
		return Object.entries(phone.said).map(([round, answer]) => [`${participant} ${round}`, answer]);
	}) as [string, unknown][];
	const known = new Set(said.map(([who]) => who));
	const unsaid = [...stored.keys()].filter((who) => !known.has(who));
	const people = await db
		.selectFrom('liveParticipants')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('activityId', '=', activityId)
		.executeTakeFirstOrThrow();
	return {
		lost: said.filter(([who, answer]) => !isDeepStrictEqual(stored.get(who), answer)).length,
		doubled: unsaid.length + Math.abs((await tallied(db, activityId)) - ballots.length),
		ghosts: people.count - phones.length
	};
}

/** What the stage says of how many answered, all questions together. */
async function tallied(db: Db, activityId: string): Promise<number> {
	const { ballots } = await db
		.selectFrom('liveTallies as t')
		.innerJoin('liveRounds as r', 'r.id', 't.roundId')
		.select(({ fn }) => fn.sum<number>('t.ballots').as('ballots'))
		.where('r.activityId', '=', activityId)
		.where('t.key', '=', ballotKey)
		.executeTakeFirstOrThrow();
	return ballots;
}
