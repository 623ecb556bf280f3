import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { ballotKey, mostKeys, type Tally } from '../../questions/contract.ts';
import { permissions } from './permissions.ts';
import { sessionSubject } from './session.server.ts';

export type Round = Readonly<{
	id: string;
	number: number;
	open: boolean;
	revealed: boolean;
	ballots: number;
}>;

/** A question with what was done with it, oldest round first. */
export type AskedQuestion = Readonly<{
	id: string;
	/** From 1, without gaps. */
	position: number;
	type: string;
	prompt: Translated;
	config: unknown;
	rounds: readonly Round[];
}>;

export async function questionsOf(db: Db, activityId: string): Promise<AskedQuestion[]> {
	const questions = await db
		.selectFrom('liveQuestions')
		.select(['id', 'type', 'prompt', 'config'])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	const rounds = await db
		.selectFrom('liveRounds as r')
		.leftJoin('liveTallies as t', (join) =>
			join.onRef('t.roundId', '=', 'r.id').on('t.key', '=', ballotKey)
		)
		.select(['r.id', 'r.questionId', 'r.number', 'r.closedAt', 'r.revealedAt', 't.ballots'])
		.where('r.activityId', '=', activityId)
		.orderBy('r.number')
		.execute();
	return questions.map((question, index) => ({
		...question,
		prompt: question.prompt as Translated,
		position: index + 1,
		rounds: rounds
			.filter(({ questionId }) => questionId === question.id)
			.map(({ id, number, closedAt, revealedAt, ballots }) => ({
				id,
				number,
				open: closedAt === null,
				revealed: revealedAt !== null,
				ballots: ballots ?? 0
			}))
	}));
}

/** What moderators see of a round before anybody else does: all counts, and which entries are hidden. */
export type RoundTally = Readonly<{ tally: Tally; hidden: ReadonlySet<string> }>;

/** @throws Refusal session_unknown (404) */
export async function readTally(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string
): Promise<RoundTally> {
	demand(permissions, actor, 'view', await sessionSubject(db, activityId));
	const rows = await db
		.selectFrom('liveTallies as t')
		.innerJoin('liveRounds as r', 'r.id', 't.roundId')
		.leftJoin('liveHiddenKeys as h', (join) =>
			join.onRef('h.roundId', '=', 't.roundId').onRef('h.key', '=', 't.key')
		)
		.select(['t.key', 't.ballots', 'h.key as hidden'])
		.where('r.activityId', '=', activityId)
		.where('t.roundId', '=', roundId)
		.where('t.ballots', '>', 0)
		.orderBy('t.ballots', 'desc')
		// Of free entries more than anybody reads through while people wait; the export has all.
		.limit(mostKeys + 1)
		.execute();
	const ballots = rows.find(({ key }) => key === ballotKey)?.ballots ?? 0;
	const said = rows.filter(({ key }) => key !== ballotKey);
	return {
		tally: { ballots, counts: Object.fromEntries(said.map((row) => [row.key, row.ballots])) },
		hidden: new Set(said.filter((row) => row.hidden !== null).map(({ key }) => key))
	};
}

/** The tally as it may be shown: without what was hidden. */
export function shownTally({ tally, hidden }: RoundTally): Tally {
	const counts = Object.entries(tally.counts).filter(([key]) => !hidden.has(key));
	return { ballots: tally.ballots, counts: Object.fromEntries(counts) };
}
