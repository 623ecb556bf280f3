import { sql } from 'kysely';
import type { Actor } from '../../../access/actor.ts';
import { demand } from '../../../access/can.ts';
import type { CsvCell } from '../../../platform/csv.ts';
import { numberIn } from '../../../platform/csv.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { Refusal } from '../../../platform/errors.ts';
import { inLocale } from '../../../platform/i18n/in-locale.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import {
	tableFile,
	type Column,
	type Download,
	type TableFormat
} from '../../../platform/table-file.server.ts';
import { questionType } from '../../../questions/registry.ts';
import { writtenFreely } from '../moderation/written-freely.ts';
import { permissions } from '../permissions.ts';
import { questionsOf, type AskedQuestion } from '../question-reads.server.ts';
import { couldExpose } from '../rules.ts';
import { recordOf, sessionSubject } from '../session.server.ts';
import type { Source } from '../voices/sources.ts';
import { sourceNames } from '../voices/words.ts';

/** What an export may tell to whom. */
export type Reader = Readonly<{ locale: string; smallCellK: number }>;

/** The ballots of one question as a table, and what it leaves out. */
export type BallotTable = Readonly<{
	columns: readonly string[];
	rows: readonly (readonly CsvCell[])[];
	/** Ballots with entries that are hidden or wait for a moderator. */
	hidden: number;
	/** Rounds of so few people that their ballots could show who voted how. */
	tooFew: readonly number[];
}>;

/**
 * The ballots of one question as CSV or workbook, see `readBallots`.
 * @throws Refusal session_unknown (404), question_unknown (422)
 */
export async function exportBallots(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	{ format, ...reader }: Reader & Readonly<{ format: TableFormat }>
): Promise<Download> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'export', session);
	const questions = await questionsOf(db, activityId);
	const question = questions.find(({ id }) => id === questionId);
	if (!question) throw new Refusal('invalid', 'question_unknown');
	const { columns, rows } = await readBallots(db, question, reader);
	await db
		.transaction()
		.execute((trx) =>
			recordOf(trx, actor, session, 'exported', { question: questionId, ballots: rows.length })
		);
	return tableFile(oneBatch(rows), columns.map(columnAt), {
		format,
		name: `ballots-${question.position}`,
		sheet: m.liveexport_sheet({}, inLocale(reader.locale))
	});
}

const columnAt = (name: string, index: number): Column<readonly CsvCell[]> => ({
	name,
	cell: (row) => row[index],
	width: 24
});

async function* oneBatch<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
	yield rows;
}

/**
 * The ballots of one question: round, source where there are several, and answer, nothing else; the source is left empty
 * in a round where few people share one. They come in random order, drawn anew each time, without pseudonym,
 * organisation or time, so that no row leads to a person or to the same person's other answers. Entries that are
 * hidden or wait for a moderator are left out, and so are rounds of too few people.
 */
export async function readBallots(
	db: Db,
	question: Pick<AskedQuestion, 'id' | 'type' | 'config' | 'rounds'>,
	{ locale, smallCellK }: Reader
): Promise<BallotTable> {
	const tooFew = question.rounds.filter(({ ballots }) => couldExpose(ballots, smallCellK));
	const told = question.rounds.filter((round) => !tooFew.includes(round));
	const ballots = await shuffledBallots(
		db,
		told.map(({ id }) => id)
	);
	const language = inLocale(locale);
	const sourceHead = ballots.some(({ source }) => source !== 'phone')
		? [m.liveroom_column_source({}, language)]
		: [];
	const apart = roundsToldApart(ballots, smallCellK);
	const { csv } = questionType(question.type);
	return {
		columns: [
			m.live_round_column({}, language),
			...sourceHead,
			...csv.columns(question.config, locale)
		],
		rows: ballots.map(({ number, source, answer }) => [
			number,
			...sourceHead.map(() =>
				apart.has(number) ? sourceNames[source as Source]({}, language) : ''
			),
			...csv.cells(question.config, answer, locale).map((cell) => numberIn(cell) ?? cell)
		]),
		// Somebody may vote between the two looks.
		hidden: Math.max(0, told.reduce((sum, round) => sum + round.ballots, 0) - ballots.length),
		tooFew: tooFew.map(({ number }) => number)
	};
}

/** Rounds whose sources have as many people each as may stand together. */
function roundsToldApart(
	ballots: readonly { number: number; source: string }[],
	smallCellK: number
): ReadonlySet<number> {
	const rounds = Map.groupBy(ballots, ({ number }) => number);
	const isSafe = (round: typeof ballots) =>
		[...Map.groupBy(round, ({ source }) => source).values()].every(
			(part) => !couldExpose(part.length, smallCellK)
		);
	return new Set([...rounds].filter(([, round]) => isSafe(round)).map(([number]) => number));
}

async function shuffledBallots(db: Db, rounds: readonly string[]) {
	if (rounds.length === 0) return [];
	return db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.leftJoin('liveParticipants as p', (join) =>
			join.onRef('p.activityId', '=', 'r.activityId').onRef('p.participant', '=', 'b.participant')
		)
		.select(['r.number', 'b.answer'])
		.select(({ fn, val }) => fn.coalesce('p.source', val('phone')).as('source'))
		.where('b.roundId', 'in', rounds)
		.where(allCleared)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('liveHiddenKeys as h')
						.select('h.key')
						.whereRef('h.roundId', '=', 'b.roundId')
						.where(sql<boolean>`h.key = any(b.tally_keys)`)
				)
			)
		)
		.orderBy(sql`random()`)
		.execute();
}

/** Where entries are shown after approval: every one of this ballot has been. Ballots of choices have nothing to approve. */
const allCleared = sql<boolean>`not exists (
	select from live_sessions s join live_questions q on q.id = r.question_id
	where s.activity_id = r.activity_id and s.entries = 'checked' and q.type = any (${writtenFreely}::text[])
		and exists (
			select from unnest(b.tally_keys) said(key)
			where said.key <> '*'
				and not exists (select from live_cleared_keys c where c.round_id = b.round_id and c.key = said.key)
		)
)`;
