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
import { languageName } from '../../../platform/i18n/language-name.ts';
import { isSmall } from '../../../platform/suppression/small.ts';
import { languageOfBallot } from '../../../questions/entry-language.ts';
import { questionType } from '../../../questions/registry.ts';
import { writtenFreely } from '../moderation/written-freely.ts';
import { permissions } from '../permissions.ts';
import { questionsOf, type AskedQuestion } from '../question-reads.server.ts';
import { recordOf, sessionSubject } from '../session.server.ts';
import { isSaid } from '../stored-marks.server.ts';
import { takesBallots } from '../takes-ballots.server.ts';
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
	/** Rounds that are told, with all ballots that they have. */
	told: readonly Readonly<{ number: number; ballots: number }>[];
	/** Rounds of so few people that their ballots could show who voted how. */
	tooFew: readonly number[];
	/** Rounds that take ballots: two files, one before and one after a ballot, would show it. */
	open: readonly number[];
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
 * The ballots of one question: round, source where there are several, answer, and language where people wrote, nothing
 * else; the source is left empty in a round where few people share one, and the language where few share both. They come in random order, drawn anew each time, without pseudonym,
 * organisation or time, so that no row leads to a person or to the same person's other answers. Entries that are
 * hidden or wait for a moderator are left out, and so are rounds of too few people and those that take ballots. All of it
 * is read at one moment: what was counted is what is told.
 */
export async function readBallots(
	db: Db,
	question: Pick<AskedQuestion, 'id' | 'type' | 'config'>,
	{ locale, smallCellK }: Reader
): Promise<BallotTable> {
	const read = [...Map.groupBy(await shuffledBallots(db, question.id), ({ number }) => number)];
	const rounds = read.toSorted(([one], [other]) => one - other);
	const open = rounds.filter(([, [first]]) => first!.open);
	const closed = rounds.filter((round) => !open.includes(round));
	const told = closed.filter(([, ballots]) => !isSmall(ballots.length, smallCellK));
	const tooFew = closed.filter((round) => !told.includes(round));
	const ballots = told.flatMap(([, all]) => all.filter(({ hidden }) => !hidden));
	const language = inLocale(locale);
	const sourceHead = ballots.some(({ source }) => source !== 'phone')
		? [m.liveroom_column_source({}, language)]
		: [];
	const apart = roundsToldApart(ballots, ({ source }) => source, smallCellK);
	const toldSource = ({ number, source }: Ballot) => (apart.has(number) ? source : '');
	const languageHead = ballots.some((ballot) => ballot.language)
		? [m.liveexport_column_language({}, language)]
		: [];
	const spoken = roundsToldApart(
		ballots,
		(ballot) => `${toldSource(ballot)} ${ballot.language}`,
		smallCellK
	);
	const { csv } = questionType(question.type);
	return {
		columns: [
			m.live_round_column({}, language),
			...sourceHead,
			...csv.columns(question.config, locale),
			...languageHead
		],
		rows: ballots.map((ballot) => [
			ballot.number,
			...sourceHead.map(() => sourceNames[toldSource(ballot) as Source]?.({}, language) ?? ''),
			...csv.cells(question.config, ballot.answer, locale).map((cell) => numberIn(cell) ?? cell),
			...languageHead.map(() =>
				ballot.language && spoken.has(ballot.number) ? languageName(ballot.language, locale) : ''
			)
		]),
		hidden: told.reduce((sum, [, all]) => sum + all.length, 0) - ballots.length,
		told: told.map(([number, all]) => ({ number, ballots: all.length })),
		tooFew: tooFew.map(([number]) => number),
		open: open.map(([number]) => number)
	};
}

type Ballot = Awaited<ReturnType<typeof shuffledBallots>>[number];

/** Rounds in which each group, by source or language, has as many people as may stand together. */
function roundsToldApart(
	ballots: readonly Ballot[],
	groupOf: (ballot: Ballot) => string,
	smallCellK: number
): ReadonlySet<number> {
	const rounds = Map.groupBy(ballots, ({ number }) => number);
	const isSafe = (round: typeof ballots) =>
		[...Map.groupBy(round, groupOf).values()].every((part) => !isSmall(part.length, smallCellK));
	return new Set([...rounds].filter(([, round]) => isSafe(round)).map(([number]) => number));
}

/** All ballots of a question, also those that are not told: a round has as many people as these say, and not as it had. */
async function shuffledBallots(db: Db, questionId: string) {
	const ballots = await db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.innerJoin('liveSessions as s', 's.activityId', 'r.activityId')
		.leftJoin('liveParticipants as p', (join) =>
			join.onRef('p.activityId', '=', 'r.activityId').onRef('p.participant', '=', 'b.participant')
		)
		.select(['r.number', 'b.answer', 'b.tallyKeys', takesBallots.as('open')])
		.select(({ fn, val }) => fn.coalesce('p.source', val('phone')).as('source'))
		.select(sql<boolean>`(not ${allCleared} or ${anyHidden})`.as('hidden'))
		.where('r.questionId', '=', questionId)
		.orderBy(sql`random()`)
		.execute();
	return ballots.map(({ tallyKeys, ...ballot }) => ({
		...ballot,
		language: languageOfBallot(tallyKeys) ?? ''
	}));
}

const anyHidden = sql<boolean>`exists (
	select from live_hidden_keys h where h.round_id = b.round_id and h.key = any(b.tally_keys)
)`;

/** Where entries are shown after approval: every one of this ballot has been. Ballots of choices have nothing to approve. */
const allCleared = sql<boolean>`not exists (
	select from live_sessions s join live_questions q on q.id = r.question_id
	where s.activity_id = r.activity_id and s.entries = 'checked' and q.type = any (${writtenFreely}::text[])
		and exists (
			select from unnest(b.tally_keys) said(key)
			where said.key <> '*' and ${sql.raw(isSaid('said.key'))}
				and not exists (select from live_cleared_keys c where c.round_id = b.round_id and c.key = said.key)
		)
)`;
