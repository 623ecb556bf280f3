import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import type { Translated } from '../../../platform/i18n/translated.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import type { Tally } from '../../../questions/contract.ts';
import { questionType } from '../../../questions/registry.ts';
import { markedTally } from '../../../questions/tally.ts';
import { tallyOfRound, shownTally } from '../question-reads.server.ts';
import { takesBallots } from '../takes-ballots.server.ts';

/** A result as another website shows it. */
export type EmbeddedResult = Readonly<{
	title: Translated;
	place: Readonly<{ id: string; name: string }>;
	day: Date | null;
	/**
	 * Where people read on: the session once it has ended and while its code works. Null: its place is all there is; a
	 * frame anywhere on the internet leads nobody into a room that votes.
	 */
	code: string | null;
	/** The session goes on, so that the result may become another one. */
	running: boolean;
	type: string;
	/** Null: it has not been asked yet. */
	prompt: Translated | null;
	/** Null where there is no result: what nobody sees is not sent. */
	config: unknown;
	/** From 1. */
	round: number;
	/** Null: there is nothing that may be seen now, and `why`. */
	result: Tally | null;
	why: 'hidden' | 'open' | 'tooFew' | null;
}>;

type Shown = Pick<EmbeddedResult, 'result' | 'why'>;

/** The round that other websites may show, as it stands, without its counts. */
export type EmbeddedRound = NonNullable<Awaited<ReturnType<typeof embeddedRound>>>;

/**
 * What everybody may see of a question from anywhere: the last round whose result is shown, without hidden entries, and
 * none of too few people. Of a round that takes ballots only what stands still: who looks before and after one of them
 * would see it. Nobody is asked who they are; the session's own switch decides.
 * @throws Refusal result_unknown (404): there is none, or its session lets no other website show it;
 * result_archived (410)
 */
export async function embeddedResult(
	db: Db,
	questionId: string,
	smallCellK: number
): Promise<EmbeddedResult> {
	const row = await embeddedRound(db, questionId);
	if (!row) throw new Refusal('missing', 'result_unknown');
	if (row.status === 'archived') throw new Refusal('gone', 'result_archived');
	const shown = await resultOf(db, row, smallCellK);
	return {
		title: row.title as Translated,
		place: { id: row.placeId, name: row.placeName },
		day: row.startedAt ?? row.startsAt,
		code: row.ended && !row.codeExpiredAt ? row.code : null,
		running: !row.ended,
		type: row.type,
		prompt: row.asked ? (row.prompt as Translated) : null,
		config: shown.result && configOf(row),
		round: row.number ?? 1,
		...shown
	};
}

/** Who may still vote is not told what is right, wherever the result is seen. */
const configOf = ({ open, type, config }: EmbeddedRound): unknown =>
	open ? questionType(type).publicConfig(config) : config;

/** Undefined: no other website may show anything of this question. */
export async function embeddedRound(db: Db, questionId: string) {
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
		.select(['s.veiled', 's.code', 's.codeExpiredAt', 's.startedAt'])
		.select(['q.type', 'q.prompt', 'q.config', 'r.id as roundId', 'r.number', 'r.frozen'])
		.select(
			sql<boolean>`s.ended_at is not null or coalesce(s.closes_at <= now(), false)`.as('ended')
		)
		.select(sql<boolean>`r.id is not null and ${takesBallots}`.as('growing'))
		.select(sql<boolean>`exists (select from live_rounds r where r.question_id = q.id)`.as('asked'))
		.select(
			sql<boolean>`exists (
				select from live_rounds r where r.question_id = q.id and ${takesBallots}
			)`.as('open')
		)
		.where('q.id', '=', questionId)
		.where('s.embeddable', '=', true)
		.where('a.status', '<>', 'draft')
		.orderBy('r.number', (order) => order.desc().nullsLast())
		.limit(1)
		.executeTakeFirst();
}

async function resultOf(db: Db, row: EmbeddedRound, smallCellK: number): Promise<Shown> {
	if (!row.roundId || row.veiled) return { result: null, why: 'hidden' };
	if (row.growing && !row.frozen) return { result: null, why: 'open' };
	const result = await talliesOf(db, row, row.roundId);
	return isSmall(result.ballots, smallCellK)
		? { result: null, why: 'tooFew' }
		: { result, why: null };
}

type Frozen = Tally & Readonly<{ marks?: Tally['counts'] | null }>;

const stillTally = ({ ballots, counts, marks = null }: Frozen, type: string): Tally =>
	markedTally({ ballots, counts, marks }, questionType(type).sameEntry);

/** A result that stands still on the stage stands still everywhere; what is hidden later is hidden in it too. */
async function talliesOf(
	db: Db,
	{ activityId, frozen, type }: EmbeddedRound,
	roundId: string
): Promise<Tally> {
	const read = await tallyOfRound(db, activityId, roundId);
	if (!frozen) return shownTally(read);
	// Also what nobody says any more: its author may have voted anew since.
	const rows = await db
		.selectFrom('liveHiddenKeys')
		.select('key')
		.where('roundId', '=', roundId)
		.execute();
	const hidden = new Set(rows.map(({ key }) => key));
	return shownTally({ ...read, tally: stillTally(frozen as Frozen, type), hidden });
}
