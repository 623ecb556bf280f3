import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { demand } from '../../access/can.ts';
import type { Db } from '../../platform/db/database.server.ts';
import { Refusal } from '../../platform/errors.ts';
import { toCsv } from '../../platform/csv.ts';
import { questionType } from '../../questions/registry.ts';
import { permissions } from './permissions.ts';
import { recordOf, sessionSubject } from './session.server.ts';

/**
 * The ballots of one question as CSV: round and answer, nothing else. They come in random order, drawn anew each time,
 * without pseudonym, organisation or time, so that no row leads to a person or to the same person's other answers.
 * Hidden entries are left out. @throws Refusal session_unknown (404), question_unknown (422)
 */
export async function exportBallots(
	db: Db,
	actor: Actor,
	activityId: string,
	questionId: string,
	{ locale, roundLabel }: { locale: string; roundLabel: string }
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
	const { csv } = questionType(question.type);
	return toCsv(
		[roundLabel, ...csv.columns(question.config, locale)],
		ballots.map(({ number, answer }) => [
			String(number),
			...csv.cells(question.config, answer, locale)
		])
	);
}

async function shuffledBallots(db: Db, questionId: string) {
	return db
		.selectFrom('ballots as b')
		.innerJoin('liveRounds as r', 'r.id', 'b.roundId')
		.select(['r.number', 'b.answer'])
		.where('r.questionId', '=', questionId)
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
