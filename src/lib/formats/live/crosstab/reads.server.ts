import type { Actor } from '../../../access/actor.ts';
import { can, demand } from '../../../access/can.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { permissions } from '../permissions.ts';
import { questionsOf, type AskedQuestion, type Round } from '../question-reads.server.ts';
import { sessionSubject } from '../session.server.ts';
import { answersOf } from './groups.ts';
import type { Crosstab } from './table.ts';

type Asked = Pick<AskedQuestion, 'id' | 'position' | 'type' | 'prompt' | 'config'>;

/** A question and its table by groups. */
export type CrossedQuestion = Asked &
	Readonly<{
		/** Its answers can be rows of a table. */
		possible: boolean;
		/** Closed rounds with ballots, the newest first. */
		rounds: readonly Round[];
		made: Readonly<{ table: Crosstab; round: number; k: number }> | null;
	}>;

export type CrosstabPage = Readonly<{
	activityId: string;
	title: Translated;
	/** The question that makes the groups; null: none does. */
	background: Asked | null;
	questions: readonly CrossedQuestion[];
	mayMake: boolean;
}>;

/** @throws Refusal session_unknown (404), not_allowed */
export async function readCrosstabs(
	db: Db,
	actor: Actor,
	activityId: string
): Promise<CrosstabPage> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'readCrosstabs', session);
	const { title, status } = await db
		.selectFrom('activities')
		.select(['title', 'status'])
		.where('id', '=', activityId)
		.executeTakeFirstOrThrow();
	const asked = await questionsOf(db, activityId);
	const made = await tablesOf(db, activityId);
	return {
		activityId,
		title: title as Translated,
		background: asked.find(({ background }) => background) ?? null,
		questions: asked
			.filter(({ background }) => !background)
			.map((question) => ({
				...question,
				possible: answersOf(question) !== null,
				rounds: question.rounds.filter(({ open, ballots }) => !open && ballots > 0).toReversed(),
				made: made.get(question.id) ?? null
			})),
		mayMake: status !== 'archived' && can(permissions, actor, 'makeCrosstab', session)
	};
}

async function tablesOf(db: Db, activityId: string) {
	const rows = await db
		.selectFrom('liveCrosstabs as c')
		.innerJoin('liveRounds as r', 'r.id', 'c.roundId')
		.select(['c.questionId', 'c.k', 'c.counts', 'r.number'])
		.where('r.activityId', '=', activityId)
		.execute();
	return new Map(
		rows.map(({ questionId, k, counts, number }) => [
			questionId,
			{ table: counts as unknown as Crosstab, round: number, k }
		])
	);
}
