import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import type { Translated } from '../../platform/i18n/translated.ts';
import { ballotKey, mostKeys, type Tally } from '../../questions/contract.ts';
import { questionType } from '../../questions/registry.ts';
import { markedTally } from '../../questions/tally.ts';
import { writtenFreely } from './moderation/written-freely.ts';
import { bankLink, type BankLink } from './bank/link.ts';
import { permissions } from './permissions.ts';
import { sessionSubject } from './session.server.ts';
import { isSaid, readMarks } from './stored-marks.server.ts';

export type Round = Readonly<{
	id: string;
	number: number;
	open: boolean;
	revealed: boolean;
	/** Closes by itself then; null: when somebody closes it, or it is closed. */
	closesAt: Date | null;
	ballots: number;
	/** A table by groups is kept of it, so that it takes no further ballots. */
	byGroups: boolean;
}>;

/** A question with what was done with it, oldest round first. */
export type AskedQuestion = Readonly<{
	id: string;
	/** From 1, without gaps. */
	position: number;
	type: string;
	prompt: Translated;
	config: unknown;
	/** It asks to which group people belong. */
	background: boolean;
	/** How long people may answer once it is opened; null: until somebody closes it. */
	seconds: number | null;
	/** The question of the bank that it is, and in which version it was taken; null: none. */
	bank: BankLink | null;
	rounds: readonly Round[];
}>;

export async function questionsOf(db: Db, activityId: string): Promise<AskedQuestion[]> {
	const questions = await db
		.selectFrom('liveQuestions')
		.select([
			'id',
			'type',
			'prompt',
			'config',
			'background',
			'seconds',
			'bankQuestion',
			'bankVersion'
		])
		.where('activityId', '=', activityId)
		.orderBy('position')
		.execute();
	const rounds = await db
		.selectFrom('liveRounds as r')
		.leftJoin('liveTallies as t', (join) =>
			join.onRef('t.roundId', '=', 'r.id').on('t.key', '=', ballotKey)
		)
		.select(['r.id', 'r.questionId', 'r.number', 'r.closedAt', 'r.closesAt', 'r.revealedAt'])
		.leftJoin('liveCrosstabs as c', 'c.roundId', 'r.id')
		.select(['t.ballots', 'c.roundId as byGroups'])
		.where('r.activityId', '=', activityId)
		.orderBy('r.number')
		.execute();
	return questions.map(({ bankQuestion, bankVersion, ...question }, index) => ({
		...question,
		bank: bankLink(bankQuestion, bankVersion),
		prompt: question.prompt as Translated,
		position: index + 1,
		rounds: rounds
			.filter(({ questionId }) => questionId === question.id)
			.map(({ id, number, closedAt, closesAt, revealedAt, ballots, byGroups }) => ({
				id,
				number,
				open: closedAt === null,
				revealed: revealedAt !== null,
				closesAt: closedAt === null ? closesAt : null,
				ballots: ballots ?? 0,
				byGroups: byGroups !== null
			}))
	}));
}

/**
 * What moderators see of a round before anybody else does: all counts, which entries were hidden, and which wait for a
 * moderator.
 */
export type RoundTally = Readonly<{
	tally: Tally;
	hidden: ReadonlySet<string>;
	waiting: ReadonlySet<string>;
}>;

/** @throws Refusal session_unknown (404) */
export async function readTally(
	db: Db,
	actor: Actor,
	activityId: string,
	roundId: string
): Promise<RoundTally> {
	demand(permissions, actor, 'view', await sessionSubject(db, activityId));
	return tallyOfRound(db, activityId, roundId);
}

/** The same for use cases that have asked for a right of their own. */
export async function tallyOfRound(
	db: Db,
	activityId: string,
	roundId: string
): Promise<RoundTally> {
	const rows = await db
		.selectFrom('liveTallies as t')
		.innerJoin('liveRounds as r', 'r.id', 't.roundId')
		.leftJoin('liveHiddenKeys as h', (join) =>
			join.onRef('h.roundId', '=', 't.roundId').onRef('h.key', '=', 't.key')
		)
		.innerJoin('liveQuestions as q', 'q.id', 'r.questionId')
		.innerJoin('liveSessions as s', 's.activityId', 'r.activityId')
		.leftJoin('liveClearedKeys as c', (join) =>
			join.onRef('c.roundId', '=', 't.roundId').onRef('c.key', '=', 't.key')
		)
		.select(['t.key', 't.ballots', 'h.key as hidden', 'h.waits', 'c.key as cleared'])
		.select(['s.entries', 'q.type'])
		.where('r.activityId', '=', activityId)
		.where('t.roundId', '=', roundId)
		.where('t.ballots', '>', 0)
		.where(sql.raw<boolean>(isSaid('t.key')))
		.orderBy('t.ballots', 'desc')
		// Of free entries more than anybody reads through while people wait; the export has all.
		.limit(mostKeys + 1)
		.execute();
	const ballots = rows.find(({ key }) => key === ballotKey)?.ballots ?? 0;
	const said = rows.filter(({ key }) => key !== ballotKey);
	const waits = (row: (typeof rows)[number]) =>
		row.waits ??
		(row.hidden === null &&
			row.entries === 'checked' &&
			row.cleared === null &&
			writtenFreely.includes(row.type));
	const keysOf = (some: typeof rows) => new Set(some.map(({ key }) => key));
	const counts = Object.fromEntries(said.map((row) => [row.key, row.ballots]));
	return {
		tally: await withLanguages(db, roundId, { ballots, counts }, rows[0]?.type),
		hidden: keysOf(said.filter((row) => row.hidden !== null && !row.waits)),
		waiting: keysOf(said.filter(waits))
	};
}

/** Only what people write has one. */
async function withLanguages(db: Db, roundId: string, tally: Tally, type?: string): Promise<Tally> {
	if (!type || !writtenFreely.includes(type)) return tally;
	const marks = await readMarks(db, roundId, tally.counts);
	return markedTally({ ...tally, marks }, questionType(type).sameEntry);
}

/** The tally as it may be shown: without what was hidden or waits. */
export function shownTally({ tally, hidden, waiting }: RoundTally): Tally {
	const shown = <Value>(of: Readonly<Record<string, Value>>) =>
		Object.fromEntries(Object.entries(of).filter(([key]) => !hidden.has(key) && !waiting.has(key)));
	const { ballots, counts, languages } = tally;
	return { ballots, counts: shown(counts), ...(languages && { languages: shown(languages) }) };
}
