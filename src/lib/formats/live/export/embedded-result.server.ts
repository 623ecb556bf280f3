import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import type { Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { tallyOfRound, shownTally } from '../question-reads.server.ts';
import { couldExpose } from '../rules.ts';

/** A result as another website shows it. */
export type EmbeddedResult = Readonly<{
	title: Translated;
	place: Readonly<{ id: string; name: string }>;
	day: Date | null;
	/** Where people go on: the session while its code works; null: its place is all there is. */
	code: string | null;
	/** The session goes on, so that the result may become another one. */
	running: boolean;
	type: string;
	prompt: Translated;
	config: unknown;
	/** From 1. */
	round: number;
	/** Null: there is nothing that may be seen now, and `why`. */
	result: Tally | null;
	why: 'hidden' | 'tooFew' | null;
}>;

/**
 * What everybody may see of a question from anywhere: the last round whose result is shown, without hidden entries, and
 * none of too few people. Nobody is asked who they are; the session's own switch decides.
 * @throws Refusal result_unknown (404): there is none, or its session lets no other website show it;
 * result_archived (410)
 */
export async function embeddedResult(
	db: Db,
	questionId: string,
	smallCellK: number
): Promise<EmbeddedResult> {
	const row = await shownRound(db, questionId);
	if (!row || !row.embeddable || row.status === 'draft')
		throw new Refusal('missing', 'result_unknown');
	if (row.status === 'archived') throw new Refusal('gone', 'result_archived');
	const running = !row.ended;
	const result = row.roundId && !row.veiled ? await resultOf(db, row, row.roundId) : null;
	const few = result !== null && couldExpose(result.ballots, smallCellK);
	return {
		title: row.title as Translated,
		place: { id: row.placeId, name: row.placeName },
		day: row.startedAt ?? row.startsAt,
		code: row.codeExpiredAt ? null : row.code,
		running,
		type: row.type,
		prompt: row.prompt as Translated,
		// Who may still vote is not told what is right, wherever the result is seen.
		config: row.open && running ? questionType(row.type).publicConfig(row.config) : row.config,
		round: row.number ?? 1,
		result: few ? null : result,
		why: few ? 'tooFew' : result ? null : 'hidden'
	};
}

function shownRound(db: Db, questionId: string) {
	return db
		.selectFrom('liveQuestions as q')
		.innerJoin('liveSessions as s', 's.activityId', 'q.activityId')
		.innerJoin('activities as a', 'a.id', 'q.activityId')
		.innerJoin('places as p', 'p.id', 'a.placeId')
		.leftJoin('liveRounds as r', (join) =>
			join.onRef('r.questionId', '=', 'q.id').on('r.revealedAt', 'is not', null)
		)
		.select(['a.id as activityId', 'a.status', 'a.title', 'a.startsAt'])
		.select(['p.id as placeId', 'p.name as placeName'])
		.select(['s.embeddable', 's.veiled', 's.code', 's.codeExpiredAt', 's.startedAt'])
		.select(['q.type', 'q.prompt', 'q.config', 'r.id as roundId', 'r.number', 'r.frozen'])
		.select(
			sql<boolean>`s.ended_at is not null or coalesce(s.closes_at <= now(), false)`.as('ended')
		)
		.select(({ exists, selectFrom }) =>
			exists(
				selectFrom('liveRounds as o')
					.select('o.id')
					.whereRef('o.questionId', '=', 'q.id')
					.where('o.closedAt', 'is', null)
			)
				.$castTo<boolean>()
				.as('open')
		)
		.where('q.id', '=', questionId)
		.orderBy('r.number', (order) => order.desc().nullsLast())
		.limit(1)
		.executeTakeFirst();
}

/** A result that stands still on the stage stands still everywhere; what is hidden later is hidden in it too. */
async function resultOf(
	db: Db,
	{ activityId, frozen }: Readonly<{ activityId: string; frozen: unknown }>,
	roundId: string
): Promise<Tally> {
	const read = await tallyOfRound(db, activityId, roundId);
	return shownTally(frozen ? { ...read, tally: frozen as Tally } : read);
}
