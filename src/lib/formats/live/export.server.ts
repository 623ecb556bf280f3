import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { toCsv } from '../../platform/csv.ts';
import { questionType } from '../../questions/registry.ts';
import { inLocale } from '../../platform/i18n/in-locale.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';
import { writtenFreely } from './moderation/written-freely.ts';
import { permissions } from './permissions.ts';
import { couldExpose } from './rules.ts';
import { recordOf, sessionSubject } from './session.server.ts';
import type { Source } from './voices/sources.ts';
import { sourceNames } from './voices/words.ts';

/**
 * The ballots of one question as CSV: round, source where there are several, and answer, nothing else; the source is
 * left empty in a round where few people share one. They come in random order, drawn anew each time,
 * without pseudonym, organisation or time, so that no row leads to a person or to the same person's other answers.
 * Entries that are hidden or wait for a moderator are left out. @throws Refusal session_unknown (404), question_unknown (422)
 */
export async function exportBallots(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	{ locale, roundLabel, smallCellK }: { locale: string; roundLabel: string; smallCellK: number }
): Promise<string> {
	const session = await sessionSubject(db, activityId);
	demand(permissions, actor, 'export', session);
	const question = await db
		.selectFrom('liveQuestions')
		.select(['type', 'config'])
		.where('activityId', '=', activityId)
		.where('id', '=', questionId)
		.executeTakeFirst();
	if (!question) throw new Refusal('invalid', 'question_unknown');
	const ballots = await shuffledBallots(db, questionId);
	await db
		.transaction()
		.execute((trx) =>
			recordOf(trx, actor, session, 'exported', { question: questionId, ballots: ballots.length })
		);
	const sourceHead = ballots.some(({ source }) => source !== 'phone')
		? [m.liveroom_column_source({}, inLocale(locale))]
		: [];
	const toldApart = roundsToldApart(ballots, smallCellK);
	const { csv } = questionType(question.type);
	return toCsv(
		[roundLabel, ...sourceHead, ...csv.columns(question.config, locale)],
		ballots.map(({ number, source, answer }) => [
			String(number),
			...sourceHead.map(() =>
				toldApart.has(number) ? sourceNames[source as Source]({}, inLocale(locale)) : ''
			),
			...csv.cells(question.config, answer, locale)
		])
	);
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

async function shuffledBallots(db: Db, questionId: string) {
	return db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.leftJoin('liveParticipants as p', (join) =>
			join.onRef('p.activityId', '=', 'r.activityId').onRef('p.participant', '=', 'b.participant')
		)
		.select(['r.number', 'b.answer'])
		.select(({ fn, val }) => fn.coalesce('p.source', val('phone')).as('source'))
		.where('r.questionId', '=', questionId)
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
