import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { Db, Trx } from '../../../platform/db/database.server.ts';
import { isUuid } from '../../../platform/db/uuid.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Categories } from '../../../questions/contract.ts';
import { permissions } from '../permissions.ts';
import { lockSession, recordOf, sessionSubject } from '../session.server.ts';
import { countByGroup } from './count-groups.server.ts';
import { answersOf, groupsOf } from './groups.ts';
import { crosstabOf } from './table.ts';

/** A table of more answers times groups would be reckoned through for too long. */
const mostCells = 1000;

type Chosen = Readonly<{ question: string; round: string }>;

/**
 * Keeps the table of one question by groups, as the closed round stands. A question has only one: from two of them, of
 * two moments or two rounds, the few could be reckoned who have voted or changed their mind in between. What is hidden is
 * reckoned before the session is locked, which would stop everybody's ballots for so long.
 * @throws Refusal not_allowed; question_unknown, round_unknown, crosstab_impossible, crosstab_large (422); archived,
 * crosstab_no_background, crosstab_open, crosstab_made, crosstab_few, and state_moved_on where somebody voted meanwhile
 * (409)
 */
export async function makeCrosstab(
	db: Db,
	actor: Actor,
	activityId: string,
	chosen: Chosen,
	k: number
): Promise<void> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'makeCrosstab', session);
	const seen = await locked(db, activityId, (trx) => countsOf(trx, activityId, chosen));
	const table = await crosstabOf(seen.counted, seen.answers, seen.groups, k);
	if (!table) throw new Refusal('conflict', 'crosstab_few');
	await locked(db, activityId, async (trx) => {
		const now = await countsOf(trx, activityId, chosen);
		if (!isDeepStrictEqual(now, seen)) throw new Refusal('conflict', 'state_moved_on');
		await trx
			.insertInto('liveCrosstabs')
			.values({
				questionId: chosen.question,
				roundId: now.round.id,
				k,
				counts: JSON.stringify(table)
			})
			.execute();
		await recordOf(trx, actor, session, 'crosstabMade', {
			question: chosen.question,
			round: now.round.number,
			k
		});
	});
}

const locked = <T>(db: Db, activityId: string, work: (trx: Trx) => Promise<T>): Promise<T> =>
	db.transaction().execute(async (trx) => {
		await lockSession(trx, activityId);
		return work(trx);
	});

async function countsOf(trx: Trx, activityId: string, { question, round: roundId }: Chosen) {
	const { answers, groups, background } = await rowsAndColumns(trx, activityId, question);
	if (isTooLarge(answers, groups)) throw new Refusal('invalid', 'crosstab_large');
	const wanted = { activityId, questionId: question, roundId, background };
	const round = await closedRound(trx, wanted);
	const counted = await countByGroup(trx, { round: round.id, background });
	return { answers, groups, round, counted };
}

/** With one column more, for those who do not say their group. */
export const isTooLarge = (answers: Categories, groups: Categories): boolean =>
	answers.rows.length * (groups.rows.length + 1) > mostCells;

async function rowsAndColumns(trx: Trx, activityId: string, questionId: string) {
	const questions = await trx
		.selectFrom('liveQuestions')
		.select(['id', 'type', 'config', 'background'])
		.where('activityId', '=', activityId)
		.execute();
	const asked = questions.find(({ id }) => id === questionId);
	if (!asked) throw new Refusal('invalid', 'question_unknown');
	const grouping = questions.find(({ background }) => background);
	const groups = grouping && groupsOf(grouping);
	if (!groups) throw new Refusal('conflict', 'crosstab_no_background');
	const answers = asked.background ? null : answersOf(asked);
	if (!answers) throw new Refusal('invalid', 'crosstab_impossible');
	return { answers, groups, background: grouping.id };
}

type Wanted = Readonly<{
	activityId: string;
	questionId: string;
	roundId: string;
	background: string;
}>;

async function closedRound(trx: Trx, { activityId, questionId, roundId, background }: Wanted) {
	const made = await trx
		.selectFrom('liveCrosstabs')
		.select('roundId')
		.where('questionId', '=', questionId)
		.executeTakeFirst();
	if (made) throw new Refusal('conflict', 'crosstab_made');
	if (!isUuid(roundId)) throw new Refusal('invalid', 'round_unknown');
	const rounds = await trx
		.selectFrom('liveRounds')
		.select(['id', 'number', 'questionId', 'closedAt'])
		.where('activityId', '=', activityId)
		.where('questionId', 'in', [questionId, background])
		.execute();
	const round = rounds.find((one) => one.id === roundId && one.questionId === questionId);
	if (!round) throw new Refusal('invalid', 'round_unknown');
	const stillOpen = rounds.some((one) => !one.closedAt && one.questionId === background);
	if (!round.closedAt || stillOpen) throw new Refusal('conflict', 'crosstab_open');
	return round;
}
